"""What the user wants no drafts of: findings that fit an entry are marked with its reason.

An entry names a check, and may narrow that to paths, to lists and to a line. What is about the text of a mail
is at the paths of its patch, all of which must fit; that of a cover, at those of the series.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reviewbot import toml
from reviewbot.frozen import frozen
from reviewbot.knowledge.renamed import is_called
from reviewbot.thread.clean import clean
from reviewbot.thread.messages import addresses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

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
    table = toml.parsed(text)
    entries = table.pop("suppress", [])
    if table:
        raise ValueError(f"unknown key {next(iter(table))!r}; write [[suppress]]")
    if not isinstance(entries, list):
        raise ValueError("[suppress] is one table; write [[suppress]]")  # noqa: TRY004  one kind of error for the file
    return tuple(_entry(entry, f"entry {number}") for number, entry in enumerate(entries, 1))


@frozen(slots=False)
class _Place:
    """Where the findings on a mail are."""

    mail: Patch
    series: Series

    @cached_property
    def paths(self) -> frozenset[str]:
        """Those of the mail, or of the whole series where it is the cover."""
        mails = self.series.patches if self.mail is self.series.cover else (self.mail,)
        return frozenset(file.path for mail in mails for file in mail.files)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Whom the mail went to and the list it came by, lower case."""
        message = self.mail.answer_to
        found = (*addresses(message.to), *addresses(message.cc))
        return frozenset((*message.lists, *(each.email.lower() for each in found)))


def _marked(finding: Finding, place: _Place, entries: Iterable[Suppression]) -> Finding:
    paths = place.paths if finding.path is None else {finding.path}
    for entry in entries:
        if (
            (entry.check == ALL or is_called(finding.check, entry.check))
            and (not entry.paths or (paths and all(_fits(path, entry.paths) for path in paths)))
            and (not entry.lists or _any_list(place, entry.lists))
            and (not entry.line or entry.line == bare(finding.quote))
        ):
            return replace(finding, suppressed=entry.reason)
    return finding


def _any_list(place: _Place, patterns: Iterable[str]) -> bool:
    lower = tuple(pattern.lower() for pattern in patterns)
    return any(_fits(address, lower) for address in place.addresses)


def _fits(text: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(text, pattern) for pattern in patterns)


def _entry(entry: object, where: str) -> Suppression:
    if not isinstance(entry, dict):
        raise ValueError(f"{where} is not a table")  # noqa: TRY004
    _only(entry, {field.name for field in fields(Suppression)}, where)
    return Suppression(
        check=_text(entry, "check", where),
        reason=_text(entry, "reason", where),
        paths=_patterns(entry, "paths", where),
        lists=_patterns(entry, "lists", where),
        line=_line(entry, where),
        until=_date(entry, where),
    )


def _only(entry: dict[str, Any], known: Collection[str], where: str) -> None:
    unknown = sorted(entry.keys() - known)
    if unknown:
        raise ValueError(f"{where}: unknown key {unknown[0]!r}")


def _text(entry: dict[str, Any], key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{where} has no {key}")
    return value.strip()


def _line(entry: dict[str, Any], where: str) -> str:
    if "line" not in entry:
        return ""
    line = bare(_text(entry, "line", where))
    if not line:
        raise ValueError(f"line of {where} has nothing on it that could be told from another")
    return line


def _patterns(entry: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError(f'{key} of {where} is not a list of patterns; write {key} = ["..."]')
    if key in entry and not value:
        raise ValueError(
            f"{key} of {where} is empty, so nothing would match; leave it out to match anything"
        )
    return tuple(value)


def _date(entry: dict[str, Any], where: str) -> date | None:
    value = entry.get("until")
    if value is None:
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        why = "is not a date; write until = 2026-12-31, without quotes"
        raise ValueError(f"until of {where} {why}")  # noqa: TRY004
    return value
