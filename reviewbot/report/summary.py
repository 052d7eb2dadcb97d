"""What the reports for people say of a review, a line each; nothing in them drives a terminal."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reviewbot.model.finding import NO_TREE
from reviewbot.thread.clean import header_text, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from reviewbot.model.finding import Failure, Finding
    from reviewbot.model.mail import Defect
    from reviewbot.model.patch import Patch
    from reviewbot.model.review import Review
    from reviewbot.model.series import Series

MOST = 6  # names or numbers in a line
LINE = 100  # columns of what a finding says in a list
NAMES = 3  # checks that are named rather than counted
REASONS = 2
_WHY = {"moderate": "likely: --ask asks it", "low": "no more than a hint"}


def outcome(review: Review) -> str:
    """The one line a reader needs: how much there is to send."""
    drafted = sum(finding.drafted for finding in review.findings)
    rest = len(review.findings) - drafted
    if not review.findings:
        return "nothing found"
    if not drafted:
        return f"nothing to draft, {count(rest, 'finding')} below"
    said = f"{count(drafted, 'comment')} in {count(len(review.drafts), 'draft')}"
    return f"{said}, {rest} more not drafted" if rest else said


def not_repeated_lines(review: Review) -> Iterator[str]:
    """What was drafted on an earlier revision and is not again: ``3 remarks on v1 not repeated``."""
    for revision, number in review.not_repeated:
        yield f"{count(number, 'remark')} on v{revision} not repeated"


def newer_line(review: Review) -> str:
    """``v5 is out: <id>``; empty where the newest revision is reviewed."""
    return f"v{review.newer[0]} is out: <{header_text(review.newer[1])}>" if review.newer else ""


def series_line(series: Series) -> str:
    """The series and what is there of it."""
    return f"{title(series)}: {parts_line(series)}"


def parts_line(series: Series) -> str:
    """What is there of a series, and where it is from."""
    have, expected = len(series.patches), series.expected
    parts = [f"{have} of {count(expected, 'patch', 'patches')}"]
    if series.missing:
        numbers = ", ".join(f"{number}/{expected}" for number in series.missing[:MOST])
        more = ", ..." if len(series.missing) > MOST else ""
        parts.append(f"missing {numbers}{more}")
    if series.cover:
        parts.append("with cover")
    parts += _origins(series)
    return ", ".join(parts)


def _origins(series: Series) -> Iterator[str]:
    """Which patches are not of this posting: those of the revision before, and those quoted."""
    kept = [patch for patch in series.patches if patch.subject.revision < series.revision]
    quoted = [patch for patch in series.patches if patch.quote]
    if kept:
        yield f"{_numbers(kept)} as in v{kept[0].subject.revision}"
    if quoted:
        parts = any(patch.quote and not patch.quote.is_whole for patch in quoted)
        yield f"{_numbers(quoted)} only known from a quote{', in part' if parts else ''}"


def _numbers(patches: Iterable[Patch]) -> str:
    return ", ".join(
        patch.subject.label if patch.subject.index else "the patch" for patch in patches
    )


def context_line(review: Review) -> str:
    """What was looked at with: how many checks, the tree, and how many patches it fits."""
    looked = f"looked at with {count(review.checks, 'check')}" if review.checks else "looked at"
    if review.tree is None:
        blind = {each.check for each in review.skipped if each.reason == NO_TREE}
        need = f"; {_some(blind)} a tree (--tree)" if blind else ""
        return f"{looked}, by the diff alone{need}"
    patches = [patch for series in review.series for patch in series.patches]
    known = (review.known.get(patch.message.message_id) for patch in patches)
    levels = Counter(each.level if each else "diff" for each in known)
    where = f"{visible(review.tree.path)} at {header_text(review.tree.name)}"
    return f"{looked} and {where}; {_fit(levels)}"


def _some(checks: Collection[str]) -> str:
    """``1 of them needs``, ``16 of them need``."""
    return f"{len(checks)} of them {'needs' if len(checks) == 1 else 'need'}"


def _fit(levels: Counter[str]) -> str:
    """Of how many patches the tree has the files: the very ones, or such as they apply to."""
    known = levels["exact"] + levels["applied"]
    whole = f"whole files known for {known} of {count(levels.total(), 'patch', 'patches')}"
    return f"{whole}, {levels['applied']} in another version" if levels["applied"] else whole


def title(series: Series) -> str:
    """The series as one calls it: ``frob: add a thing (RFC, v2)``."""
    tags = f"{'RFC, ' if series.is_rfc else ''}v{series.revision}"
    return f"{header_text(series.title) or '(no subject)'} ({tags})"


def skipped_lines(review: Review) -> Iterator[str]:
    """Which checks could not look, and why: the reasons that count most, and how many more."""
    reasons = [each for each in skipped_by_reason(review) if each[0] != NO_TREE]
    reasons.sort(key=lambda each: (-each[2], -len(each[1])))
    for reason, names, mails in reasons[:REASONS]:
        shown = count(len(names), "check") if len(names) > NAMES else ", ".join(names)
        yield f"not looked at by {shown}, {count(mails, 'mail')}: {reason}"
    if len(reasons) > REASONS:
        more = count(len(reasons) - REASONS, "more reason")
        yield f"... {more} of that kind: --format json has them"


def skipped_by_reason(review: Review) -> Iterator[tuple[str, list[str], int]]:
    """Each reason, the names of the checks that could not look, and at how many mails."""
    by_reason: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for each in review.skipped:
        checks, mails = by_reason[each.reason]
        checks.add(each.check or "all checks")
        mails.add(each.message_id)
    for reason, (checks, mails) in by_reason.items():
        yield header_text(reason), sorted(checks), len(mails)


def defect_lines(defects: Iterable[Defect]) -> Iterator[str]:
    """What could not be read, and in which mail."""
    for defect in defects:
        yield f"{defect.kind}: {header_text(defect.detail)} (<{header_text(defect.message_id)}>)"


def failure_lines(failures: Iterable[Failure]) -> Iterator[str]:
    """What broke and on which mail; once, where a check breaks on several in the same way."""
    alike: dict[tuple[str, str], list[Failure]] = defaultdict(list)
    for each in failures:
        alike[each.check, each.error if each.check else each.message_id].append(each)
    for first_, *others in alike.values():
        more = f" (and on {count(len(others), 'mail')} more)" if others else ""
        yield header_text(first_.sentence) + more


def place(finding: Finding, review: Review) -> str:
    """``path:line``, or the mail and its line where the finding is about its text."""
    if finding.path is not None:
        return header_text(finding.path) + (f":{finding.line}" if finding.line else "")
    return f"{_mail(finding, review)}, line {finding.body_line}"


def _mail(finding: Finding, review: Review) -> str:
    """``cover`` or ``patch 2/5``."""
    if finding.patch == 0:
        return "cover"
    for series in review.series:
        if any(mail.message.message_id == finding.message_id for mail in series.mails):
            return f"patch {finding.patch}/{series.expected}"
    return f"patch {finding.patch}"


def why_not(finding: Finding) -> str:
    """Why a finding is in no draft."""
    return header_text(finding.held) or "said elsewhere"


def why_not_in_full(finding: Finding) -> str:
    """The same for who does not know our words for how sure a check is."""
    why = why_not(finding)
    return _WHY.get(why, why)


def first(text: str) -> str:
    """The first paragraph as one line of bounded length."""
    line = header_text(text.partition("\n\n")[0])
    if len(line) <= LINE:
        return line
    head = line[: LINE - 3]
    return f"{head.rpartition(' ')[0] or head}..."


def count(number: int, one: str, many: str = "") -> str:
    """``1 patch``, ``2 patches``; the plural is made with an s where it is not given."""
    return f"{number} {one if number == 1 else many or one + 's'}"
