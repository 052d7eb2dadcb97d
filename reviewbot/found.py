"""From what a check remarks to findings: where it is, and as sure as it may be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.accepted import is_accepted
from reviewbot.context.brought import brought
from reviewbot.context.copied import is_copied
from reviewbot.context.helpers import are_there
from reviewbot.context.levels import BlobContext, Level, tree_of
from reviewbot.context.lost_tabs import lost_tab
from reviewbot.context.never_built import is_never_built
from reviewbot.context.prefixes import is_revert
from reviewbot.context.removed_later import is_removed_later
from reviewbot.context.respaced import is_respaced
from reviewbot.context.stands_beside import stands_beside
from reviewbot.context.taken import is_taken
from reviewbot.frozen import replace
from reviewbot.model.finding import Confidence, Finding, Severity, Side
from reviewbot.model.patch import LineKind
from reviewbot.places import gathered
from reviewbot.wanted import Wanted, wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reviewbot.checks.api import Check
    from reviewbot.context.gather import Surroundings
    from reviewbot.context.levels import DiffContext
    from reviewbot.knowledge.taste import Taste
    from reviewbot.model.finding import Remark
    from reviewbot.model.patch import DiffLine, FileDiff, Patch

# families that look at where blanks and line ends are
_OF_LAYOUT = (
    "style.",
    "comment.",
    "define.",
    "doc.",
    "dts.",
    "hunk.",
    "include.",
    "sorted.",
    "table.",
    "text.",
)
_LONGEST = 6  # lines of a statement
_OF_BLANKS = "style."  # of which nothing can be said where tabs were lost
# that speak of what the line itself is like, of which a directory may have a way
_OF_ONE_LINE = ("style.slip", "style.alignment", "comment.multi_line_form", "num.minmax")
_OF_LINE_ABOVE = ("style.alignment",)  # without which it says nothing


def found(
    check: Check,
    remarks: Sequence[Remark],
    context: DiffContext,
    around: Surroundings,
    taste: Taste,
) -> tuple[Finding, ...]:
    """What a check remarked on a mail, as sure as it may be said for the taste of its readers."""
    # the tree is searched for these: once, however many lines are remarked on
    usable = {
        helpers: are_there(helpers, around.context)
        for helpers in {remark.recommends for remark in remarks}
    }
    known: dict[str | None, Wanted] = {}

    def wanted_in(path: str | None) -> Wanted:
        if path not in known:
            known[path] = wanted(check, path, around.context, taste)
        return known[path]

    findings = [
        _lowered(locate(check, context.patch, remark), check, around, wanted_in)
        for remark in remarks
        if usable[remark.recommends]
    ]
    return tuple(gathered(findings, check.kinds, check.named) if check.once else findings)


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
        fix=remark.fix,
        aside=remark.aside,
        rank=remark.rank,
    )


def _lowered(
    finding: Finding,
    check: Check,
    around: Surroundings,
    wanted_in: Callable[[str | None], Wanted],
) -> Finding:
    """As sure as what is known around the patch lets one be, and as those who read it want it."""
    lowered = _lowered_for_context(finding, check, around)
    if lowered.confidence <= Confidence.LOW:
        return lowered
    if check.severity is Severity.NOTE and _is_passing(finding, around.context):
        return replace(lowered, confidence=Confidence.LOW)
    if check.severity is Severity.NOTE and (why := _why_as_it_is(finding, around.context)):
        return replace(lowered, confidence=Confidence.LOW, unwanted=why)
    said = _as_wanted(lowered, wanted_in(finding.path), is_all_seen=lowered is finding)
    is_way = said.confidence is Confidence.HIGH and _is_way_of_its_folder(finding, around.context)
    if is_way:
        return replace(lowered, confidence=Confidence.LOW)
    if check.severity is Severity.NOTE and is_accepted(around.context, tree_of(around.context)):
        spared = said.confidence is Confidence.HIGH
        return replace(lowered, confidence=Confidence.LOW, spared=spared)
    return said


def _as_wanted(finding: Finding, wanted: Wanted, *, is_all_seen: bool) -> Finding:
    """No surer than it is wanted; of what is less sure for that, why.

    What only more of the code around could make sure no reader makes surer.
    """
    if wanted.is_insisted and is_all_seen:
        return replace(
            finding, confidence=Confidence.HIGH, kept=wanted.kept, insisted=True, called_for=True
        )
    if finding.confidence <= wanted.most:
        if not wanted.kept and not wanted.is_called_for:
            return finding
        return replace(finding, kept=wanted.kept, called_for=wanted.is_called_for)
    return replace(finding, confidence=wanted.most, unwanted=wanted.why, kept=wanted.kept)


def _why_as_it_is(finding: Finding, context: DiffContext) -> str:
    """Why its file has to stay as it is; empty where it may be another."""
    file, _ = context.patch.anchors.get(finding.body_line, (None, None))
    return brought(file) if file else ""


def _is_passing(finding: Finding, context: DiffContext) -> bool:
    """Whether it is on a line that nobody wrote now, or that will not stay."""
    added = _added_at(finding.body_line, context)
    if added is None:
        return False
    file, line = added
    is_layout = finding.check.startswith(_OF_LAYOUT)
    return (
        is_revert(context.patch.subject.title)
        or (finding.check.startswith(_OF_BLANKS) and lost_tab(context) is not None)
        or is_removed_later(context, file, line)
        or is_copied(context, file, line)
        or (file.is_c and is_never_built(context, file, line))
        or (not is_layout and _is_respaced(finding, context))
    )


def _is_way_of_its_folder(finding: Finding, context: DiffContext) -> bool:
    """Whether it is about an added line alone, which stands so in a file beside its own."""
    is_of_one = finding.check in _OF_ONE_LINE
    added = _added_at(finding.body_line, context) if is_of_one else None
    is_of_two = finding.check in _OF_LINE_ABOVE
    return added is not None and stands_beside(context, *added, with_above=is_of_two)


def _is_respaced(finding: Finding, context: DiffContext) -> bool:
    """Whether it, and all that bears on it, is only spaced otherwise; a condition put around is not."""
    at = finding.body_line
    lines = (*_from_start(context.patch, at), *(each.at for each in finding.related))
    added = (each for each in (_added_at(at, context) for at in lines) if each)
    return all(is_respaced(context, *each) for each in added)


def _from_start(mail: Patch, at: int) -> range:
    """A line, with those above it that open what it closes: the rest of its statement."""
    is_closed, first = 0, at
    while first > max(1, at - _LONGEST):
        text = mail.message.line(first)
        is_closed += text.count(")") - text.count("(")
        if is_closed <= 0:
            break
        first -= 1
    return range(first, at + 1)


def _added_at(body_line: int, context: DiffContext) -> tuple[FileDiff, DiffLine] | None:
    """The added line of a file that is that line of the mail."""
    file, line = context.patch.anchors.get(body_line, (None, None))
    if file is None or line is None or line.kind is not LineKind.ADDED:
        return None
    return file, line


def _lowered_for_context(finding: Finding, check: Check, around: Surroundings) -> Finding:
    """One confidence less where the file was only found to fit, not to be the very one meant.

    And where only a part of the patch is quoted. What is asked of a final version only, as its
    trailers and its notes, is what reviewers cut off: of a quote it is no more than reported, as
    what is no bug of one that was applied.
    """
    quote = around.context.patch.quote
    if quote and (check.final_only or (check.severity < Severity.ERROR and is_taken(quote))):
        return replace(finding, confidence=Confidence.LOW)
    if quote and not quote.is_whole:
        finding = _one_lower(finding)
    if not issubclass(check.needs, BlobContext) or not isinstance(around.context, BlobContext):
        return finding
    file, _ = around.context.patch.anchors.get(finding.body_line, (None, None))
    image = around.context.images.get(file) if file else None
    return _one_lower(finding) if image and image.level == Level.APPLIED else finding


def _one_lower(finding: Finding) -> Finding:
    confidence = max(finding.confidence - 1, Confidence.LOW)
    return replace(finding, confidence=Confidence(confidence))
