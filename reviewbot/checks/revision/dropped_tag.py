"""A tag given to a patch in the last revision that the same patch lacks in this one.

Reports Reviewed-by, Acked-by and Tested-by which the patch had in the revision before, in its log
or in a reply, where the patch of the same title has the same changes at the same places now but not
the tag. Where the changes differ a little, or all tags were given to the cover letter or to a part of
the patch ("for the DT part:"), it is asked.
What several patches of a series lack is said once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.checks.api import Confidence, Remark, SeriesContext, Severity
from reviewbot.context.changelog import last_line
from reviewbot.context.memo import once_for_each
from reviewbot.context.mention import mention
from reviewbot.context.review_tags import (
    is_among,
    people,
    tags_in_log,
    tags_in_reply,
    takes_back,
    writes_tags,
)
from reviewbot.context.revisions import of_title
from reviewbot.context.similarity import alike, changed_apart, is_same_diff
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.review_tags import ReviewTag
    from reviewbot.model.comment import Comment
    from reviewbot.model.mail import Address, Message
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Prior, Series

SEVERITY = Severity.NOTE
FINAL_ONLY = True
VARIES = ("mails",)
_ALIKE = 0.8  # share of changed lines two revisions of a patch have in common
_MANY = 20  # changed lines only one of two has, that make it another patch
_LINES = 10  # of changelogs searched for a name in a step
_TAG = r"\b(?:tags?|trailers?|reviewed|reviews?|acked|acks?|tested|[rat]-?bs?)\b"
_TELLS = re.compile(
    r"(?i)\b(?:drop|remov|strip|omit|los[et]|left|leav|reset|clear|discard|"
    r"(?:not?|n't|without) (?:kept|keep|carr|add|pick|collect|includ))"
    rf"[a-z]*[^.]{{0,80}}{_TAG}"
)
_SAID = re.compile(rf"(?i){_TAG}")


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark once on a patch that lost tags."""
    found = _before(context)
    if found is None:
        return
    series, before = found
    same = alike(before, context.patch)
    if same < _ALIKE or changed_apart(before, context.patch) > _MANY:
        return
    lost = _lost(context, series, before)
    lost = [one for one in lost if not one.tag.is_partial] or lost
    if not lost:
        return
    own = any(one.on == before.message.message_id for one in lost)
    confidence = Confidence.MODERATE
    if all(_is_outdated(one.tag, context, series) for one in lost):
        confidence = Confidence.LOW
    elif own and not lost[0].tag.is_partial and is_same_diff(before, context.patch):
        confidence = Confidence.HIGH
    mails = dict.fromkeys(mention(series, one.mail) for one in lost)
    yield Remark(
        last_line(context.patch),
        {
            "tags": tuple(one.tag.line for one in lost),
            "before": context.series.revision - 1,
            "mails": tuple(mails),
        },
        confidence,
    )


def _before(context: SeriesContext) -> tuple[Series, Patch] | None:
    """The patch of this title in the revision right before."""
    title = context.patch.subject.title
    for series in context.prior.earlier:
        if series.revision == context.series.revision - 1:
            for patch in of_title(series, title):
                if _precedes(patch.message, context):
                    return series, patch
    return None


def _precedes(message: Message, context: SeriesContext) -> bool:
    """Whether a message was sent before this one, as far as their dates tell."""
    then, now = message.date, context.message.date
    return then is None or now is None or then < now


class _Lost(NamedTuple):
    """A tag that is gone, the mail it was given to, and the one that gives it."""

    tag: ReviewTag
    on: str
    mail: str


