"""The chances of one series: what the checks find on patches that people answered, and who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.already_said import mark_already_said
from reviewbot.backtest.choice import day_of
from reviewbot.checks.pages import how_asked
from reviewbot.engine import run
from reviewbot.frozen import frozen
from reviewbot.model.finding import Confidence
from reviewbot.model.series import Prior

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from reviewbot.backtest.hindsight import Hindsight
    from reviewbot.checks.api import Check
    from reviewbot.memory import Memory
    from reviewbot.model.comment import Comment
    from reviewbot.model.finding import Finding
    from reviewbot.model.series import Series
    from reviewbot.trees.opened import Trees


@frozen
class Chance:
    """A patch that people answered and on which a check finds something, at however many places.

    ``lists`` are those that the copy in the archive came by. ``people`` are those who answered, by
    address, each with the message-id of the mail in which they made the point, or nothing.
    """

    check: str
    message_id: str
    day: str
    lists: tuple[str, ...]
    people: tuple[tuple[str, str], ...]


def chances(
    hindsight: Hindsight, series: Series, checks: tuple[Check, ...], trees: Trees, memory: Memory
) -> Iterator[Chance]:
    """All of a series; nothing is reviewed where nobody answered.

    A point that was made before the mail was posted is no chance: people may not make it again.
    """
    by_person = _by_person(hindsight.comments_on(series))
    moment = hindsight.moment(series) if by_person else None
    if moment is None:
        return
    answered = {comment.on for said in by_person.values() for comment in said}
    mails = {m.message.message_id: m for m in moment.fresh if m.message.message_id in answered}
    if not mails:
        return
    prior = moment.prior
    with trees.under(moment.series) as ground:
        result = run(
            (moment.series,),
            checks,
            ground.repository,
            lambda _: prior,
            memory=memory,
            mails=mails,
        )
    found = [each for each in result.findings if each.confidence > Confidence.LOW]
    asked = how_asked(checks)
    one = (moment.series,)
    known = mark_already_said(found, one, asked, lambda _: prior)
    told = {(each.message_id, each.check) for each in known if each.raised_by}
    open_ = [each for each in found if (each.message_id, each.check) not in told]
    said = {
        person: _said(mark_already_said(open_, one, asked, _constant(prior.earlier, comments)))
        for person, comments in by_person.items()
    }
    for mail, check in dict.fromkeys((each.message_id, each.check) for each in open_):
        answers = [
            (person, said[person].get((mail, check), ""))
            for person, comments in by_person.items()
            if any(comment.on == mail for comment in comments)
        ]
        message = mails[mail].message
        yield Chance(check, mail, day_of(message), message.lists, tuple(answers))


def _constant(
    earlier: tuple[Series, ...], comments: Sequence[Comment]
) -> Callable[[Series], Prior]:
    """What came before a series, had one person alone said something of it."""
    prior = Prior(earlier, tuple(comments))
    return lambda _: prior


def _said(findings: Iterable[Finding]) -> Mapping[tuple[str, str], str]:
    """By mail and check, the first mail in which the point was made."""
    return {
        (each.message_id, each.check): each.raised_by
        for each in reversed(tuple(findings))
        if each.raised_by
    }


def _by_person(comments: Iterable[Comment]) -> Mapping[str, list[Comment]]:
    """What each person said, who spoke first before the others."""
    found: dict[str, list[Comment]] = {}
    for comment in comments:
        found.setdefault(comment.message.author.email.lower(), []).append(comment)
    return found
