"""A review for a person at a terminal or in a pager: what was read, what was seen, the drafts.

Everything that came by mail passes ``visible``: no mail drives the reader's terminal.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reviewbot.model.finding import NO_TREE
from reviewbot.report.paint import Paint, paint, paint_mail
from reviewbot.report.people import person
from reviewbot.thread.clean import header_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.draft import Draft
    from reviewbot.model.finding import Finding
    from reviewbot.model.mail import Defect
    from reviewbot.model.patch import Patch
    from reviewbot.model.review import Review
    from reviewbot.model.series import Series

WIDTH = 78
MOST = 6  # lines of one kind in the summary; JSON has them all
_LEVELS = ("exact", "applied", "diff")
LINE = 100  # columns of what a finding says in a list


def render(review: Review, *, color: bool = False, drafts: bool = True) -> str:
    """The report; ends in a newline. ``drafts=False`` leaves the drafts themselves out."""
    parts = [_summary(review, color=color)]
    rest = [finding for finding in review.findings if not finding.drafted]
    if rest:
        title = "Also seen, not drafted:" if review.drafts else "Seen, not drafted:"
        lines = [_seen(finding, review) for finding in rest]
        parts.append("\n".join([paint(title, Paint.TITLE, color=color), *lines]) + "\n")
    if drafts:
        count = len(review.drafts)
        for number, draft in enumerate(review.drafts, 1):
            name = f" draft {number} of {count}" if count > 1 else " draft"
            rule = paint(name.rjust(WIDTH, "-"), Paint.FAINT, color=color)
            parts.append(f"{rule}\n{_draft(draft, color=color)}")
    return "\n".join(parts)


def _summary(review: Review, *, color: bool) -> str:
    lines = [paint(f"{visible(review.source)}: {_outcome(review)}", Paint.TITLE, color=color)]
    lines += [f"  {_series(series)}" for series in review.series]
    if review.series:
        lines.append(f"  {_context(review)}")
    lines += _clipped(
        f"left out: {_title(series)}: {header_text(reason)}" for series, reason in review.left_out
    )
    lines += _clipped(_skipped(review))
    lines += _clipped(_defects(review.defects))
    for failure in review.failures:
        text = f"check failed: {failure.check} on <{failure.message_id}>: {failure.error}"
        lines.append(paint(f"  {header_text(text)}", Paint.ALARM, color=color))
    return "\n".join(lines) + "\n"


def _outcome(review: Review) -> str:
    """The one line a reader needs: how much there is to send."""
    drafted = sum(finding.drafted for finding in review.findings)
    rest = len(review.findings) - drafted
    if not review.findings:
        return "nothing found"
    if not drafted:
        return f"nothing to draft, {_count(rest, 'finding')} below"
    said = f"{_count(drafted, 'comment')} in {_count(len(review.drafts), 'draft')}"
    return f"{said}, {rest} more not drafted" if rest else said


def _series(series: Series) -> str:
    have, expected = len(series.patches), series.expected
    parts = [f"{have} of {_count(expected, 'patch', 'patches')}"]
    if series.missing:
        numbers = ", ".join(f"{number}/{expected}" for number in series.missing[:MOST])
        more = ", ..." if len(series.missing) > MOST else ""
        parts.append(f"missing {numbers}{more}")
    if series.cover:
        parts.append("with cover")
    parts += _origins(series)
    return f"{_title(series)}: {', '.join(parts)}"


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
        f"{patch.subject.index}/{patch.subject.expected}" if patch.subject.index else "the patch"
        for patch in patches
    )


def _context(review: Review) -> str:
    """Which tree the patches were looked at in, and how well it fitted them."""
    if review.tree is None:
        blind = any(each.reason == NO_TREE for each in review.skipped)
        return "context: diff only" + ("; no tree for the checks that need one" if blind else "")
    patches = [patch for series in review.series for patch in series.patches]
    known = (review.known.get(patch.message.message_id) for patch in patches)
    levels = Counter(each.level if each else "diff" for each in known)
    shown = ", ".join(f"{level} {levels[level]}" for level in _LEVELS if levels[level])
    where = f"{visible(review.tree.path)} at {header_text(review.tree.name)}"
    return f"context: {where}; {shown or 'no patch'}"


def _title(series: Series) -> str:
    tags = f"{'RFC, ' if series.is_rfc else ''}v{series.revision}"
    return f"{header_text(series.title) or '(no subject)'} ({tags})"


def _skipped(review: Review) -> Iterator[str]:
    """One line a reason: which checks could not look, at how many mails."""
    by_reason: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for each in review.skipped:
        if each.reason == NO_TREE:
            continue  # said once, where the context is
        checks, mails = by_reason[each.reason]
        checks.add(each.check or "all checks")
        mails.add(each.message_id)
    for reason, (checks, mails) in by_reason.items():
        names = sorted(checks)
        shown = ", ".join(names[:MOST]) + (", ..." if len(names) > MOST else "")
        yield f"skipped: {shown} on {_count(len(mails), 'mail')}: {header_text(reason)}"


def _defects(defects: Iterable[Defect]) -> Iterator[str]:
    for defect in defects:
        yield f"{defect.kind}: {header_text(defect.detail)} (<{header_text(defect.message_id)}>)"


def _clipped(lines: Iterable[str]) -> list[str]:
    indented = [f"  {line}" for line in lines]
    left = len(indented) - MOST
    return [*indented[:MOST], f"  ... and {left} more such"] if left > 0 else indented


def _seen(finding: Finding, review: Review) -> str:
    """``file:line: check (why it is not drafted): what it says``."""
    if finding.path is not None:
        place = header_text(finding.path) + (f":{finding.line}" if finding.line else "")
    else:
        place = f"{_mail(finding, review)}, line {finding.body_line}"
    return f"  {place}: {finding.check} ({_why_not(finding)}): {_first(finding.text)}"


def _mail(finding: Finding, review: Review) -> str:
    """``cover`` or ``patch 2/5``."""
    if finding.patch == 0:
        return "cover"
    for series in review.series:
        if any(mail.message.message_id == finding.message_id for mail in series.mails):
            return f"patch {finding.patch}/{series.expected}"
    return f"patch {finding.patch}"


def _why_not(finding: Finding) -> str:
    return header_text(finding.held) or "said elsewhere"


def _first(text: str) -> str:
    """The first paragraph as one line of bounded length."""
    line = header_text(text.partition("\n\n")[0])
    if len(line) <= LINE:
        return line
    head = line[: LINE - 3]
    return f"{head.rpartition(' ')[0] or head}..."


def _draft(draft: Draft, *, color: bool) -> str:
    headers = [
        _header("To", [person(address) for address in draft.to], color=color),
        _header("Cc", [person(address) for address in draft.cc], color=color),
        _header("Subject", [header_text(draft.subject)], color=color),
    ]
    if draft.references:  # else the mail has no id that a reply could name
        headers.append(_header("In-Reply-To", [f"<{draft.in_reply_to}>"], color=color))
    body = "\n".join(visible(line) for line in draft.body.split("\n"))
    return "".join(headers) + "\n" + paint_mail(body, color=color)


def _header(name: str, values: list[str], *, color: bool) -> str:
    """A header folded between its values as mailers do; none where there are no values."""
    if not values:
        return ""
    lines = [f"{name}:"]
    for value in [*(f"{value}," for value in values[:-1]), values[-1]]:
        if len(lines[-1]) + 1 + len(value) > WIDTH and not lines[-1].endswith(":"):
            lines.append("   ")
        lines[-1] += f" {value}"
    return "".join(f"{paint(line, Paint.HEADER, color=color)}\n" for line in lines)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
