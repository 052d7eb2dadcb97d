"""What ``reviewbot checks`` and ``reviewbot explain`` print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.example import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewbot.checks.api import Check


def listing(checks: Iterable[Check], said: Mapping[str, str] | None = None) -> str:
    """A line per check: name, severity, summary; and why it is only asked, if it was demoted.

    ``said`` is what users said of its findings, by its name.
    """
    said = said or {}
    rows = [
        (check.name, check.severity.name.lower(), _summary(check) + _feedback(said.get(check.name)))
        for check in checks
    ]
    name = max((len(row[0]) for row in rows), default=0)
    severity = max((len(row[1]) for row in rows), default=0)
    return "".join(f"{n:{name}}  {s:{severity}}  {text}\n" for n, s, text in rows)


def _summary(check: Check) -> str:
    return f"{check.summary} ({_demotion(check)})" if check.demoted else check.summary


def _feedback(said: str | None) -> str:
    return f" [feedback: {said}]" if said else ""


def _demotion(check: Check) -> str:
    return f"only asked: in the archives {check.demoted}"


def explanation(check: Check) -> str:
    """All there is to know about a check, its examples as the mails they stand for."""
    parts = [
        f"{check.name}  ({check.severity.name.lower()}, needs {check.needs.__name__})",
        check.doc,
    ]
    parts += [f"{_demotion(check).capitalize()}."] if check.demoted else []
    for bad in check.bad:
        where = "\n".join(f"    at: {line}" for line in bad.at)
        parts.append(f"Commented on:\n\n{_indent(bad.mail)}\n\n{where}")
    for good in check.good:
        why = f" ({good.why})" if good.why else ""
        parts.append(f"Not commented on{why}:\n\n{_indent(good.mail)}")
    parts.append(f"Wording: {check.template} (put your own below your template directory)")
    return "\n\n".join(parts) + "\n"


def _indent(mail: str) -> str:
    lines = expand(mail).rstrip("\n").split("\n")
    return "\n".join(f"    {line}".rstrip() for line in lines)
