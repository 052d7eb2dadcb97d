"""What the user wants no drafts of: findings that fit an entry are marked with its reason.

An entry names a check, and may narrow that to paths, to lists and to a line. What is about the text of a mail
is at the paths of its patch, all of which must fit; that of a cover, at those of the series.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reviewbot import toml
from reviewbot.frozen import fields, frozen, replace
from reviewbot.knowledge.renamed import is_called
from reviewbot.patterns import any_list, fits, went_to
from reviewbot.thread.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

ALL = "*"


@frozen
class Suppression:
    """No drafts of ``check`` (a name, a former name, a family or ``*``), and why.

    ``paths`` and ``lists`` are shell patterns, the latter of addresses in To and Cc and of lists; empty for any.
    ``line`` is the one it stands at, as ``bare`` writes it. ``until`` is the last day it counts.
    """

    check: str
    reason: str
    paths: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    until: date | None = None
    line: str = ""

    def is_expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today


def bare(line: str) -> str:
    """A line of a diff, or of a message, without marks, indentation and what no file can hold."""
    return " ".join(clean(line).lstrip("+- ").split())


def mark_suppressed(
    findings: Iterable[Finding], series: Iterable[Series], entries: Sequence[Suppression]
) -> tuple[Finding, ...]:
    """The findings, ``suppressed`` set to the reason of the first entry that fits."""
    if not entries:
        return tuple(findings)
    places = {mail.message.message_id: _Place(mail, one) for one in series for mail in one.mails}
    return tuple(_marked(finding, places[finding.message_id], entries) for finding in findings)


def parse(text: str) -> tuple[Suppression, ...]:
    """The entries of a TOML file; raises ValueError with one sentence where it is wrong."""
    return tuple(_entry(entry, where) for entry, where in toml.entries(text, "suppress"))


@frozen(slots=False)
class _Place:
    """Where the findings on a mail are."""

    mail: Patch
    series: Series

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths of the mail, or of the whole series where it is the cover."""
        mails = self.series.patches if self.mail is self.series.cover else (self.mail,)
        return frozenset(file.path for mail in mails for file in mail.files)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Whom the mail went to and the list it came by, lower case."""
        return went_to(self.mail.answer_to)


def _marked(finding: Finding, place: _Place, entries: Iterable[Suppression]) -> Finding:
    paths = place.paths if finding.path is None else {finding.path}
    for entry in entries:
        if (
            (entry.check == ALL or is_called(finding.check, entry.check))
            and (not entry.paths or (paths and all(fits(path, entry.paths) for path in paths)))
            and (not entry.lists or any_list(place.addresses, entry.lists))
            and (not entry.line or entry.line == bare(finding.quote))
        ):
            return replace(finding, suppressed=entry.reason)
    return finding


def _entry(entry: dict[str, Any], where: str) -> Suppression:
    toml.only(entry, {field.name for field in fields(Suppression)}, where)
    return Suppression(
        check=toml.text(entry, "check", where),
        reason=toml.text(entry, "reason", where),
        paths=toml.patterns(entry, "paths", where),
        lists=toml.patterns(entry, "lists", where),
        line=_line(entry, where),
        until=_date(entry, where),
    )


def _line(entry: dict[str, Any], where: str) -> str:
    if "line" not in entry:
        return ""
    line = bare(toml.text(entry, "line", where))
    if not line:
        raise ValueError(f"line of {where} has nothing on it that could be told from another")
    return line


def _date(entry: dict[str, Any], where: str) -> date | None:
    value = entry.get("until")
    if value is None:
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        why = "is not a date; write until = 2026-12-31, without quotes"
        raise ValueError(f"until of {where} {why}")  # noqa: TRY004
    return value
