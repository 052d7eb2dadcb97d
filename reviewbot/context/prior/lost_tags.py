"""Review tags given to a patch that its next revision lacks, and nobody says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewbot.context.memo import once_for_each
from reviewbot.context.prior.comments import comments_on
from reviewbot.context.prior.told_tags import tells_of_tag
from reviewbot.context.review_tags import (
    is_among,
    people,
    tags_in_log,
    tags_in_reply,
    tags_in_text,
    takes_back,
    writes_tags,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import SeriesContext
    from reviewbot.context.review_tags import ReviewTag
    from reviewbot.model.mail import Address
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Prior, Series


class GivenTag(NamedTuple):
    """A tag, the id of the patch or cover it was given to, and of the mail that gives it."""

    tag: ReviewTag
    on: str
    mail: str


def lost_tags(context: SeriesContext, series: Series, before: Patch) -> list[GivenTag]:
    """The tags that ``before``, a patch of an earlier series, was given and the patch lacks.

    Those of the patch itself and the reviews of its whole series; where it had none of its own,
    all that its cover was given: an Acked-by there may be for a part of it.
    """
    settled = (*people(context.patch), context.message.author, *_settled(context))
    all_given = [*_in_log(context.prior, before), *_in_replies(context, series, before)]
    lost = {
        (given.tag.email, given.tag.tag): given
        for given in reversed(all_given)
        if not tells_of_tag(context.series, given.tag) and not is_among(given.tag.by, settled)
    }.values()
    id_ = before.message.message_id
    own = [gone for gone in lost if gone.on == id_]
    reviews = [gone for gone in lost if gone.on != id_ and gone.tag.tag == "Reviewed-by"]
    return [*own, *reviews] if own else list(lost)


def _in_log(prior: Prior, before: Patch) -> Iterator[GivenTag]:
    """The tags the patch came with, where nobody spoke below them without giving one himself."""
    id_ = before.message.message_id
    comments = comments_on(prior, before)
    if not any(said.at in before.body.trailers and not writes_tags(said) for said in comments):
        yield from (GivenTag(tag, id_, id_) for tag in tags_in_log(before))


def _in_replies(context: SeriesContext, series: Series, before: Patch) -> Iterator[GivenTag]:
    """The tags given in reply to the patch, or to its cover for each patch, before this revision."""
    for comment in comments_on(context.prior, before, series.cover):
        if comment.message.precedes(context.message):
            for tag in tags_in_reply(comment):
                if comment.on == before.message.message_id or _is_for_each(tag, context, series):
                    yield GivenTag(tag, comment.on, comment.message.message_id)


def _is_for_each(tag: ReviewTag, context: SeriesContext, series: Series) -> bool:
    """Whether a tag given to the cover is one for each patch: its giver chose none of them."""
    chosen = (*_tagged(context.series), *_tagged(series))
    return tag.tag != "Tested-by" and not is_among(tag.by, chosen)


@once_for_each
def _tagged(series: Series) -> Sequence[Address]:
    """Everybody with a tag on one of the patches."""
    return tuple(dict.fromkeys(person for patch in series.patches for person in people(patch)))


def _settled(context: SeriesContext) -> Iterator[Address]:
    """Who gave a tag to this posting, and who took one back."""
    for comment in comments_on(context.prior, context.patch, context.series.cover):
        yield from (tag.by for tag in tags_in_reply(comment))
    yield from _added_by_author(context)
    yield from _taking_back(context.prior)


def _added_by_author(context: SeriesContext) -> Iterator[Address]:
    """Whose tags the author adds himself in a reply to the posting: "I forgot these:"."""
    postings = (context.patch, context.series.cover)
    answered = {mail.message.message_id for mail in postings if mail}
    for note in context.prior.author_notes:
        if not answered.isdisjoint(note.in_reply_to):
            yield from (tag.by for tag in tags_in_text(note))


@once_for_each
def _taking_back(prior: Prior) -> Sequence[Address]:
    return tuple(said.message.author for said in prior.comments if takes_back(said))
