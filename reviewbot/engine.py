"""Runs checks over series: remarks in, findings out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.accepted import is_accepted
from reviewbot.context.conventions import keeps
from reviewbot.context.gather import Surroundings, gather
from reviewbot.context.helpers import are_there
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
)
from reviewbot.context.search import IncompleteError
from reviewbot.context.subsystems import asked_for
from reviewbot.context.when import called
from reviewbot.echoes import without_echoes
from reviewbot.model.budget import SERIES, STEPS, TooLargeError, budget
from reviewbot.model.complaint import PeerError
from reviewbot.model.finding import (
    NO_TREE,
    Confidence,
    Failure,
    Finding,
    Severity,
    Side,
    Skipped,
    broke,
)
from reviewbot.model.patch import LineKind
from reviewbot.model.patience import Endless, OverdueError
from reviewbot.model.review import Coverage
from reviewbot.model.series import Prior
from reviewbot.places import gathered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from reviewbot.checks.api import Check
    from reviewbot.context.levels import Tree
    from reviewbot.context.repository import Repository
    from reviewbot.context.when import When
    from reviewbot.knowledge.pairs import Pairs
    from reviewbot.model.finding import Remark
    from reviewbot.model.patch import Patch
    from reviewbot.model.patience import Patience
    from reviewbot.model.series import Series

_ENDLESS = Endless()
_SHALLOW = "a shallow clone does not know the older commits"


@dataclass(frozen=True, slots=True)
class Result:
    """What the checks said of some series, what they could not look at, and which broke.

    ``known`` says, by message-id, how well the surroundings of each mail were known.
    """

    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    failures: tuple[Failure, ...]
    known: Mapping[str, Coverage]


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
    peers: Peers | None = None,
) -> Result:
    """Every check on every mail, each within a budget of steps.

    A check that raises, or finds a mail too large, costs its own findings on that mail only. When
    the patience with a series is over the rest of the checks on it is skipped. ``pairs`` is the
    user's own table of calls that undo each other; ``None``: the shipped one. Without ``peers`` the
    checks that ask them say nothing.
    """
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    failures: list[Failure] = []
    known: dict[str, Coverage] = {}
    checks = tuple(checks)
    whens: dict[type[DiffContext], list[tuple[str, When]]] = {}
    for check in checks:
        whens.setdefault(check.needs, []).append((check.name, check.when))
    history = RepositoryHistory(repository) if repository and not repository.is_shallow else None
    for one in series:
        said: list[Finding] = []
        before = prior(one)
        left: dict[str, int] = {}
        patience.begin()
        for around in gather(one, repository, pairs):
            mail = around.context.patch
            message_id = mail.message.message_id
            known[message_id] = Coverage(around.level.value, around.reasons)
            contexts = _contexts(around.context, before, history, peers)
            reasons = {kind: _why_not(kind, around, repository) for kind in whens}
            may_find = {
                name
                for kind, context in contexts.items()
                for name in called(context, whens.get(kind, ()))
            }
            for check in checks:
                for reason in reasons[check.needs]:
                    skipped.append(Skipped(check.name, message_id, reason))  # noqa: PERF401  mostly none
                if check.name not in may_find:
                    continue
                steps = left.get(check.name, STEPS * SERIES)
                try:
                    with patience.check(), budget(min(steps, STEPS)) as mine:
                        try:
                            found = _findings(check, contexts[check.needs], around)
                        finally:
                            left[check.name] = steps - min(mine.spent, steps)
                except (IncompleteError, TooLargeError, OverdueError, PeerError) as error:
                    skipped.append(Skipped(check.name, message_id, str(error)))
                    continue
                except (Exception, SystemExit) as error:  # noqa: BLE001  it must not cost the rest
                    failures.append(broke(error, check.name, message_id))
                    continue
                said += found
        findings += sorted(without_echoes(said), key=_order)
    return Result(tuple(findings), tuple(skipped), tuple(failures), known)


def _findings(check: Check, context: DiffContext, around: Surroundings) -> tuple[Finding, ...]:
    """What a check says of a mail, as sure as it may be said."""
    remarks = tuple(check.run(context))
    if not remarks:
        return ()

    # the tree is searched for these: once, however many lines are remarked on
    @cache
    def can_be_used(helpers: tuple[str, ...]) -> bool:
        return are_there(helpers, around.context)

    @cache
    def most(path: str | None) -> Confidence:
        return _most(check, path, around.context)

    found = [
        _demoted(_lowered(locate(check, context.patch, remark), check, around, most), check)
        for remark in remarks
        if can_be_used(remark.recommends)
    ]
    return tuple(gathered(found, check.kinds) if check.once else found)


def locate(check: Check, mail: Patch, remark: Remark) -> Finding:
    """Work out path, line and side of a remark from its body line."""
    file, line = mail.anchors.get(remark.at, (None, None))
    removed = line is not None and line.kind is LineKind.REMOVED
    side = Side.MESSAGE if line is None else Side.OLD if removed else Side.NEW
    return Finding(
        check=check.name,
        severity=check.severity,
        confidence=remark.confidence,
        message_id=mail.message.message_id,
        patch=1 if mail.subject.index is None else mail.subject.index,
        path=file.path if file else None,
        line=None if line is None else line.old if removed else line.new,
        side=side,
        body_line=remark.at,
        quote=mail.message.line(remark.at),
        facts=remark.facts,
        related=remark.related,
        yields_to=remark.yields_to,
        moot_beside=check.moot_beside,
    )


def _contexts(
    richest: DiffContext, prior: Prior, history: RepositoryHistory | None, peers: Peers | None
) -> dict[type[DiffContext], DiffContext]:
    """What each kind of check gets of a mail, by the context it asks for."""
    kinds = (DiffContext, BlobContext, TreeContext)
    contexts: dict[type[DiffContext], DiffContext] = {
        kind: richest for kind in kinds if isinstance(richest, kind)
    }
    mail, series = richest.patch, richest.series
    tree = _tree(richest)
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
    needs: type[DiffContext], around: Surroundings, repository: Repository | None
) -> tuple[str, ...]:
    """Why checks that need so much cannot look at (all of) a mail; nothing where they can."""
    if needs in (DiffContext, SeriesContext, PeerContext):
        return ()
    if not around.context.files:
        return ()  # a cover has nothing to look around
    if issubclass(needs, BlobContext):
        return around.reasons
    if repository is None:
        return (NO_TREE,)
    return (_SHALLOW,) if repository.is_shallow else ()


def _lowered(
    finding: Finding,
    check: Check,
    around: Surroundings,
    most: Callable[[str | None], Confidence],
) -> Finding:
    """As sure as what is known around the patch lets one be, and as those who read it want it."""
    lowered = _lowered_for_context(finding, check, around)
    if check.severity is Severity.NOTE and is_accepted(around.context, _tree(around.context)):
        return replace(lowered, confidence=Confidence.LOW)
    if lowered.confidence > check.elsewhere:
        return replace(lowered, confidence=min(lowered.confidence, most(finding.path)))
    return lowered


def _most(check: Check, path: str | None, context: DiffContext) -> Confidence:
    """How sure it may be in a file: more than elsewhere if people ask, or the directory keeps to it."""
    tree = _tree(context)
    asked = asked_for(check.name, context.message, path, tree)
    if asked < Confidence.HIGH and check.convention and tree and path:
        asked = Confidence.HIGH if keeps(check.convention, path, tree) else asked
    return max(asked, check.elsewhere)


def _tree(context: DiffContext) -> Tree | None:
    """The tree around a patch, if there is one."""
    return context.tree if isinstance(context, TreeContext) else None


def _lowered_for_context(finding: Finding, check: Check, around: Surroundings) -> Finding:
    """One confidence less where the file was only found to fit, not to be the very one meant.

    And where only a part of the patch is quoted. What is asked of a final version only, as its
    trailers and its notes, is what reviewers cut off: of a quote it is no more than reported.
    """
    quote = around.context.patch.quote
    if quote and check.final_only:
        return replace(finding, confidence=Confidence.LOW)
    if quote and not quote.is_whole:
        finding = _one_lower(finding)
    if not issubclass(check.needs, BlobContext) or not isinstance(around.context, BlobContext):
        return finding
    file, _ = around.context.patch.anchors.get(finding.body_line, (None, None))
    image = around.context.images.get(file) if file else None
    return _one_lower(finding) if image and image.level == Level.APPLIED else finding


def _demoted(finding: Finding, check: Check) -> Finding:
    """What people hardly ever act on is asked, not said."""
    if check.demoted and finding.confidence > Confidence.MODERATE:
        return replace(finding, confidence=Confidence.MODERATE)
    return finding


def _one_lower(finding: Finding) -> Finding:
    confidence = max(finding.confidence - 1, Confidence.LOW)
    return replace(finding, confidence=Confidence(confidence))


def _order(finding: Finding) -> tuple[int, int, str]:
    return (finding.patch, finding.body_line, finding.check)
