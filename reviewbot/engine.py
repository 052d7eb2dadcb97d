"""Runs checks over series: remarks in, findings out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.levels import DiffContext
from reviewbot.model.finding import Failure, Finding, Side, Skipped
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.checks.api import Check
    from reviewbot.model.finding import Remark
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series


@dataclass(frozen=True, slots=True)
class Result:
    """What the checks said of some series, what they could not look at, and which broke."""

    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    failures: tuple[Failure, ...]


def run(series: Iterable[Series], checks: Iterable[Check]) -> Result:
    """Every check on every mail. A check that raises costs its own findings on that mail only."""
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    failures: list[Failure] = []
    checks = tuple(checks)
    for one in series:
        said: list[Finding] = []
        for mail in one.mails:
            context = DiffContext(mail, one)
            for check in checks:
                if check.needs != DiffContext.__name__:
                    reason = f"needs {check.needs}, which this version cannot give"
                    skipped.append(Skipped(check.name, mail.message.message_id, reason))
                    continue
                try:
                    remarks = tuple(check.run(context))
                except Exception as error:  # noqa: BLE001  a bug in one check must not cost the rest
                    detail = f"{type(error).__name__}: {error}"
                    failures.append(Failure(check.name, mail.message.message_id, detail))
                    continue
                said += [locate(check, mail, remark) for remark in remarks]
        findings += sorted(said, key=_order)
    return Result(tuple(findings), tuple(skipped), tuple(failures))


def locate(check: Check, mail: Patch, remark: Remark) -> Finding:
    """Work out path, line and side of a remark from its body line."""
    file, line = mail.anchors.get(remark.at, (None, None))
    removed = line is not None and line.kind is Kind.REMOVED
    side = Side.MESSAGE if line is None else Side.OLD if removed else Side.NEW
    return Finding(
        check=check.name,
        severity=check.severity,
        confidence=remark.confidence,
        message_id=mail.message.message_id,
        patch=1 if mail.subject.index is None else mail.subject.index,
        path=file.path if file else None,
        line=None if line is None else line.old if removed else line.new,
        side=side,
        body_line=remark.at,
        quote=mail.message.line(remark.at),
        facts=remark.facts,
        related=remark.related,
    )


def _order(finding: Finding) -> tuple[int, int, str]:
    return (finding.patch, finding.body_line, finding.check)
