"""Marks findings that a reviewer, or a robot, has already made in the thread.

A comment raises a finding if its words match how people ask for such a thing (the
page of the check tells) and it stands at the finding's line: a few lines away, or further below in the same
hunk if it names what stands there; unless it names what another finding is about. A comment on an
earlier revision stands at the lines with the text it was made on.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.revisions import predecessor
from reviewbot.frozen import frozen, replace
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reviewbot.model.comment import Comment
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Prior, Series

NEAR = 3  # body lines between a comment and a finding it raises
REACH = 30  # lines above a comment, quoted with it, that it may speak of by name
_TELLING = 4  # letters and digits of a line that is found again by its text
_NAME = regex(r"[A-Za-z_]\w{3,}")
_NO_NAMES = frozenset(("case", "const", "else", "long", "return", "static", "struct", "void"))
_MOST = 10_000  # characters of a comment that are looked at


def mark_already_said(
    findings: Iterable[Finding],
    series: Iterable[Series],
    asked: Callable[[str], re.Pattern[str]],
    prior: Callable[[Series], Prior],
) -> tuple[Finding, ...]:
    """The findings, ``raised_by`` set to the message-id of the first comment that says the same.

    ``asked`` is how reviewers ask for what the check of a name says.
    """
    places = {
        mail.message.message_id: _Mail(mail, one, before)
        for one in series
        for before in [prior(one)]
        for mail in one.mails
    }
    findings = tuple(findings)
    words: dict[tuple[str, str], set[str]] = {}
    for finding in findings:
        words.setdefault((finding.message_id, finding.check), set()).update(_words(finding))
    return tuple(
        _marked(
            finding,
            asked(finding.check),
            places,
            words[finding.message_id, finding.check],
        )
        for finding in findings
    )


def _marked(
    finding: Finding, asked: re.Pattern[str], places: Mapping[str, _Mail], words: set[str]
) -> Finding:
    """One finding; ``words`` are those of all findings of its check on the mail."""
    mail = places.get(finding.message_id)
    if finding.raised_by or mail is None:
        return finding
    lines = (finding.body_line, *(related.at for related in finding.related))
    own = _words(finding)
    for said in mail.about(lines):
        if (
            any(said.is_near(mail.patch, line) for line in lines)
            and asked.search(said.text)
            and (not said.names & words or said.names & own)  # else it is about another of them
        ):
            return replace(finding, raised_by=said.comment.message.message_id)
    return finding


def _words(finding: Finding) -> frozenset[str]:
    """The words of its facts."""
    values = (value for value in finding.facts.values() if not isinstance(value, int))
    texts = (value if isinstance(value, str) else " ".join(value) for value in values)
    return frozenset(word for text in texts for word in _NAME.findall(text))


@frozen(slots=False)
class _Said:
    """A comment at a line of the mail that is reviewed; ``above`` is where the one above stands.

    ``over`` are the lines it stands above, where it was posted on top of what it quotes.
    """

    comment: Comment
    at: int
    above: int
    over: frozenset[int] = frozenset()

    @cached_property
    def text(self) -> str:
        """What is looked at of it."""
        return self.comment.text[:_MOST]

    @cached_property
    def names(self) -> frozenset[str]:
        """The words it uses that may be names in code."""
        return frozenset(_NAME.findall(self.text)) - _NO_NAMES

    def is_near(self, patch: Patch, line: int) -> bool:
        """Whether it can be about the line: by its place, or by what it names."""
        if line in self.over or (self.at and abs(self.at - line) <= NEAR):
            return True
        if not max(self.above, self.at - REACH) < line < self.at:
            return False
        file, _ = patch.anchors.get(line, (None, None))
        if file is None or any(
            patch.message.line(n).startswith("@@") for n in range(line, self.at)
        ):
            return False
        return not self.names.isdisjoint(_NAME.findall(patch.message.line(line)))


@frozen(slots=False)
class _Mail:
    """A mail, its series, and what came before that."""

    patch: Patch
    series: Series
    prior: Prior

    @cached_property
    def comments(self) -> tuple[_Said, ...]:
        """What was said of this mail or of what it repeats, oldest first."""
        older = {mail.message.message_id: mail for mail in self._older}
        found: list[_Said] = []
        above: dict[tuple[str, str], int] = {}  # by reply and mail, the last line commented on
        for comment in (*self.prior.comments, *self.prior.robots):
            reply = (comment.message.message_id, comment.on)
            if not comment.at:
                found += self._on_top(comment, older)
                continue
            if comment.on == self.patch.message.message_id:
                found.append(_Said(comment, comment.at, above.get(reply, 0)))
            elif comment.on in older:
                again = self._again(older[comment.on], comment.at)
                found += [_Said(comment, at, at) for at in again]
            above[reply] = comment.at
        return tuple(found)

    def about(self, lines: Iterable[int]) -> Iterator[_Said]:
        """The comments that stand where one of these lines can be meant, oldest first."""
        places, above = self._places
        numbers: set[int] = set()
        for line in lines:
            first = bisect_left(places, (line - NEAR, 0))
            stop = bisect_left(places, (line + REACH, 0))
            numbers.update(number for _, number in places[first:stop])
            numbers.update(above.get(line, ()))
        return (self.comments[number] for number in sorted(numbers))

    @cached_property
    def _places(self) -> tuple[list[tuple[int, int]], Mapping[int, list[int]]]:
        """Where each comment stands, in order; and those above each line they quote."""
        above: dict[int, list[int]] = {}
        for number, said in enumerate(self.comments):
            for line in said.over:
                above.setdefault(line, []).append(number)
        return sorted((said.at, number) for number, said in enumerate(self.comments)), above

    def _on_top(self, comment: Comment, older: Mapping[str, Patch]) -> Iterator[_Said]:
        """A comment above all it quotes: it may be about any of these lines."""
        lines = frozenset(comment.over)
        if comment.on in older:
            lines = frozenset(
                line for at in comment.over for line in self._again(older[comment.on], at)
            )
        if lines and (comment.on in older or comment.on == self.patch.message.message_id):
            yield _Said(comment, 0, 0, lines)

    def _again(self, old: Patch, at: int) -> Iterator[int]:
        """The lines of this mail that repeat line ``at`` of an earlier one.

        Where that line says nothing (a brace), the last one above it that does.
        """
        for back in range(min(NEAR, at - 1) + 1):
            text = _text(old, at - back)
            if sum(map(str.isalnum, text)) >= _TELLING:
                path = _path(old, at - back)
                if path or self._was(old):
                    yield from self._lines.get((path, text), ())
                return

    @property
    def _older(self) -> tuple[Patch, ...]:
        """What was posted before it in its place: of its own series and of those before."""
        return (*self.series.replaced, *self.prior.postings)

    @property
    def _before(self) -> tuple[Series, ...]:
        return (*self.prior.earlier, *self.prior.reposts)

    def _was(self, old: Patch) -> bool:
        """Whether the text of an older mail is what this one's came of, whatever its title."""
        if 0 in (old.subject.index, self.patch.subject.index):
            return old.subject.index == self.patch.subject.index
        same_title = old.subject.title.lower() == self.patch.subject.title.lower()
        return same_title or old.message.message_id in self._predecessors

    @cached_property
    def _predecessors(self) -> frozenset[str]:
        found = (predecessor(self.patch, one) for one in self._before)
        return frozenset(mail.message.message_id for mail in found if mail)

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str], list[int]]:
        """Path and text of a line → its body lines."""
        lines: dict[tuple[str, str], list[int]] = {}
        for at in range(1, len(self.patch.message.lines) + 1):
            lines.setdefault((_path(self.patch, at), _text(self.patch, at)), []).append(at)
        return lines


def _path(mail: Patch, at: int) -> str:
    """The path of the file whose diff a body line is in; empty for the text of the mail."""
    file, _ = mail.anchors.get(at, (None, None))
    return file.path if file else ""


def _text(mail: Patch, at: int) -> str:
    """A body line without the marker of a diff and without white space around."""
    _, line = mail.anchors.get(at, (None, None))
    return line.text.strip() if line else mail.message.line(at).strip()
