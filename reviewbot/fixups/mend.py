"""Findings to fix-ups, each tried in memory: what cannot be shown to be right is none.

A fix is folded into its patch, on top of those before it, and the checks look at that: the one it
is for must be silent there, and all else that is found be as it was.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.checks.api import HistoryContext, PeerContext
from reviewbot.engine import run
from reviewbot.fixups.changes import UnfitError, changed
from reviewbot.fixups.diff import diff
from reviewbot.fixups.fold import folded
from reviewbot.fixups.whole import Wholes
from reviewbot.frozen import frozen, replace
from reviewbot.model.fixup import Fixup, Mended

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from reviewbot.checks.api import Check
    from reviewbot.context.repository import Repository
    from reviewbot.engine import Result
    from reviewbot.fixups.changes import Changed
    from reviewbot.fixups.fold import Folded
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.patience import Patience
    from reviewbot.model.series import Series

MOST = 50  # fixes of a series that are tried, each at the price of a review of its mail
_COLUMNS = 100
_BLIND = (HistoryContext, PeerContext)  # to the code, or not ours: such checks are not asked again


def mend(
    series: Series,
    findings: Iterable[Finding],
    checks: Iterable[Check],
    repository: Repository | None,
    patience: Patience,
) -> Mended:
    """The fix-ups of those findings on a series that have a fix, patch by patch."""
    asked = [check for check in checks if not issubclass(check.needs, _BLIND)]
    patience.begin()
    within = _Within(patience)

    def look(one: Series, patch: Patch) -> Result:
        mails = (patch.message.message_id,)
        return run((one,), asked, repository, patience=within, mails=mails)

    fixups: list[Fixup] = []
    unmended: list[tuple[str, str]] = []
    fixable = [finding for finding in findings if finding.fix]
    unmended += [(finding.id, "there are too many") for finding in fixable[MOST:]]
    for patch in series.patches:
        here = [f for f in fixable[:MOST] if f.message_id == patch.message.message_id]
        if here and patch.quote:
            unmended += [(finding.id, "only a quote of the patch is here") for finding in here]
        elif here:
            bench = _Bench(series, patch, Wholes.around(series, patch, repository), look)
            for made in _mended(bench, here):
                fixups += [made] if isinstance(made, Fixup) else []
                unmended += [] if isinstance(made, Fixup) else [made]
    return Mended(tuple(fixups), tuple(unmended))


@frozen
class _Within:
    """The time that is left for all there is to be tried."""

    patience: Patience

    def watch(self) -> AbstractContextManager[None]:
        """What can break a check off."""
        return self.patience.watch()

    def begin(self) -> None:
        """It has begun."""

    def enter(self) -> None:
        """A check begins with what is left of it."""
        self.patience.enter()

    def leave(self) -> None:
        """It has ended."""
        self.patience.leave()


@frozen(eq=False)
class _Bench:
    """A patch as far as it is mended, and how to ask the checks about it."""

    series: Series
    patch: Patch
    wholes: Wholes
    look: Callable[[Series, Patch], Result]

    def result(self) -> Result:
        """What the checks say of it."""
        here = self.patch
        patches = tuple(
            here if each.message.message_id == here.message.message_id else each
            for each in self.series.patches
        )
        return self.look(replace(self.series, patches=patches), here)


def _mended(bench: _Bench, wanted: Sequence[Finding]) -> Iterator[Fixup | tuple[str, str]]:
    """The fix-up of each finding on a patch, on top of those before it, or why there is none."""
    result = bench.result()
    now = {one.id: _found_again(one, result.findings) for one in wanted}
    for one in wanted:
        target = now[one.id]
        if target is None:
            yield one.id, "it is not found any more with those before it"
            continue
        try:
            fixup, bench, after, now = _tried(bench, result, target, now)
        except UnfitError as error:
            yield one.id, str(error)
            continue
        result = after
        yield replace(fixup, finding=one.id)


def _tried(
    bench: _Bench, result: Result, target: Finding, now: dict[str, Finding | None]
) -> tuple[Fixup, _Bench, Result, dict[str, Finding | None]]:
    """The fix-up of a finding, and all as it is with that; raises UnfitError."""
    if any("\r" in line for line in bench.patch.message.lines):
        raise UnfitError("the mail has carriage returns, which git-am(1) drops")
    found = changed(bench.patch, target.fix)
    if any(_is_long(each) for each in found):
        raise UnfitError("a line would be too long")
    wholes, blobs = bench.wholes.mended(bench.patch, found)
    made = folded(bench.patch, found, blobs)
    trial = replace(bench, patch=made.patch, wholes=wholes)
    after = trial.result()
    if _unable(after) != _unable(result):
        raise UnfitError("a check could not look at it, or the time was up")
    left = [each for each in result.findings if each is not target]
    before = {id(each): _key(each, made.here) for each in left}
    there = {id(each): _key(each, made.before) for each in after.findings}
    if Counter(before.values()) != Counter(there.values()):
        raise UnfitError(_why_unfit(made, target, after))
    by_key: dict[object, list[Finding]] = {}
    for each in after.findings:
        by_key.setdefault(there[id(each)], []).append(each)
    later = {
        key: by_key[before[id(one)]].pop(0) if one is not None and id(one) in before else None
        for key, one in now.items()
    }
    fixup = Fixup(
        finding="",
        message_id=bench.patch.message.message_id,
        patch=bench.patch.subject,
        diff=diff(found, blobs),
        instead=tuple(change.lines for each in found for change in each.changes),
        is_exact=len(blobs) == len({id(each.file) for each in found}),
    )
    return fixup, trial, after, later


def _why_unfit(made: Folded, target: Finding, after: Result) -> str:
    """Why a fix is not offered after which the checks find other things than before."""
    place = {made.here(line) for line in target.places}
    again = (each for each in after.findings if each.check == target.check)
    if all(place.isdisjoint(map(made.before, each.places)) for each in again):
        return "something else would be found than before"
    return "it would be found again"


def _is_long(each: Changed) -> bool:
    """Whether a new line is wider than what it takes the place of, and than lines may be.

    Those with a text may be: it is not broken, so that one can look for it.
    """
    for change in each.changes:
        old = (line.text for line in each.hunk.post[change.start : change.stop])
        most = max(_COLUMNS, *(len(text.expandtabs()) for text in old), 0)
        if any(len(text.expandtabs()) > most and '"' not in text for text in change.lines):
            return True
    return False


def _found_again(finding: Finding, among: Iterable[Finding]) -> Finding | None:
    """A finding of the review, as it is found where its mail alone is looked at."""
    wanted = (finding.check, finding.body_line, _facts(finding))
    return next((f for f in among if (f.check, f.body_line, _facts(f)) == wanted), None)


def _key(finding: Finding, place: Callable[[int], int]) -> object:
    """What must stay: what is said, and where, by the lines of before."""
    places = tuple(map(place, finding.places))
    return finding.check, finding.path, finding.confidence, places, _facts(finding)


def _facts(finding: Finding) -> object:
    return tuple(sorted(finding.facts.items()))


def _unable(result: Result) -> object:
    """The checks that could not look, or that broke."""
    return {each.check for each in result.skipped}, {each.check for each in result.failures}
