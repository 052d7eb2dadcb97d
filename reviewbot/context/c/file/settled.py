"""Whether what a patch shows will last: the files that are known, and the rest of its series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.linkage import prefixes
from reviewbot.context.memo import once_for_each
from reviewbot.context.positions import position
from reviewbot.context.series_lines import removed_texts, removers
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.context.levels import DiffContext, TreeContext
    from reviewbot.model.series import Series

_WORD = regex(r"[^\W\d]\w*")
_LATER = regex(
    r"(?i)\b(?:later|subsequent|follow(?:s|ing|-?up)?|next|upcoming|future|prepar\w+|will be used)\b"
)


def is_settled(context: TreeContext) -> bool:
    """Whether all C files of a patch are known, and no later patch is missing or announced."""
    return is_complete(context) and not (is_followed_by_missing(context) or announces_more(context))


def is_told_of(context: TreeContext, name: str) -> bool:
    """Whether the log of the patch, or the diff of a later one, has the name."""
    return name in _words_of_log(context) or is_mentioned_later(context, name)


def is_complete(context: TreeContext) -> bool:
    """Whether all C files of the patch are known, so that no use hides in one of them."""
    return all(file in context.images for file in context.files if file.is_c and not file.is_binary)


def is_followed_by_missing(context: DiffContext) -> bool:
    """Whether a later patch of the series is not here."""
    missing = context.series.missing
    return bool(missing) and missing[-1] > (context.patch.subject.index or 1)


def is_gone_before(context: TreeContext, name: str, path: str) -> bool:
    """Whether lines of a file that have the name go in an earlier patch, which could not be applied."""
    own = position(context.patch, context.series)
    earlier = (
        context.series.patches[at] for at in removers(context.series).get(path, ()) if at < own
    )
    gone = {
        text
        for patch in earlier
        for text in removed_texts(patch)[path]
        if name in _WORD.findall(text)
    }
    source = (context.tree.read(path) or b"").decode("utf-8", "replace") if gone else ""
    return not gone.isdisjoint(source.split("\n"))


@once_for_each
def announces_more(context: DiffContext) -> bool:
    """Whether the mail says that more is to come."""
    log = (context.message.line(number) for number in context.body.log)
    return any(_LATER.search(line) for line in (context.patch.subject.title, *log))


def is_mentioned_later(context: DiffContext, name: str) -> bool:
    """Whether a later patch of the series has the name in its diff."""
    last, own = _last_mention(context.series), position(context.patch, context.series)
    return any(last.get(f"{prefix}{name}", -1) > own for prefix in ("", *prefixes()))


def is_changed_later(context: DiffContext, function: str) -> bool:
    """Whether a later patch of the series names the function, or has a hunk in it."""
    own = position(context.patch, context.series)
    return _last_hunk(context.series).get(function, -1) > own or is_mentioned_later(
        context, function
    )


@once_for_each
def _last_hunk(series: Series) -> Mapping[str, int]:
    """The position of the last patch that has a hunk in a function with each word in its head."""
    return {
        word: number
        for number, patch in enumerate(series.patches)
        for file in patch.files
        for hunk in file.hunks
        for word in _WORD.findall(hunk.section)
    }


@once_for_each
def _words_of_log(context: TreeContext) -> frozenset[str]:
    log = (context.message.line(at) for at in context.body.log)
    return frozenset(word for line in log for word in _WORD.findall(line))


@once_for_each
def _last_mention(series: Series) -> Mapping[str, int]:
    """The position of the last patch that has each word in its diff."""
    last: dict[str, int] = {}
    for own, patch in enumerate(series.patches):
        for hunk in (hunk for file in patch.files for hunk in file.hunks):
            text = "\n".join([line.text for line in hunk.lines])
            last.update(dict.fromkeys(_WORD.findall(text), own))
    return last
