"""Comments on an earlier revision of a patch that nothing became of."""

from __future__ import annotations

from itertools import compress
from operator import attrgetter, not_
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.context.memo import once_for_each
from reviewbot.context.prior.blank_line import blank_line_left
from reviewbot.context.prior.settled import is_settled
from reviewbot.context.prior.subject_of_comment import WORD, is_about, is_about_wording, names_in
from reviewbot.context.requests import request_in
from reviewbot.context.revisions import predecessor, reworked_below, unchanged, window
from reviewbot.model.budget import spend
from reviewbot.model.patch import ADDED, CONTEXT, REMOVED
from reviewbot.regex import regex
from reviewbot.thread.people import are_same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import SeriesContext
    from reviewbot.model.comment import Comment
    from reviewbot.model.patch import Patch, Span
    from reviewbot.model.series import Series

_COMPARED = 4  # comments that are compared in a step
_ABOVE = 30  # lines of code that a comment below all of them may be about
# what a comment may be about that stands elsewhere, and how lines of it begin
_ELSEWHERE = (
    (regex(r"(?i)\binclud(?:es?|ing)\b|\bheaders?\b"), "#include"),
    (regex(r"(?i)\bk(?:ernel)?[- ]?docs?\b"), "* "),
)


class PassedOver(NamedTuple):
    """A comment, the body line it is about today, and the sentence that asks for a change."""

    comment: Comment
    at: int
    request: str


def passed_over(context: SeriesContext, old: Patch) -> Iterator[PassedOver]:
    """The requests on ``old``, the patch in an earlier revision, whose lines are still the same.

    What the author replied to, what the thread settled and what was done elsewhere is not passed
    over.
    """
    comments = context.prior.comments
    for comment in comments:
        if old.message.message_id not in comment.message.in_reply_to or comment.answered:
            continue
        spend(1 + len(comments) // _COMPARED)
        request = request_in(comment.text)
        at = _left(request, old, comment.at, context.patch) if request else 0
        if at and not (
            is_settled(comment, at, context)
            or _is_elsewhere(comment, at, context)
            or _is_done(comment, old, context)
        ):
            yield PassedOver(comment, at, request)


def _left(request: str, old: Patch, at: int, new: Patch) -> int:
    """The body line of ``new`` where nothing became of a request at line ``at`` of ``old``; or 0."""
    if beside := blank_line_left(request, old, at, new):
        return beside
    now = unchanged(old, at, new)
    _, line = new.anchors.get(now, (None, None)) if now else (None, None)
    if line is not None and line.kind is REMOVED:
        return 0  # the patch takes it out
    return 0 if now and reworked_below(old, at, new, now) else now


def _is_elsewhere(comment: Comment, at: int, context: SeriesContext) -> bool:
    """Whether it is about other lines than those it stands below."""
    if not context.patch.anchors.get(at) and not is_about_wording(comment.text):
        return True  # below the log
    return not is_about(comment.text, (line.text for line in window(context.patch, at)))


def _is_done(comment: Comment, old: Patch, context: SeriesContext) -> bool:
    """Whether the changelog speaks of what it names, the patch changed that since, or leaves it alone."""
    names = names_in(comment.text)
    if not names.isdisjoint(_changelog(context)):
        return True
    lines = window(old, comment.at)
    if old.anchors.get(comment.at) and all(line.kind is CONTEXT for line in lines):
        return True
    for words, start in _ELSEWHERE:
        if words.search(comment.text) and _lines(old, start) != _lines(context.patch, start):
            return True
    before, now = _added(old), _added(context.patch)
    if any(name in now and name not in before for name in names):
        return True
    here = {line.text.strip() for file in context.patch.files for line in file.added()}
    return any(
        line.kind is ADDED and line.body_line <= comment.at and line.text.strip() not in here
        for line in window(old, comment.at, _ABOVE)
        if not names.isdisjoint(WORD.findall(line.text))
    )


def _changelog(context: SeriesContext) -> frozenset[str]:
    """The words the author has for the changes: in the notes of the mail and in the cover."""
    cover = context.series.cover
    return _notes(context.patch) | (_log(cover) if cover else frozenset())


@once_for_each
def _notes(patch: Patch) -> frozenset[str]:
    return _words(patch, patch.body.notes)


@once_for_each
def _log(cover: Patch) -> frozenset[str]:
    return _words(cover, cover.body.log)


def _words(patch: Patch, span: Span) -> frozenset[str]:
    return frozenset(word for at in span for word in WORD.findall(patch.message.line(at)))


@once_for_each
def _added(patch: Patch) -> frozenset[str]:
    """The words of the added lines."""
    return frozenset(
        word for file in patch.files for line in file.added() for word in WORD.findall(line.text)
    )


def _lines(patch: Patch, start: str) -> frozenset[str]:
    """The lines that the patch adds and that begin so."""
    texts = (line.text.strip() for file in patch.files for line in file.added())
    return frozenset(text for text in texts if text.startswith(start))


def by_reviewer(context: SeriesContext, before: Series) -> Iterator[Sequence[PassedOver]]:
    """What was passed over of each reviewer, by the lines of today."""
    old = predecessor(context.patch, before)
    left = sorted(passed_over(context, old), key=attrgetter("at")) if old else []
    while left:
        spend(len(left))
        who = left[0].comment.message.author
        is_theirs = [are_same(asked.comment.message.author, who) for asked in left]
        yield list(compress(left, is_theirs))
        left = list(compress(left, map(not_, is_theirs)))
