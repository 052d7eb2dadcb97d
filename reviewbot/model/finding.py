"""What a check says, and what the engine makes of it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from reviewbot.frozen import field, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.model.convention import Kept
    from reviewbot.model.fix import Fix

Fact = str | int | tuple[str, ...]

LONGEST = 500  # characters of an error that are shown; it may quote all of a mail
NO_TREE = "no tree"  # the reason of a Skipped where there is no repository to look in


class Severity(enum.IntEnum):
    """How bad it is if true; a property of the check."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


class Confidence(enum.IntEnum):
    """How sure the check is; a property of each remark.

    HIGH is drafted, MODERATE is drafted as a question with ``--ask``, LOW is only reported.
    """

    LOW = 1
    MODERATE = 2
    HIGH = 3


class Side(enum.Enum):
    """What a finding's ``line`` counts: the post-image, the pre-image or nothing (the message)."""

    NEW = "new"
    OLD = "old"
    MESSAGE = "message"


@frozen
class Related:
    """Another body line of the same message that bears on a remark, and why.

    ``again``: the remark holds there just as it does at its own line. ``counts``: and the author is
    told that there is another such line. ``names`` are what it is about there, where that differs.
    """

    at: int
    note: str
    again: bool = False
    counts: bool = True
    names: tuple[str, ...] = ()


@frozen
class Remark:
    """What a check yields: a body line and the facts its template words.

    ``at`` is the last body line a reader must have seen to understand the comment. ``recommends``
    are the helpers it tells to use: where the tree at hand has none of that name, it is not made.
    ``yields_to`` are checks that say the same: where one of them speaks of the line, this does not.
    ``fix`` is how it should be, where that is sure and of a few lines: ``context/fix.py``.
    ``aside``: it alone is not worth a mail. ``rank``: the one of the lowest stands for all of a mail.
    """

    at: int
    facts: Mapping[str, Fact] = field(default_factory=dict)
    confidence: Confidence = Confidence.HIGH
    related: tuple[Related, ...] = ()
    recommends: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    fix: Fix = ()
    aside: bool = False
    rank: int = 0


# and its number: why a finding is held that another one speaks for
SAID_IN = "said in the reply to patch"


@frozen
class Finding:
    """A remark with its place worked out.

    ``patch`` is the index in the series (0 for the cover). ``path`` and ``line`` are ``None``
    and ``side`` is MESSAGE where the finding is about the mail's text. ``message_id`` and
    ``body_line`` are the patch's own, even if only a quote of it is there. ``suppressed`` is the
    reason why the user wants it in no draft, ``unwanted`` says who does not ask for such a thing,
    where it is less sure for that, ``insisted`` that those who will read it ask for it again and
    again, ``called_for`` that they, or the code around, are known to go by it at all, and ``held`` why
    it is not for a draft. ``spared``: it is right, and less sure only because somebody whose mail it was
    on let it pass. ``kept`` is the convention
    of the code around that it is said for. ``drafted_on`` is
    the mail of an earlier revision it was drafted on. ``fix`` is how it should be, of all its places;
    ``suggested`` are the lines of that for the draft. ``aside``: it alone is not worth a mail. ``rank`` is
    that of the remark.
    """

    check: str
    severity: Severity
    confidence: Confidence
    message_id: str
    patch: int
    path: str | None
    line: int | None
    side: Side
    body_line: int
    quote: str
    facts: Mapping[str, Fact]
    related: tuple[Related, ...] = ()
    yields_to: tuple[str, ...] = ()
    moot_beside: tuple[str, ...] = ()
    raised_by: str | None = None
    drafted_on: str | None = None
    suppressed: str = ""
    unwanted: str = ""
    insisted: bool = False
    called_for: bool = False
    spared: bool = False
    kept: Kept | None = None
    text: str = ""
    drafted: bool = False
    held: str = ""
    fix: Fix = ()
    suggested: str = ""
    aside: bool = False
    rank: int = 0

    @property
    def is_said(self) -> bool:
        """Whether its author hears of it: at its line, or in the reply to another patch."""
        return self.drafted or self.said_in is not None

    @property
    def said_in(self) -> int | None:
        """The number of the patch whose reply tells of it as well; nothing where none does."""
        number = self.held.removeprefix(SAID_IN) if self.held.startswith(SAID_IN) else ""
        return int(number) if number else None

    @property
    def id(self) -> str:
        """Eight hex digits to name it by: the same in every run, for all a check says of a line."""
        key = f"{self.check}\0{self.message_id}\0{self.body_line}"
        import hashlib  # noqa: PLC0415  few starts have a finding

        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]

    @property
    def places(self) -> tuple[int, ...]:
        """The body lines where it holds, its own first."""
        return (self.body_line, *(each.at for each in self.related if each.again))


@frozen
class Skipped:
    """A check, or every check (``check`` empty), that could not look at a message, and why."""

    check: str
    message_id: str
    reason: str


@frozen
class Failure:
    """Something of ours that broke; the rest is still reported.

    A check on one mail; with ``check`` empty, the review of the series that begins with the mail;
    with ``message_id`` empty, a check that cannot be loaded at all.
    """

    check: str
    message_id: str
    error: str

    @property
    def sentence(self) -> str:
        """What broke, and where; of a stranger's making in part."""
        if not self.message_id:
            return f"check {self.check} cannot be loaded: {self.error}"
        if not self.check:
            return f"the series of <{self.message_id}> could not be reviewed: {self.error}"
        return f"check failed: {self.check} on <{self.message_id}>: {self.error}"


def broke(error: BaseException, check: str = "", message_id: str = "") -> Failure:
    """The failure an exception is."""
    return Failure(check, message_id, f"{type(error).__name__}: {error}"[:LONGEST])