def _lost(context: SeriesContext, series: Series, before: Patch) -> list[_Lost]:
    """The tags that are gone: of this very patch and what is reviewed as a whole, or of the cover.

    An Acked-by to a cover may be for a part of it.
    """
    here = (*people(context.patch), context.message.author)
    own = before.message.message_id
    comments = _on(context.prior, before)
    doubted = any(one.at in before.body.trailers and not writes_tags(one) for one in comments)
    given = [_Lost(tag, own, own) for tag in tags_in_log(before)] if not doubted else []
    for comment in _on(context.prior, before, series.cover):
        if _precedes(comment.message, context):
            given += [
                _Lost(tag, comment.on, comment.message.message_id)
                for tag in tags_in_reply(comment)
                if comment.on == own or _is_for_all(tag, context, series)
            ]
    settled = [
        tag.by
        for comment in _on(context.prior, context.patch, context.series.cover)
        for tag in tags_in_reply(comment)
    ]
    settled += _taking_back(context.prior)
    text = _text(context.series)
    lost = {
        (one.tag.email, one.tag.tag): one
        for one in reversed(given)
        if not is_among(one.tag.by, here)
        and not _is_told(one.tag, text)
        and not is_among(one.tag.by, settled)
    }
    mine = [one for one in lost.values() if one.on == own]
    reviewed = [one for one in lost.values() if one.on != own and one.tag.tag == "Reviewed-by"]
    return [*mine, *reviewed] if mine else list(lost.values())


@once_for_each
def _by_mail(prior: Prior) -> Mapping[str, Sequence[tuple[int, Comment]]]:
    """The comments on each mail, numbered."""
    found: dict[str, list[tuple[int, Comment]]] = defaultdict(list)
    for number, comment in enumerate(prior.comments):
        found[comment.on].append((number, comment))
    return found


def _on(prior: Prior, *mails: Patch | None) -> Sequence[Comment]:
    """The comments on some mails, oldest first."""
    known = _by_mail(prior)
    ids = {mail.message.message_id for mail in mails if mail}
    found = sorted(chain.from_iterable(known.get(id_, ()) for id_ in ids), key=_number)
    spend(len(found))
    return [comment for _, comment in found]


@once_for_each
def _taking_back(prior: Prior) -> Sequence[Address]:
    """Who takes a tag back."""
    return tuple(one.message.author for one in prior.comments if takes_back(one))


def _number(numbered: tuple[int, Comment]) -> int:
    return numbered[0]


def _is_for_all(tag: ReviewTag, context: SeriesContext, series: Series) -> bool:
    """Whether a tag given to the cover is one for each patch: its giver chose none of them."""
    chosen = (person for one in (context.series, series) for person in _chosen(one))
    return tag.tag != "Tested-by" and not is_among(tag.by, chosen)


@once_for_each
def _chosen(series: Series) -> Sequence[Address]:
    """Everybody with a tag on one of the patches."""
    return tuple(dict.fromkeys(person for patch in series.patches for person in people(patch)))


def _is_outdated(tag: ReviewTag, context: SeriesContext, series: Series) -> bool:
    """Whether what was tested is another thing now: the code that goes with this patch."""
    if tag.tag != "Tested-by" or any(file.is_c for file in context.files):
        return False
    older = {patch.subject.title.lower(): patch for patch in series.patches}
    code = [one for one in context.series.patches if any(file.is_c for file in one.files)]
    return any(
        one.subject.title.lower() not in older
        or alike(older[one.subject.title.lower()], one) < _ALIKE
        for one in code
    )


def _prose(mail: Patch) -> Iterator[int]:
    """Where a changelog may be: in the cover letter, and below the ``---``."""
    if mail.subject.is_cover:
        yield from mail.body.log
    yield from mail.body.notes


@once_for_each
def _text(series: Series) -> _Text:
    lines = [mail.message.line(number) for mail in series.mails for number in _prose(mail)]
    said = tuple(line.lower() for line in lines if _SAID.search(line))
    return _Text(bool(_TELLS.search(" ".join(lines))), said)


class _Text(NamedTuple):
    """Whether the changelogs of a series tell of all tags, and their lines that may of one."""

    tells: bool
    said: Sequence[str]


def _is_told(tag: ReviewTag, text: _Text) -> bool:
    surname = tag.name.split()[-1].lower()
    spend(1 + len(text.said) // _LINES)
    return text.tells or any(surname in line for line in text.said)
