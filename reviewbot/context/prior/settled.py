"""Whether a thread shows that what a comment asks for needs no answer any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex
from reviewbot.thread.people import are_same

if TYPE_CHECKING:
    from reviewbot.context.levels import SeriesContext
    from reviewbot.model.comment import Comment

_NEAR = 3  # lines between two comments on the same thing
_PLEASED = regex(r"(?im)^(?:reviewed|acked|tested)-by:|\blgtm\b|\blooks? good\b|\bapplied\b")


def is_settled(comment: Comment, at: int, context: SeriesContext) -> bool:
    """Whether it came too late, somebody spoke of it again, or who asked is content."""
    return (
        not comment.message.precedes(context.message)
        or _is_taken_up(comment, at, context)
        or _is_content(comment, context)
    )


def _is_taken_up(comment: Comment, at: int, context: SeriesContext) -> bool:
    """Whether somebody spoke of it again: below it, or at its line of today."""
    message, now = comment.message.message_id, context.message.message_id
    return any(
        (message in other.message.in_reply_to and other.at == comment.at)
        or (other.on == now and abs(other.at - at) <= _NEAR)
        for other in context.prior.comments
    )


def _is_content(comment: Comment, context: SeriesContext) -> bool:
    """Whether who asked has tagged this revision, in a reply or by the trailers it came with."""
    who = comment.message.author
    trailers = [context.message.line(number) for number in context.body.trailers]
    if any((who.name and who.name in line) or who.email in line for line in trailers):
        return True
    mails = {mail.message.message_id for mail in context.series.mails}
    return any(
        other.on in mails and are_same(other.message.author, who) and _PLEASED.search(other.text)
        for other in context.prior.comments
    )
