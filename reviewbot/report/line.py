"""A review as compilers tell theirs: ``FILE:LINE: severity: what it says [check]``.

A line for each finding, for editors, logs of CI and ``grep``: of each patch from top to bottom, the
line being that of the file once the patch is applied. What is about a mail has the place ``where``
finds for it, by default ``<MESSAGE-ID>, line N``, which no editor takes for a file to open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.finding import Confidence, Side
from reviewbot.regex import regex
from reviewbot.report.summary import why_not
from reviewbot.thread.clean import header_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.review import Review

# a path of the tree; in one with a colon or a quote no editor finds where it ends
_PATH = regex(r"(?!\s)(?!/)(?!(?:[^/]*/)*\.\.(?:/|$))[^:\"]+")
# what vim's 'errorformat' takes for the place instead: it tries "f" 1:, f:1:2: and f(1): first
_PLACE = regex(r"\"[^\d\"]*+\d++: |:\d+:|\(\d+\):")
_NUMBER = regex(r"(\d\)?):")


def render(
    review: Review, *, up: str = "", where: Callable[[Patch, int], str] | None = None
) -> str:
    """The lines; empty where nothing was found. ``up`` goes before each path of the tree."""
    mails = {mail.message.message_id: mail for one in review.series for mail in one.mails}
    found = (finding for finding in review.findings if finding.text and not finding.suppressed)
    return "".join(f"{line(each, mails[each.message_id], up=up, where=where)}\n" for each in found)


def line(
    finding: Finding,
    mail: Patch,
    *,
    up: str = "",
    where: Callable[[Patch, int], str] | None = None,
) -> str:
    """The line of one finding, without control characters and all in one."""
    level = "note" if finding.raised_by else finding.severity.name.lower()
    text = unmistakable(_doubt(finding) + header_text(finding.text))
    return f"{place(finding, mail, up=up, where=where)}: {level}: {text} [{finding.check}]"


def place(
    finding: Finding,
    mail: Patch,
    *,
    up: str = "",
    where: Callable[[Patch, int], str] | None = None,
) -> str:
    """``FILE:LINE``, or where a mail has it."""
    path = header_text(finding.path or "")
    if _PATH.fullmatch(path):
        return f"{up}{path}:{_line_after(finding, mail)}"
    return (where or by_id)(mail, finding.body_line)


def _doubt(finding: Finding) -> str:
    """Why it is not drafted; of what is told all the same, how unsure it is."""
    if finding.held:
        return f"({why_not(finding)}) "
    return "(low) " if finding.confidence is Confidence.LOW else ""


def unmistakable(text: str) -> str:
    """The text such that no editor takes a part of it for the place it is about."""
    return _NUMBER.sub(r"\1 :", text) if _PLACE.search(text) else text


def by_id(mail: Patch, body_line: int) -> str:
    """``<MESSAGE-ID>, line N``."""
    name = header_text(mail.answer_to.message_id)
    return unmistakable(f"<{name}>, line {mail.line_there(body_line)}")


def _line_after(finding: Finding, mail: Patch) -> int:
    """Where it is in the file after the patch; of a removed line, what stands there then."""
    if finding.side is not Side.OLD:
        return finding.line or 1
    file, _ = mail.anchors[finding.body_line]
    below = (
        each.new
        for hunk in file.hunks
        for each in hunk.lines
        if each.new and each.body_line > finding.body_line
    )
    return next(below, None) or finding.line or 1
