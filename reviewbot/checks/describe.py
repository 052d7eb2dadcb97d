"""What ``reviewbot checks`` and ``reviewbot explain`` print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.example import expand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.checks.api import Check


def listing(checks: Iterable[Check]) -> str:
    """A line per check: name, severity, summary."""
    rows = [(check.name, check.severity.name.lower(), check.summary) for check in checks]
    name = max((len(row[0]) for row in rows), default=0)
    severity = max((len(row[1]) for row in rows), default=0)
    return "".join(f"{n:{name}}  {s:{severity}}  {text}\n" for n, s, text in rows)


def explanation(check: Check) -> str:
    """All there is to know about a check, its examples as the mails they stand for."""
    parts = [f"{check.name}  ({check.severity.name.lower()}, needs {check.needs})", check.doc]
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
