"""The findings of a mail as notes at its lines."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from textwrap import dedent
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.report.summary import first, why_not_in_full
from reviewbot.thread.clean import header_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.model.finding import Finding, Related
    from reviewbot.model.patch import Patch

_PARTS = ("headers", "log", "trailers", "notes", "diffstat", "signature")
_OF_SUBJECT = "subject."  # checks that stand at the first line, for the subject is not in the body
_CODE = 60  # columns of a line that is only named


@frozen
class Paragraph:
    """What a finding says, in one line to fill; or lines of code as they are."""

    is_code: bool
    text: str


@frozen
class Beside:
    """Another line that bears on a finding: its anchor, where and what it is, and why."""

    anchor: str
    place: str
    code: str
    why: str


@frozen
class Note:
    """A finding at its line. ``why_not`` is empty where it is drafted.

    ``line`` is that of the file, else of the mail; ``id`` is what ``reviewbot feedback`` takes.
    ``raised_in`` is the mail that says the same, where that is why it is not drafted.
    """

    anchor: str
    line: int
    id: str
    check: str
    severity: str
    place: str
    first: str
    text: tuple[Paragraph, ...]
    why_not: str
    raised_in: str
    related: tuple[Beside, ...]


def notes_of(
    findings: Sequence[Finding], mail: Patch, anchor: str, people: Mapping[str, str]
) -> Mapping[int, list[Note]]:
    """The notes by body line; the worst first. ``people`` wrote the mails that say the same."""
    notes: dict[int, list[Note]] = defaultdict(list)
    ordered = sorted(findings, key=lambda f: (f.body_line, -f.severity, f.check))
    for number, finding in enumerate(ordered, 1):
        who = header_text(people.get(finding.raised_by or "", ""))
        notes[finding.body_line].append(_note(finding, mail, anchor, number, who))
    return notes


def _note(finding: Finding, mail: Patch, anchor: str, number: int, who: str) -> Note:
    raised_in = _raised_in(finding)
    why_not = f"raised by {who}" if raised_in and who else why_not_in_full(finding)
    return Note(
        anchor=f"{anchor}f{number}",
        line=finding.line or finding.body_line,
        id=finding.id,
        check=finding.check,
        severity=finding.severity.name.lower(),
        place=_place(finding, mail),
        first=first(finding.text),
        text=tuple(paragraphs(finding.text)),
        why_not="" if finding.drafted else why_not,
        raised_in=raised_in,
        related=tuple(_beside(each, mail, anchor) for each in finding.related),
    )


def _raised_in(finding: Finding) -> str:
    """The mail that says the same, where it is not drafted for that; else empty."""
    id_ = finding.raised_by
    return header_text(id_) if id_ and finding.held == f"raised in <{id_}>" else ""


def _place(finding: Finding, mail: Patch) -> str:
    """``path:line``; of a mail's text the part it is in, and the line of the body."""
    if finding.path is not None:
        return header_text(finding.path) + (f":{finding.line}" if finding.line else "")
    if finding.check.startswith(_OF_SUBJECT):
        return "subject"
    return _in_mail(mail, finding.body_line)


def _in_mail(mail: Patch, body_line: int) -> str:
    part = next((name for name in _PARTS if body_line in getattr(mail.body, name)), "mail")
    return f"{part}, line {body_line}"


def _beside(related: Related, mail: Patch, anchor: str) -> Beside:
    file, line = mail.anchors.get(related.at, (None, None))
    if file is None or line is None:
        place, text = _in_mail(mail, related.at), mail.message.line(related.at)
    else:
        place, text = f"{header_text(file.path)}:{line.new or line.old}", line.text
    code = " ".join(visible(text).split())
    code = code if len(code) <= _CODE else code[:_CODE] + "..."
    return Beside(f"{anchor}l{related.at}", place, code, header_text(related.note))


def paragraphs(text: str) -> Iterator[Paragraph]:
    """A comment as it was before it was filled for a mail."""
    for kind, group in groupby(text.split("\n"), _kind):
        lines = [visible(line) for line in group]
        if kind == "code":
            yield Paragraph(is_code=True, text=dedent("\n".join(lines)))
        elif kind:
            yield Paragraph(is_code=False, text=" ".join(lines))


def _kind(line: str) -> str:
    """Of a line of a comment: ``code``, ``prose`` or empty."""
    if not line.strip():
        return ""
    return "code" if line.startswith((" ", "\t")) else "prose"
