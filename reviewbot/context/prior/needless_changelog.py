"""Postings that nobody misses a changelog of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.cover import may_lack_cover
from reviewbot.context.maintainers import applies
from reviewbot.context.prior.retagged import only_tags_differ
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.levels import SeriesContext
    from reviewbot.model.patch import Patch

_SQUASHED = ("fixup!", "squash!", "amend!")
_BEYOND = regex(r"\b0*(\d{1,4})/0*(\d{1,4})\b[^\]]*\]")


def needs_no_changelog(context: SeriesContext) -> bool:
    """Whether it is not all here, sent again as it is, squashed, or applied by who posts it."""
    series = context.series
    return (
        bool(series.missing)
        or may_lack_cover(context)
        or any(map(_is_special, series.mails))
        or all(patch.subject.title.startswith(_SQUASHED) for patch in series.patches)
        or only_tags_differ(context)
        or _is_of_who_applies(context)
    )


def _is_special(mail: Patch) -> bool:
    """Whether it was sent again as it is, or numbered beyond the end of a series."""
    number = _BEYOND.search(mail.subject.text)
    return mail.subject.is_resend or bool(number and int(number[1]) > int(number[2]))


def _is_of_who_applies(context: SeriesContext) -> bool:
    """Whether its author looks after what it changes, and will apply it."""
    paths = [file.path for patch in context.series.patches for file in patch.files]
    author = context.message.author
    return context.tree is not None and applies(author, paths, context.tree)
