"""A review of commits for their author: what there is to mend, commit by commit.

Everything that is from a commit passes ``visible`` or ``header_text``, as in the other reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.finding import Confidence
from reviewbot.report.paint import Paint, Piece
from reviewbot.report.summary import (
    context_line,
    count,
    defect_lines,
    failure_lines,
    skipped_lines,
)
from reviewbot.thread.clean import header_text, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.review import Review

_INDENT = "    "


def pieces(
    review: Review,
    where: Callable[[Finding, Patch], str],
    name: Callable[[Patch], str],
    left: Iterable[str],
) -> Iterator[Piece]:
    """The report; ends in a newline.

    ``where`` gives the place of a finding, ``name`` what a commit is called; ``left`` are the lines
    on what was left out.
    """
    told = [finding for finding in review.findings if is_told(finding)]
    yield from _summary(review, len(told), left)
    for mail in (mail for one in review.series for mail in one.mails):
        here = [each for each in told if each.message_id == mail.message.message_id]
        if here:
            yield Piece("\n")
            yield Piece(f"{name(mail)} {header_text(mail.subject.title)}", Paint.TITLE)
            yield Piece("\n")
        for finding in here:
            yield Piece(f"  {where(finding, mail)}: {_kind(finding)}\n")
            yield Piece(f"{_INDENT}> {visible(finding.quote)}", Paint.QUOTE)
            yield Piece("\n")
            for line in finding.text.rstrip("\n").split("\n"):
                yield Piece(f"{_INDENT}{visible(line)}".rstrip() + "\n")


def is_told(finding: Finding) -> bool:
    """Whether the author is told: a rule that does not hold here, or is not wanted, is none."""
    return bool(finding.text) and not finding.held


def is_sure(finding: Finding) -> bool:
    """Whether it is told, and not only asked or guessed."""
    return is_told(finding) and finding.confidence is Confidence.HIGH


def _summary(review: Review, told: int, left: Iterable[str]) -> Iterator[Piece]:
    patches = sum(len(one.patches) for one in review.series)
    found = count(told, "finding") if told else "nothing found"
    yield Piece(f"{visible(review.source)}: {count(patches, 'commit')}, {found}", Paint.TITLE)
    more = (context_line(review), *left, *skipped_lines(review), *defect_lines(review.defects))
    yield Piece("\n" + "".join(f"  {line}\n" for line in more))
    for line in failure_lines(review.failures):
        yield Piece(f"  {line}", Paint.ALARM)
        yield Piece("\n")


def _kind(finding: Finding) -> str:
    unsure = "" if is_sure(finding) else f" ({finding.confidence.name.lower()})"
    return f"{finding.severity.name.lower()}{unsure} [{finding.check}]"
