"""Whether somebody who knows has reviewed a patch before it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.levels import tree_of
from reviewbot.context.maintainers import is_known
from reviewbot.context.memo import once_for_each
from reviewbot.context.trailers import tags
from reviewbot.thread.mailboxes import addresses
from reviewbot.thread.people import are_same

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.mail import Address


@once_for_each
def reviewer(context: DiffContext) -> str:
    """Who maintains anything in the tree and has reviewed the patch; empty where nobody did.

    Whoever only acked it need not have read its lines.
    """
    tree = tree_of(context)
    if tree is None:
        return ""
    known = (each for each in _reviewers(context) if is_known(each, tree))
    return next((each.name or each.email for each in known), "")


def _reviewers(context: DiffContext) -> Iterator[Address]:
    """Those who reviewed it, the author left out."""
    author = context.message.author
    for tag in tags(context.patch, "Reviewed-by"):
        yield from (each for each in addresses(tag.value) if not are_same(each, author))
