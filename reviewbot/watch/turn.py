"""One turn: pull a list, note what is new, decide the series that are due, deliver drafts."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.errors import ReviewbotError
from reviewbot.fetch.epoch import changes, goes_on, read_blobs, tip, unread
from reviewbot.imap import RefusedError
from reviewbot.outbox import to_bytes
from reviewbot.pipeline import Options, review_series
from reviewbot.stamp import stamped
from reviewbot.stop import Stop
from reviewbot.thread.messages import read_head
from reviewbot.thread.past import Pasts
from reviewbot.thread.series import read_thread
from reviewbot.thread.subject import read_subject
from reviewbot.thread.together import together
from reviewbot.watch.deliver import receiver
from reviewbot.watch.mirror import pull
from reviewbot.watch.ready import When, verdict
from reviewbot.watch.state import Decision, Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reviewbot.model.mail import Address, Head
    from reviewbot.model.series import Series, Thread
    from reviewbot.watch.settings import MailingList, Settings
    from reviewbot.watch.state import State

WINDOW = timedelta(days=180)  # how far back earlier revisions are looked for
_DAY = 86400.0


@dataclass(frozen=True, slots=True)
class Watcher:
    """What a turn needs to know: the settings, who the user is, whom to tell, when to stop."""

    settings: Settings
    me: Address | None
    options: Options
    say: Callable[[str], None]
    stop: Stop = field(default_factory=Stop)


def turn(watcher: Watcher, state: State, now: float, since: float | None = None) -> None:
    """Do all there is to do. ``since`` is from when on a list counts that is new; default now.

    Raises StoppedError where it was told to stop; what is ready is delivered then, too.
    """
    if state.is_clock_back(now):
        watcher.say("the clock went back; what came later than now is taken as come now")
    try:
        for policy in watcher.settings.lists:
            try:
                with watcher.stop.heard():
                    _follow(watcher, state, policy, now, since)
            except ReviewbotError as error:  # of this list; the others go on
                watcher.say(f"{policy.name}: {error}")
    finally:
        state.forget(now - WINDOW.total_seconds())
        _deliver(watcher, state)


def _follow(
    watcher: Watcher, state: State, policy: MailingList, now: float, since: float | None
) -> None:
    """Pull one list, note what is new, decide what is due: all in steps that can be broken off."""
    epochs = _pulled(watcher, policy)
    start = state.since(policy.name, now if since is None else since)
    for number, epoch in enumerate(epochs):
        _note(watcher, state, _Epoch(policy.name, number, epoch, start), now)
    _decide(watcher, state, policy, epochs, now)


def _pulled(watcher: Watcher, policy: MailingList) -> tuple[Path, ...]:
    mirror = pull(policy.url, watcher.settings.state / "lists" / policy.name)
    for fault in mirror.faults:
        watcher.say(f"{policy.name}: {fault}")
    return mirror.epochs


@dataclass(frozen=True, slots=True)
class _Epoch:
    """An epoch of a list; posts count that are not older than ``since``."""

    list: str
    number: int
    path: Path
    since: float


def _note(watcher: Watcher, state: State, epoch: _Epoch, now: float) -> None:
    """Remember the messages an epoch got since it was read last."""
    here, known = tip(epoch.path), state.tip(epoch.list, epoch.number)
    if here is None or here == known:
        return
    if known and not goes_on(epoch.path, known, here):
        watcher.say(f"{epoch.list}: epoch {epoch.number} was rewritten; it is read anew")
        known = None
    found = changes(epoch.path, known)
    blobs = [blob for blob in found.added if blob not in found.deleted]
    lost: list[str] = []
    state.note(epoch.list, epoch.number, here, _fresh(epoch, blobs, now, lost), found.deleted)
    if lost:
        watcher.say(f"{epoch.list}: epoch {epoch.number}: {unread(lost)}")


def _fresh(epoch: _Epoch, blobs: list[str], now: float, lost: list[str]) -> Iterator[Seen]:
    """The messages of these blobs; those that cannot be read go to ``lost``."""
    for blob, raw in read_blobs(epoch.path, blobs):
        if raw is None:
            lost.append(blob)
            continue
        head = read_head(raw)
        yield Seen(blob, epoch.number, head, now, _is_post(head) and _is_since(head, epoch.since))


def _is_post(head: Head) -> bool:
    subject = read_subject(head.subject)
    return not subject.is_reply and (subject.is_patch or subject.is_rfc)


def _is_since(head: Head, since: float) -> bool:
    """Not older than the start, by its date; the clocks of senders may be a day off."""
    return head.date is None or head.date.timestamp() >= since - _DAY


def _decide(
    watcher: Watcher, state: State, policy: MailingList, epochs: tuple[Path, ...], now: float
) -> None:
    """Settle what is due among the series with open posts."""
    seen = state.messages(policy.name, now - WINDOW.total_seconds())
    decided = state.decided(policy.name)
    for numbers in together([each.head for each in seen]):
        group = [seen[number] for number in numbers]
        if not any(each.open for each in group):
            continue
        raws = dict(_raws(epochs, group))
        lost = [blob for blob, raw in raws.items() if raw is None]
        if lost:
            watcher.say(f"{policy.name}: {unread(lost)}")
        thread = read_thread(raw for raw in raws.values() if raw is not None)
        opened = {each.head.message_id: each.seen for each in group if each.open}
        ids = {mail.message.message_id for one in thread.series for mail in one.mails}
        state.settle(policy.name, opened.keys() - ids)  # no patches after all
        for series in thread.series:
            posts = [mail.message.message_id for mail in series.mails]
            came = [opened[id_] for id_ in posts if id_ in opened]
            if not came:
                continue
            key = series.mails[0].answer_to.message_id
            if key in decided:  # a straggler
                state.settle(policy.name, posts)
                continue
            found = verdict(series, policy, timedelta(seconds=max(0.0, now - max(came))))
            if found.when is When.LATER:
                continue
            drafts: tuple[bytes, ...] = ()
            if found.when is When.NOW:
                with watcher.stop.heard():
                    drafts = _review(watcher, thread, series, now)
                count = f"{len(drafts)} draft{'' if len(drafts) == 1 else 's'}"
                name = f"{series.title} (v{series.revision})"
                watcher.say(f"{policy.name}: {name}: {count}, {found.why}")
            state.decide(Decision(policy.name, key, found.why, tuple(posts), drafts), now)


def _raws(epochs: tuple[Path, ...], group: list[Seen]) -> Iterator[tuple[str, bytes | None]]:
    for number, epoch in enumerate(epochs):
        yield from read_blobs(epoch, [each.blob for each in group if each.epoch == number])


def _review(watcher: Watcher, thread: Thread, series: Series, now: float) -> tuple[bytes, ...]:
    """The drafts; a check that breaks costs its own findings, and that is said."""
    checks = select(watcher.options.checks)
    tree = watcher.settings.tree
    with Repository(tree) if tree else nullcontext() as repository:
        review = review_series((series,), Pasts(thread), checks, repository, watcher.options)
    for failure in review.failures:
        watcher.say(f"check failed: {failure.check} on <{failure.message_id}>: {failure.error}")
    written = datetime.fromtimestamp(now, UTC)
    return tuple(stamped(to_bytes(draft, watcher.me), written) for draft in review.drafts)


def _deliver(watcher: Watcher, state: State) -> None:
    """Deliver what is not known to be delivered; where it cannot be, it is tried again next time."""
    waiting = state.undelivered()
    if not waiting:  # a server need not be asked
        return
    refused: list[str] = []
    try:
        with receiver(watcher.settings) as put:
            for key, content in waiting:
                try:
                    put(key, content)
                except RefusedError as error:
                    refused.append(str(error))
                else:
                    state.delivered(key)
    except ReviewbotError as error:
        watcher.say(str(error))
    if refused:
        watcher.say(f"{refused[0]} ({len(refused)} in all)")
