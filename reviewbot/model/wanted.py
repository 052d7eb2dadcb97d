"""What to look for in an archive when only a part of a series is at hand, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from datetime import date


@frozen
class SearchRequest:
    """How the rest of one series, and its earlier revisions, can be recognized.

    Attributes:
        message_id: The message that led to the series, without ``<>``.
        author: Lower-case address of who posted it; ``""`` where it is not known.
        first: The day of its first mail (UTC), or one before it.
        last: The day of its last mail at hand.
        expected: How many patches it has.
        missing: The numbers of those whose mails are not here; 0 is the cover, which is only
            wanted with them.
        earlier: The revisions before this one that are not here.
        later: Whether revisions after this one are looked for.
        change_id: b4's ``change-id:``, the same in all revisions; ``""`` where there is none.
        titles: Of the series and its patches, known from subjects and from the cover's shortlog;
            those of missing patches first.
    """

    message_id: str
    author: str
    first: date
    last: date
    expected: int
    missing: tuple[int, ...]
    earlier: tuple[int, ...]
    change_id: str
    titles: tuple[str, ...]
    later: bool = False

    @property
    def what(self) -> str:
        """What it is, for a person: ``the missing patches and earlier revisions``."""
        kinds = (
            ("missing patches", self.missing),
            ("earlier revisions", self.earlier),
            ("later revisions", self.later),
        )
        return "the " + " and ".join(name for name, is_wanted in kinds if is_wanted)


@frozen
class SearchResult:
    """The raw messages a search brought, or a sentence why there was none."""

    raws: tuple[bytes, ...] = ()
    fault: str = ""
