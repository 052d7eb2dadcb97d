"""Lowers findings whose fix would take out what a reviewer told the author to write.

He wrote the code himself in a comment on an earlier mail: as far as its first string, for he may have
left that to the author. Who did as told is not asked for the opposite.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen, replace
from reviewbot.model.finding import Confidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reviewbot.model.comment import Comment
    from reviewbot.model.finding import Finding
    from reviewbot.model.fix import Edit
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Prior, Series

_TELLING = 20  # characters of code, blanks aside, that nobody writes by chance
_MOST = 200_000  # characters of all comments that are looked at


def mark_as_told(
    findings: Iterable[Finding], series: Iterable[Series], prior: Callable[[Series], Prior]
) -> tuple[Finding, ...]:
    """The findings, those of what a reviewer wrote himself with his mail as the reason."""
    mails = {
        mail.message.message_id: _Mail(mail, comments)
        for one in series
        for comments in [prior(one).comments]
        for mail in one.mails
    }
    return tuple(_marked(finding, mails.get(finding.message_id)) for finding in findings)


def _marked(finding: Finding, mail: _Mail | None) -> Finding:
    if mail is None or not finding.fix or finding.confidence <= Confidence.LOW:
        return finding
    told = next(filter(None, map(mail.told, finding.fix)), "")
    if not told:
        return finding
    return replace(finding, confidence=Confidence.LOW, unwanted=f"a reviewer wrote it in <{told}>")


@frozen(slots=False)
class _Mail:
    """A mail, and what people said on it and on earlier ones."""

    patch: Patch
    comments: tuple[Comment, ...]

    @cached_property
    def _said(self) -> tuple[tuple[str, str], ...]:
        """The message-id and the text without blanks of each comment that came before the mail."""
        left, found = _MOST, list[tuple[str, str]]()
        for comment in self.comments:
            if left > 0 and comment.message.precedes(self.patch.message):
                found.append((comment.message.message_id, _squeezed(comment.text[:left])))
                left -= len(comment.text)
        return tuple(found)

    def told(self, edit: Edit) -> str:
        """The message-id of who wrote what an edit takes out; empty where nobody did."""
        codes = tuple(self._gone(edit)) if self.comments else ()
        return next((id_ for id_, text in self._said if any(code in text for code in codes)), "")

    def _gone(self, edit: Edit) -> Iterator[str]:
        """The code an edit takes out, without blanks: the whole, and what is before its string."""
        anchors = (self.patch.anchors.get(at) for at in range(edit.at, edit.last + 1))
        lines = [line.text if line else "" for _, line in filter(None, anchors)]
        if lines and edit.text is not None:
            lines[-1] = lines[-1][: edit.end]
            lines[0] = lines[0][edit.column :]
        whole = _squeezed("\n".join(lines))
        if whole != _squeezed(edit.text or ""):
            yield from (code for code in (whole, whole.partition('"')[0]) if len(code) >= _TELLING)


def _squeezed(text: str) -> str:
    return "".join(text.split())
