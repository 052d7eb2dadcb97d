"""Runs checks over series: remarks in, findings out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.gather import Surroundings, gather
from reviewbot.context.history import RepositoryHistory
from reviewbot.context.levels import (
    BlobContext,
    DiffContext,
    HistoryContext,
    Level,
    PeerContext,
    Peers,
    SeriesContext,
    TreeContext,
    tree_of,
)
from reviewbot.context.search import IncompleteError
from reviewbot.context.when import Sight
from reviewbot.echoes import without_echoes
from reviewbot.frozen import frozen, replace
from reviewbot.gates import gates_of
from reviewbot.knowledge.taste import NONE
from reviewbot.memory import Memory
from reviewbot.model.budget import SERIES, STEPS, TooLargeError, budget, forget_mails
from reviewbot.model.complaint import PeerError
from reviewbot.model.finding import (
    NO_TREE,
    Failure,
    Finding,
    Skipped,
    broke,
)
from reviewbot.model.patience import Endless, OverdueError
from reviewbot.model.review import Coverage
from reviewbot.model.series import Prior, Series

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from reviewbot.checks.api import Check
    from reviewbot.context.repository import Repository
    from reviewbot.gates import Gates
    from reviewbot.knowledge.pairs import Pairs
    from reviewbot.knowledge.taste import Taste
    from reviewbot.model.finding import Remark
    from reviewbot.model.patch import Patch
    from reviewbot.model.patience import Patience

_ENDLESS = Endless()
_ALL = STEPS * SERIES
_UNFIT = "its files are not as the tree has them"
_SHALLOW = "a shallow clone does not know the older commits"


@frozen
class Result:
    """What the checks said of some series, what they could not look at, and which broke.

    ``known`` says, by message-id, how well the surroundings of each mail were known.
    """

    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    failures: tuple[Failure, ...]
    known: Mapping[str, Coverage]


class UnreadError(Exception):
    """The series of a mail is looked at, and only the mail was read."""


class _Unread(Series):
    """A series that was not read: all that is known is that it is one."""

    def __getattribute__(self, name: str) -> type[Series]:
        if name == "__class__":
            return _Unread
        raise UnreadError(name)


def no_prior(_series: Series) -> Prior:
    """Nothing came before."""
    return Prior()


def run(  # noqa: PLR0913  all inputs of a review are named here
    series: Iterable[Series],
    checks: Iterable[Check],
    repository: Repository | None = None,
    prior: Callable[[Series], Prior] = no_prior,
    patience: Patience = _ENDLESS,
    *,
    pairs: Pairs | None = None,
    taste: Taste = NONE,
    peers: Peers | None = None,
    memory: Memory | None = None,
    mails: Container[str] | None = None,
    unfit: str = "",
) -> Result:
    """Every check on every mail, each within a budget of steps.

    A check that raises, or finds a mail too large, costs its own findings on that mail only. When
    the patience with a series is over the rest of the checks on it is skipped. ``pairs`` is the
    user's own table of calls that undo each other; ``None``: the shipped one. ``taste`` is of those
    who will read it, and of the code around. Without ``peers`` the
    checks that ask them say nothing. What is in the ``memory`` is not asked again. ``mails`` are
    the message-ids of those to look at: by default all. ``unfit`` says why files may not be known,
    and what helps.
    """
    memory = memory or Memory()
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    failures: list[Failure] = []
    known: dict[str, Coverage] = {}
    gates = gates_of(tuple(checks), memory.known)
    history = RepositoryHistory(repository) if repository and not repository.is_shallow else None
    with patience.watch():
        for one in series:
            said: list[Finding] = []
            before = prior(one)
            turns = _Turns(patience, taste)
            patience.begin()
            memory.begin()
            for around in gather(one, repository, pairs):
                mail = around.context.patch
                message_id = mail.message.message_id
                if mails is not None and message_id not in mails:
                    continue
                memory.meet(mail)
                known[message_id] = Coverage(around.level.value, around.reasons)
                contexts = _contexts(around.context, before, history, peers)
                seen = Sight(contexts[DiffContext])
                skipped += [
                    Skipped(check.name, message_id, reason)
                    for check, reason in _why_not(around, seen, repository, gates, unfit)
                ]
                called = gates.called(contexts, seen)
                memory.call(called)
                with turns.budget:
                    for check in called:
                        try:
                            found = memory.recall(check.name) if memory.known else None
                            if found is None:
                                found = turns.ask(check, contexts[check.needs], around)
                        except (IncompleteError, TooLargeError, OverdueError, PeerError) as error:
                            skipped.append(Skipped(check.name, message_id, str(error)))
                            memory.doubt(check.name, is_lasting=isinstance(error, TooLargeError))
                        except (Exception, SystemExit) as error:  # noqa: BLE001  it must not cost the rest
                            failures.append(broke(error, check.name, message_id))
                            memory.doubt(check.name, is_lasting=False)
                        else:
                            if found:
                                memory.keep(check.name, found)
                                said += found
            findings += sorted(without_echoes(said), key=_order)
            forget_mails()
    return Result(tuple(findings), tuple(skipped), tuple(failures), known)


class _Turns:
    """The turns of the checks on a series, each within its time and its steps; most find nothing."""

    def __init__(self, patience: Patience, taste: Taste) -> None:
        self.budget = budget()  # of whoever has the turn: in force while there are any
        self._patience = patience
        self._taste = taste
        self._left: dict[str, int] = {}

    def ask(self, check: Check, context: DiffContext, around: Surroundings) -> tuple[Finding, ...]:
        """What a check says of a mail; raises whatever the check raises."""
        mine = self.budget
        left = self._left.get(check.name, _ALL)
        mine.renew(min(left, STEPS))
        self._patience.enter()
        try:
            remarks = tuple(check.run(context))
            return _found(check, remarks, context, around, self._taste) if remarks else ()
        finally:
            self._patience.leave()
            if mine.spent:
                self._left[check.name] = left - min(mine.spent, left)


UNREAD: Series = object.__new__(_Unread)


def alone(
    check: Check, mail: Patch, allowed: int, taste: Taste = NONE, series: Series = UNREAD
) -> tuple[tuple[Finding, ...] | None, int]:
    """What a check that asks for a ``DiffContext`` says of a mail of a series, without a tree.

    ``None`` where it is not called; and what it spent of the steps allowed. Raises whatever the
    check raises: UnreadError where it looks at the series, and only the mail was read.
    """
    context = DiffContext(mail, series)
    if not check.when.may_be(context):
        return None, 0
    with budget(min(allowed, STEPS)) as mine:
        around = Surroundings(context, Level.DIFF, (NO_TREE,))
        remarks = tuple(check.run(context))
        found = _found(check, remarks, context, around, taste) if remarks else ()
        return found, mine.spent


def _found(
    check: Check,
    remarks: Sequence[Remark],
    context: DiffContext,
    around: Surroundings,
    taste: Taste,
) -> tuple[Finding, ...]:
    """What a check says of a mail, of what it remarks."""
    from reviewbot.found import found  # noqa: PLC0415  it imports what else no mail needs

    return found(check, remarks, context, around, taste)


def _contexts(
    richest: DiffContext, prior: Prior, history: RepositoryHistory | None, peers: Peers | None
) -> dict[type[DiffContext], DiffContext]:
    """What each kind of check gets of a mail, by the context it asks for."""
    kinds = (DiffContext, BlobContext, TreeContext)
    contexts: dict[type[DiffContext], DiffContext] = {
        kind: richest for kind in kinds if isinstance(richest, kind)
    }
    mail, series = richest.patch, richest.series
    tree = tree_of(richest)
    with_series = SeriesContext(mail, series, prior, tree)
    contexts[SeriesContext] = with_series
    if not isinstance(richest, BlobContext):  # the same is seen of it, and worked out once
        contexts[DiffContext] = with_series
    if history:
        contexts[HistoryContext] = HistoryContext(mail, series, history)
    if peers:
        images = richest.images if isinstance(richest, BlobContext) else {}
        contexts[PeerContext] = PeerContext(mail, series, images, peers, tree)
    return contexts


def _why_not(
    around: Surroundings,
    seen: Sight,
    repository: Repository | None,
    gates: Gates,
    unfit: str,
) -> Iterator[tuple[Check, str]]:
    """The checks that might find something if more was known of a mail, and why it is not."""
    context = seen.context
    if not context.files:
        return  # a cover has nothing to look around
    if around.unseen:
        part = seen
        if len(around.unseen) < len(context.files):
            patch = replace(context.patch, files=around.unseen)
            part = Sight(DiffContext(patch, context.series))
        why = NO_TREE if repository is None else unfit or _UNFIT
        yield from ((check, why) for check in gates.blind(gates.of_files, part))
    if repository is None or repository.is_shallow:
        why = _SHALLOW if repository else NO_TREE
        yield from ((check, why) for check in gates.blind(gates.of_history, seen))


def _order(finding: Finding) -> tuple[int, int, str]:
    return (finding.patch, finding.body_line, finding.check)
