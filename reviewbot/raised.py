"""Already said: findings a person has raised in the thread are marked with where.

A comment raises a finding if it stands at the finding's line, or a few away, and its words match
how people ask for such a thing (the check's ``ASKED_AS``). A comment on an earlier revision stands
at the lines with the text it was made on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reviewbot.checks.api import Check
    from reviewbot.model.comment import Comment
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Past, Series

NEAR = 3  # body lines between a comment and a finding it raises
_TELLING = 4  # letters and digits of a line that is found again by its text
_MOST = 10_000  # characters of a comment that are looked at


def mark_raised(
    findings: Iterable[Finding],
    series: Iterable[Series],
    checks: Iterable[Check],
    past: Callable[[Series], Past],
) -> tuple[Finding, ...]:
    """The findings, ``raised_by`` set to the message-id of the first comment that says the same."""
    asked = {check.name: re.compile(check.asked_as) for check in checks}
    places = {
        mail.message.message_id: _Mail(mail, before)
        for one in series
        for before in [past(one)]
        for mail in one.mails
    }
    return tuple(_marked(finding, asked[finding.check], places) for finding in findings)


def _marked(finding: Finding, asked: re.Pattern[str], places: Mapping[str, _Mail]) -> Finding:
    mail = places.get(finding.message_id)
    if finding.raised_by or mail is None:
        return finding
    lines = (finding.body_line, *(related.at for related in finding.related))
    for comment, at in mail.comments:
        near = any(abs(at - line) <= NEAR for line in lines)
        if near and asked.search(comment.text[:_MOST]):
            return replace(finding, raised_by=comment.message.message_id)
    return finding


@dataclass(frozen=True)
class _Mail:
    """A mail and what came before its series."""

    patch: Patch
    past: Past

    @cached_property
    def comments(self) -> tuple[tuple[Comment, int], ...]:
        """What was said of this mail or of what it repeats, with the body line; oldest first."""
        earlier = {mail.message.message_id: mail for one in self.past.earlier for mail in one.mails}
        found: list[tuple[Comment, int]] = []
        for comment in self.past.comments:
            if not comment.at:
                continue
            if comment.on == self.patch.message.message_id:
                found.append((comment, comment.at))
            elif comment.on in earlier:
                found += [(comment, at) for at in self._again(earlier[comment.on], comment.at)]
        return tuple(found)

    def _again(self, old: Patch, at: int) -> Iterator[int]:
        """The lines of this mail that repeat line ``at`` of an earlier one.

        Where that line says nothing (a brace), the last one above it that does.
        """
        for back in range(min(NEAR, at - 1) + 1):
            text = _text(old, at - back)
            if sum(map(str.isalnum, text)) >= _TELLING:
                yield from self._lines.get((_part(old, at - back), text), ())
                return

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str], list[int]]:
        """Part of the mail and text of a line → its body lines."""
        lines: dict[tuple[str, str], list[int]] = {}
        for at in range(1, len(self.patch.message.lines) + 1):
            lines.setdefault((_part(self.patch, at), _text(self.patch, at)), []).append(at)
        return lines


def _part(mail: Patch, at: int) -> str:
    """The path of the file whose diff a body line is in; the title of the mail for its text."""
    file, _ = mail.anchors.get(at, (None, None))
    return file.path if file else f"text of {mail.subject.title.lower()}"


def _text(mail: Patch, at: int) -> str:
    """A body line without the marker of a diff and without white space around."""
    _, line = mail.anchors.get(at, (None, None))
    return line.text.strip() if line else mail.message.line(at).strip()
