"""What became of drafts on the list: whether they were sent, and what that led to.

A draft was sent if a reply of the user's to the same mail has what it says. What came of a remark
is told as ``reviewbot backtest`` does, by the next revision and by who applied the patch.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from reviewbot.backtest.after import Reading
from reviewbot.backtest.applied import applied
from reviewbot.backtest.hindsight import Hindsight
from reviewbot.backtest.outcome import Outcome
from reviewbot.checks.registry import all_checks
from reviewbot.engine import run
from reviewbot.errors import ReviewbotError
from reviewbot.frozen import frozen, replace
from reviewbot.model.finding import broke
from reviewbot.regex import regex
from reviewbot.thread.quoting import own_spans, read_lines
from reviewbot.trees.opened import Trees
from reviewbot.watch import ledger
from reviewbot.watch.ledger import News

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from reviewbot.model.mail import Message
    from reviewbot.model.series import Series
    from reviewbot.thread.thread import Thread
    from reviewbot.trees.table import Entry
    from reviewbot.watch.archive import Archive, Group
    from reviewbot.watch.ledger import Said

_WORD = regex(r"\w{3,}")
_MOST = 2 / 3  # of the words of a remark, those that a paragraph has which says it
_TOLD = (Outcome.FIXED, Outcome.IGNORED)


@frozen
class Following:
    """One list, looked through at one moment for what answers drafts made ``since`` then."""

    archive: Archive
    mine: Collection[str]
    since: float
    now: float
    trees: Sequence[Entry] = ()

    def follow(self, groups: Iterable[Group]) -> None:
        """Keep what became known since it was looked last."""
        base, name = self.archive.state.base, self.archive.policy.name
        upto = ledger.followed(base, name)
        drafted = ledger.drafted(base, name, self.since)
        answers = ledger.answers(base, name, self.since)
        mails = {said.mail for _, said in drafted.values()} | set(answers.values())
        news: list[News] = []
        for group in groups:
            if mails.isdisjoint(each.head.message_id for each in group):
                continue
            if not any(each.seen >= upto for each in group):
                continue
            if not all(map(self.archive.is_here, group)):
                return  # it may be there again next time
            try:
                news += self._news(group, drafted, answers)
            except (ReviewbotError, ImportError, sqlite3.Error):
                raise
            except Exception as error:  # noqa: BLE001  the bulkhead between these and all others
                self.archive.say(
                    f"{name}: {broke(error, message_id=group[0].head.message_id).sentence}"
                )
        ledger.follow(base, name, news, self.now)

    def _news(
        self, group: Group, drafted: Mapping[str, tuple[str, Said]], answers: Mapping[str, str]
    ) -> Iterator[News]:
        thread = replace(self.archive, say=_nothing).thread(group)
        replies = _replies(thread, self.mine, answers)
        seen = {mail.message.message_id for one in thread.series for mail in one.mails}
        here = {id_: each for id_, each in drafted.items() if each[1].mail in seen}
        tree = self.archive.policy.manner.tree
        with Trees(tree, self.trees) as trees:
            outcomes, done = _outcomes(thread, here, trees)
        for finding, (draft, said) in here.items():
            sent = [one.message_id for one in replies.get(draft, ()) if says(one, said.words)]
            reply = sent[0] if sent else ""
            outcome = outcomes.get(finding, Outcome.UNKNOWN)
            told = outcome.value if outcome in _TOLD else ""
            yield News(draft, finding, reply, bool(sent), told, said.mail in done)


def says(message: Message, words: str) -> bool:
    """Whether a paragraph of what a person wrote has most of the words of a remark."""
    wanted = set(_WORD.findall(words.lower()))
    lines = read_lines(message)
    for span in own_spans(lines):
        own = "\n".join(lines[number - 1].text for number in span)
        if wanted and len(wanted & set(_WORD.findall(own.lower()))) >= _MOST * len(wanted):
            return True
    return False


def _nothing(_sentence: str) -> None:
    """What is lost was said when it was decided on."""


def _replies(
    thread: Thread, mine: Collection[str], answers: Mapping[str, str]
) -> Mapping[str, Sequence[Message]]:
    """The user's own mails that answer what a draft does, by draft."""
    own = [one for one in thread.messages if one.author.email.lower() in mine]
    return {
        draft: [one for one in own if mail in one.in_reply_to[:1]]
        for draft, mail in answers.items()
        if own
    }


def _outcomes(
    thread: Thread, here: Mapping[str, tuple[str, Said]], trees: Trees
) -> tuple[Mapping[str, Outcome], frozenset[str]]:
    """What became of findings, by id; and the mails that were applied as they were."""
    hindsight = Hindsight(thread)
    found: dict[str, Outcome] = {}
    done: frozenset[str] = frozenset()
    for series in thread.series:
        ids = {mail.message.message_id for mail in series.mails}
        names = {said.check for _, said in here.values() if said.mail in ids}
        if names:
            was = applied(series, hindsight.comments_on(series))
            done |= was
            found |= _of_series(hindsight, series, names, was, trees)
    return found, done


def _of_series(
    hindsight: Hindsight,
    series: Series,
    names: Collection[str],
    done: frozenset[str],
    trees: Trees,
) -> Mapping[str, Outcome]:
    moment = hindsight.moment(series)
    if moment is None:
        return {}
    checks = tuple(check for check in all_checks() if check.name in names)
    then = moment.series
    with trees.under(then) as ground:
        findings = run((then,), checks, ground.repository, lambda _: moment.prior).findings
    after = Reading(hindsight, checks, trees).after(series, moment, findings, done)
    mails = {mail.message.message_id: mail for mail in then.mails}
    return {one.id: after.outcome(one, mails[one.message_id]) for one in findings}
