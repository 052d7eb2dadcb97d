"""The reply to a series in which nothing was found, for lists that want one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.backports import is_backport, is_not_to_apply
from reviewbot.reply.reply import reply
from reviewbot.reply.wording import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment

    from reviewbot.engine import Result
    from reviewbot.model.draft import Draft
    from reviewbot.model.series import Series

POSITIVE = "reply/positive.txt.j2"


def positive(  # noqa: PLR0913, PLR0917  all it tells of, and to whom
    series: Series,
    result: Result,
    checks: Iterable[str],
    tree: str,
    words: Environment,
    me: frozenset[str],
) -> tuple[Draft, ...]:
    """One line to the cover or the first patch; none where it would not be all there is to say.

    ``checks`` are the names of those that were asked; only those count that could look at all of
    it. ``tree`` is the name of the one around it. Raises UsageError for a broken template.
    """
    first = series.mails[0]
    whole = not (series.missing or result.findings or result.failures or first.quote)
    if not whole or is_backport(first) or is_not_to_apply(first):
        return ()
    looked = set(checks) - {each.check for each in result.skipped}
    if not looked or any(not each.check for each in result.skipped):
        return ()
    text = render(words, POSITIVE, {"checks": len(looked), "tree": tree})
    draft = reply(first, f"{text}\n", me)
    return (draft,) if draft.to else ()  # else nobody is there to answer
