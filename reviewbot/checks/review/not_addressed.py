"""Comments on the previous revision whose lines are still the same, unanswered.

For revision N: a person asked on N-1 for a change of some lines of the diff; the same patch of N
has these lines and the five on each side unchanged; the author did not reply to the comment.
All of one reviewer on a patch is one remark, at the first of the lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.checks.api import Confidence, Related, Remark, SeriesContext, Severity
from reviewbot.context.memo import once_for_each
from reviewbot.context.mention import mention
from reviewbot.context.requests import request_in
from reviewbot.context.revisions import predecessor, reworked_below, unchanged, window
from reviewbot.model.budget import spend
from reviewbot.model.patch import LineKind
from reviewbot.thread.people import are_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.comment import Comment
    from reviewbot.model.patch import Patch, Span

SEVERITY = Severity.WARNING


_NAME = re.compile(
    r"[A-Za-z_]\w{0,200}(?:_\w+|(?=\())|\b[A-Z][A-Z0-9_]{3,}\b|(?<=[`'\"])\w{3,}(?=[`'\"])"
)
_HERE = re.compile(
    r"\b(?:this|here|these|those|that|it|line|indent\w*|spaces?|tabs?|blank|empty|newline|align\w*"
    r"|typo|brackets?|braces?|parenthes[ie]s|cast|comma|drop|remove|unused|missing)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"(?im)^(?:reviewed|acked|tested)-by:|\blgtm\b|\blooks? good\b|\bapplied\b")
_COMPARED = 4  # comments that are compared in a step
_NEAR = 3  # lines between two comments on the same thing
_USE = re.compile(r"(?i)\b(?:use|switch to|replace|convert|with|instead|check|add)\b")
_TEXT = re.compile(
    r"(?i)\b(?:typos?|spell\w*|wording|sentences?|grammar|imperative|mood|wrap\w*|columns|characters"
    r"|lines?|capital\w*|period|full stop|phrase|paragraphs?|title|tense|redundant)\b|^s[/|,]"
)
_WORDS = 60  # characters of the comment that are quoted


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark once on what each reviewer asked for in vain, at the first of the lines of today."""
    earlier = context.prior.earlier[:1]
    if not context.prior.comments or not earlier:
        return
    if earlier[0].revision != context.series.revision - 1:
        return
    old = predecessor(context.patch, earlier[0])
    asked = sorted(_passed_over(context, old), key=lambda one: one.at) if old else []
    while asked:
        spend(len(asked))
        first = asked[0]
        who = first.comment.message.author
        told = [(are_same(one.comment.message.author, who), one) for one in asked]
        theirs, asked = (
            [one for same, one in told if same is is_theirs] for is_theirs in (True, False)
        )
        places = {one.at: one for one in theirs if one.at != first.at}
        yield Remark(
            first.at,
            {
                "who": who.name or who.email,
                "revision": earlier[0].revision,
                "message": mention(context.series, first.comment.message.message_id),
                "words": first.words,
                "more": len(theirs) - 1,
            },
            Confidence.MODERATE,
            related=tuple(Related(at, f'"{one.words}"') for at, one in places.items()),
        )


class _Asked(NamedTuple):
    """A comment that was passed over, the body line it is about today, and its first words."""

    comment: Comment
    at: int
    words: str


def _passed_over(context: SeriesContext, old: Patch) -> Iterator[_Asked]:
    """The comments on the patch before that nothing became of."""
    comments = context.prior.comments
    for comment in comments:
        if old.message.message_id not in comment.message.in_reply_to or comment.answered:
            continue
        spend(1 + len(comments) // _COMPARED)
        request = request_in(comment.text)
        at = unchanged(old, comment.at, context.patch) if request else 0
        if (
            at
            and not reworked_below(old, comment.at, context.patch, at)
            and not _is_settled(comment, comments, context, at)
            and not _does(comment, old, context)
        ):
            yield _Asked(comment, at, _first(request))


def _is_settled(
    comment: Comment, comments: Iterable[Comment], context: SeriesContext, at: int
) -> bool:
    """Whether the thread shows that no change is needed here."""
    message, patch = comment.message, context.patch
    now, then = context.message.date, message.date
    if now and then and then >= now:
        return True  # said too late
    if _is_taken_up(comment, comments, context, at) or _is_content(comment, comments, context):
        return True
    if not patch.anchors.get(at) and not _TEXT.search(comment.text):
        return True  # below the log, but not about its words
    names = set(_NAME.findall(comment.text))
    here = {name for line in window(patch, at) for name in _WORD.findall(line.text)}
    if not names & here and not (_USE if names else _HERE).search(comment.text):
        return True  # nothing says that it is about these lines
    return not names.isdisjoint(_changelog(context))


def _is_taken_up(
    comment: Comment, comments: Iterable[Comment], context: SeriesContext, at: int
) -> bool:
    """Whether somebody spoke of it again: below it, or at its line of today."""
    message, now = comment.message.message_id, context.message.message_id
    return any(
        (message in other.message.in_reply_to and other.at == comment.at)
        or (other.on == now and abs(other.at - at) <= _NEAR)
        for other in comments
    )


def _is_content(comment: Comment, comments: Iterable[Comment], context: SeriesContext) -> bool:
    """Whether who asked has tagged this revision, in a reply or by the trailers it came with."""
    who = comment.message.author
    trailers = [context.message.line(number) for number in context.body.trailers]
    if any((who.name and who.name in line) or who.email in line for line in trailers):
        return True
    mails = {mail.message.message_id for mail in context.series.mails}
    return any(
        other.on in mails and are_same(other.message.author, who) and _TAG.search(other.text)
        for other in comments
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
    return frozenset(word for at in span for word in _WORD.findall(patch.message.line(at)))


def _does(comment: Comment, old: Patch, context: SeriesContext) -> bool:
    """Whether the patch now has, anywhere, what the comment names, or changes only other lines."""
    lines = window(old, comment.at)
    if old.anchors.get(comment.at) and all(line.kind is LineKind.CONTEXT for line in lines):
        return True
    before, now = _added(old), _added(context.patch)
    return any(name in now and name not in before for name in _NAME.findall(comment.text))


@once_for_each
def _added(patch: Patch) -> frozenset[str]:
    """The words of the added lines."""
    return frozenset(
        word for file in patch.files for line in file.added() for word in _WORD.findall(line.text)
    )


def _first(sentence: str) -> str:
    """The first words of it."""
    if len(sentence) <= _WORDS:
        return sentence.rstrip(".")
    return sentence[:_WORDS].rpartition(" ")[0] + " ..."
