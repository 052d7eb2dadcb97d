"""All a check imports: contexts, remarks, and the examples that prove it.

A check is a module with this surface; ``tests/test_check_rules.py`` judges it:

    docstring     what it reports; ``Why it matters:``; ``Stays quiet:``
    SEVERITY      how bad it is if true
    ASKED_AS      regex over reply text: how a human reviewer asks for the same
    BAD, GOOD     examples; at least one GOOD is a near miss
    BUG           true where it is about code that goes wrong: nits are left out beside it
    NIT           true where it is left out of a reply that tells of a bug
    LIST_TITLE    what a list of several remarks of it in one mail begins with
    VARIES        facts that may differ where one remark is enough for all patches of a series
    ASIDE         true where it is not worth a mail: said in one that says something else, too
    KERNEL_ONLY   true where it goes by rules or functions of the kernel: not drafted for other
                  projects, but for those that share it (knowledge/projects.toml)
    FINAL_ONLY    true where it is about how the final version must look: not drafted for an RFC
    check         the function; its parameter's type says what it needs
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from reviewbot.context.levels import (
    BlobContext,
    DiffContext,
    HistoryContext,
    SeriesContext,
    TreeContext,
)
from reviewbot.model.finding import Confidence, Related, Remark, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "Bad",
    "BlobContext",
    "Check",
    "Confidence",
    "DiffContext",
    "Good",
    "HistoryContext",
    "Made",
    "Related",
    "Remark",
    "SeriesContext",
    "Severity",
    "TreeContext",
]


@dataclass(frozen=True, slots=True)
class Made:
    """A commit behind the tree of an example; ``released`` is the first tag of a release with it.

    ``message`` is what it says below its title.
    """

    id: str
    title: str
    paths: tuple[str, ...] = ()
    released: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Bad:
    """A mail that must be commented on.

    ``mail`` is a body in short form (see ``example.py``); ``at`` the text of each body line that
    must get a remark, in order, as it stands in the mail. ``tree`` holds files of the tree the
    mail does not touch, for checks that look there. ``before`` and ``after`` are the patches of
    the series around it, ``earlier`` the mails of the revision before, and ``replies`` what a
    reviewer answered to the last of those: bodies, each quoting what it comments on. The first
    line of a mail may be its ``Subject:``. ``commits`` are the tree's, newest first.
    """

    mail: str
    at: tuple[str, ...]
    confidence: Confidence = Confidence.HIGH
    tree: Mapping[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    commits: tuple[Made, ...] = ()


@dataclass(frozen=True, slots=True)
class Good:
    """A mail that must get no remark. ``why`` makes it a near miss: what saves it, in words."""

    mail: str
    why: str = ""
    tree: Mapping[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    commits: tuple[Made, ...] = ()


class Run(Protocol):
    """The function of a check."""

    def __call__(self, context: Any, /) -> Iterable[Remark]: ...  # noqa: ANN401  each check names its own


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the registry found it; ``name`` is FAMILY.NAME, ``needs`` the context it gets.

    ``demoted`` says why it is only asked, by what was measured; empty where it is not.
    """

    name: str
    summary: str
    doc: str
    severity: Severity
    asked_as: str
    needs: type[DiffContext]
    bad: tuple[Bad, ...]
    good: tuple[Good, ...]
    run: Run
    package: str
    kernel_only: bool = False
    final_only: bool = False
    bug: bool = False
    nit: bool = False
    list_title: str = ""
    varies: tuple[str, ...] = ()
    aside: bool = False
    demoted: str = ""

    @property
    def template(self) -> str:
        """The path of its wording below a template directory."""
        return f"checks/{self.name.replace('.', '/')}.txt.j2"
