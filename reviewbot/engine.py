"""Runs checks over series: remarks in, findings out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewbot.context.gather import Surroundings, gather
from reviewbot.context.levels import BlobContext, DiffContext, Level, TreeContext
from reviewbot.context.repository import IncompleteError
from reviewbot.model.finding import Confidence, Failure, Finding, Side, Skipped
from reviewbot.model.patch import Kind
from reviewbot.model.review import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reviewbot.checks.api import Check
    from reviewbot.context.repository import Repository
    from reviewbot.model.finding import Remark
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

_CONTEXTS = {context.__name__: context for context in (DiffContext, BlobContext, TreeContext)}


@dataclass(frozen=True, slots=True)
class Result:
    """What the checks said of some series, what they could not look at, and which broke.

    ``known`` says, by message-id, how well the surroundings of each mail were known.
    """

    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    failures: tuple[Failure, ...]
    known: Mapping[str, Known]


def run(
    series: Iterable[Series], checks: Iterable[Check], repository: Repository | None = None
) -> Result:
    """Every check on every mail. A check that raises costs its own findings on that mail only."""
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    failures: list[Failure] = []
    known: dict[str, Known] = {}
    checks = tuple(checks)
    for one in series:
        said: list[Finding] = []
        for around in gather(one, repository):
            mail = around.context.patch
            known[mail.message.message_id] = Known(around.level.value, around.reasons)
            for check in checks:
                skipped += _skips(check, around)
                if not isinstance(around.context, _CONTEXTS.get(check.needs, ())):
                    continue
                try:
                    remarks = tuple(check.run(around.context))
                except IncompleteError as error:
                    skipped.append(Skipped(check.name, mail.message.message_id, str(error)))
                    continue
                except Exception as error:  # noqa: BLE001  a bug in one check must not cost the rest
                    detail = f"{type(error).__name__}: {error}"
                    failures.append(Failure(check.name, mail.message.message_id, detail))
                    continue
                found = (locate(check, mail, remark) for remark in remarks)
                said += [_weighed(finding, check, around) for finding in found]
        findings += sorted(said, key=_order)
    return Result(tuple(findings), tuple(skipped), tuple(failures), known)


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


def _skips(check: Check, around: Surroundings) -> Iterator[Skipped]:
    """Why a check could not look at (all of) a mail; nothing where it could."""
    message_id = around.context.message.message_id
    if check.needs not in _CONTEXTS:
        yield Skipped(check.name, message_id, f"it needs {check.needs}, which is unknown")
    elif check.needs != DiffContext.__name__ and around.context.files:
        for reason in around.reasons:
            yield Skipped(check.name, message_id, reason)


def _weighed(finding: Finding, check: Check, around: Surroundings) -> Finding:
    """One confidence less where the file was only found to fit, not to be the very one meant."""
    if check.needs == DiffContext.__name__ or not isinstance(around.context, BlobContext):
        return finding
    image = around.context.images.get(finding.path or "")
    if image and image.level == Level.APPLIED and finding.confidence > Confidence.LOW:
        return replace(finding, confidence=Confidence(finding.confidence - 1))
    return finding


def _order(finding: Finding) -> tuple[int, int, str]:
    return (finding.patch, finding.body_line, finding.check)
