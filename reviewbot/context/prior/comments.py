"""What people said on the mails of a series and of its earlier revisions, looked up by mail."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.model.comment import Comment
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Prior

_numbered = itemgetter(0)


def comments_on(prior: Prior, *mails: Patch | None) -> Sequence[Comment]:
    """The comments on some mails, oldest first."""
    known = _by_mail(prior)
    ids = {mail.message.message_id for mail in mails if mail}
    comments = sorted(chain.from_iterable(known.get(id_, ()) for id_ in ids), key=_numbered)
    spend(len(comments))
    return [comment for _, comment in comments]


@once_for_each
def _by_mail(prior: Prior) -> Mapping[str, Sequence[tuple[int, Comment]]]:
    """The comments on each mail, numbered by age."""
    by_mail: dict[str, list[tuple[int, Comment]]] = defaultdict(list)
    for number, comment in enumerate(prior.comments):
        by_mail[comment.on].append((number, comment))
    return by_mail
