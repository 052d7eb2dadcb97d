"""All a check imports: contexts and remarks.

A check is a module with this surface, and a page (``cases.py``) that says why it is made and
proves it; ``tests/test_check_rules.py`` judges both:

    docstring     what it reports
    SEVERITY      how bad it is if true
    BUG           true where it is about code that goes wrong: nits are left out beside it
    NIT           true where it is left out of a reply that tells of a bug
    LIST_TITLE    what a list of several remarks of it in one mail begins with
    VARIES        facts that may differ where one remark is enough for all patches of a series
    ASIDE         true if it alone is not worth a mail: added to mails with other comments
    KERNEL_ONLY   true where it goes by rules or functions of the kernel: not drafted for other
                  projects, but for those that share it (knowledge/projects.toml)
    ONCE          true where one remark stands for all in a mail: at the first place, with the rest
                  of them told in a line
    KINDS         facts that must be the same for that
    NAMED         the fact that names what it is about: told of the rest, too, where that differs
    MOOT_BESIDE   checks that make it moot: where one of them speaks of the statement, this does not
    CONVENTION    a name of knowledge/habits.toml: how much it is wanted goes by how many places of
                  the code around keep that (wanted.py)
    FINAL_ONLY    true where it is about how the final version must look: not drafted for an RFC
    MAILED        true where it is about what there is only once it is mailed, as recipients and
                  versions: not asked about commits of one's own
    WHEN          what a mail must have for it to be called (context/when.py); where that is not
                  said, and the module has patterns: C in which one of them may match
    check         the function; its parameter's type says what it needs
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from reviewbot.context.levels import (
    BlobContext,
    DiffContext,
    HistoryContext,
    PeerContext,
    SeriesContext,
    TreeContext,
)
from reviewbot.context.when import ALWAYS, C, When
from reviewbot.frozen import frozen
from reviewbot.model.finding import Confidence, Related, Remark, Severity
from reviewbot.model.tier import Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "BlobContext",
    "C",
    "Check",
    "Confidence",
    "DiffContext",
    "HistoryContext",
    "PeerContext",
    "Related",
    "Remark",
    "SeriesContext",
    "Severity",
    "TreeContext",
    "When",
]


class Run(Protocol):
    """The function of a check."""

    def __call__(self, context: Any, /) -> Iterable[Remark]: ...  # noqa: ANN401  each check names its own


@frozen
class Check:
    """A check as the registry found it; ``name`` is FAMILY.NAME, ``needs`` the context it gets.

    ``tier`` is how sure it may be said where nothing is known of who reads it: it was measured.
    """

    name: str
    summary: str
    doc: str
    severity: Severity
    needs: type[DiffContext]
    run: Run
    package: str
    kernel_only: bool = False
    final_only: bool = False
    mailed: bool = False
    bug: bool = False
    nit: bool = False
    list_title: str = ""
    varies: tuple[str, ...] = ()
    aside: bool = False
    once: bool = False
    kinds: tuple[str, ...] = ()
    named: str = ""
    convention: str = ""
    moot_beside: tuple[str, ...] = ()
    when: When = ALWAYS
    tier: Tier = Tier()

    @property
    def template(self) -> str:
        """The path of its wording below a template directory."""
        return f"checks/{self.name.replace('.', '/')}.txt.j2"
