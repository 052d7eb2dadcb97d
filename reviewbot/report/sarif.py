"""A review as SARIF 2.1.0, for code scanning and editors (OASIS, Errata 01, August 2023).

A finding in a file is at that file's line, one in a mail's text at that mail's, named by a ``mid:``
URL (RFC 2392). What is not for a draft is suppressed, with the reason. Section numbers below are
those of the standard.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from urllib.parse import quote

from reviewbot import __version__
from reviewbot.checks.pages import contract
from reviewbot.model.finding import Confidence, Severity
from reviewbot.thread.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewbot.checks.api import Check
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.review import Review
    from reviewbot.report.json import Document

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.NOTE: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_RANKS = {Confidence.LOW: 10.0, Confidence.MODERATE: 50.0, Confidence.HIGH: 90.0}  # of 100
_ROOT = "SRCROOT"


def document(review: Review, checks: Sequence[Check]) -> Document:
    """The review as a log of one run; ``checks`` are those that ran, and become its rules."""
    mails = {mail.message.message_id: mail for series in review.series for mail in series.mails}
    rules = {check.name: index for index, check in enumerate(checks)}
    prints = _fingerprints(review.findings, mails)
    run = {
        "tool": {
            "driver": {
                "name": "reviewbot",
                "semanticVersion": __version__,
                "rules": [_rule(check) for check in checks],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not review.failures,
                "toolExecutionNotifications": list(_notifications(review, mails, rules)),
            }
        ],
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The tree with the patches of the series applied."}}
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, mails[finding.message_id], rules) | {"partialFingerprints": mark}
            for finding, mark in zip(review.findings, prints, strict=True)
        ],
        "properties": {
            "source": clean(review.source),
            "series": [
                {"title": clean(series.title), "revision": series.revision, "rfc": series.is_rfc}
                for series in review.series
            ],
        },
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(check: Check) -> Document:
    return {
        "id": check.name,
        "shortDescription": _message(check.summary or check.name),
        "help": _message(contract(check) or check.name),
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
    }


def _result(finding: Finding, mail: Patch, rules: Mapping[str, int]) -> Document:
    why = finding.held or (
        f"raised in <{finding.raised_by}>" if finding.raised_by and not finding.drafted else ""
    )
    return {
        "ruleId": finding.check,
        **({"ruleIndex": rules[finding.check]} if finding.check in rules else {}),
        "level": _LEVELS[finding.severity],
        "message": _message(finding.text or finding.check),
        "rank": _RANKS[finding.confidence],
        "locations": [_location(mail, finding.body_line, _place(finding))],
        "relatedLocations": [
            _location(mail, each.at, _anchored(mail, each.at))
            | {"id": number, "message": _message(each.note)}
            for number, each in enumerate(finding.related, 1)
        ],
        # on every result or on none (3.27.23)
        "suppressions": [
            {"kind": "external", "status": "accepted", "justification": _sentence(why)}
        ]
        if why
        else [],
        "properties": {
            "id": finding.id,
            "confidence": finding.confidence.name.lower(),
            "side": finding.side.value,
            "patch": finding.patch,
            "messageId": mail.answer_to.message_id,
            "bodyLine": mail.line_there(finding.body_line),
            "drafted": finding.drafted,
            "raisedBy": finding.raised_by,
        },
    }


def _sentence(held: str) -> str:
    """Why a finding is in no draft; its confidence alone would say nothing to a stranger."""
    unsure = held.upper() in Confidence.__members__
    return f"{held} confidence: reported, not drafted" if unsure else clean(held)


_Place = tuple[str, int | None]


def _place(finding: Finding) -> _Place | None:
    return None if finding.path is None else (finding.path, finding.line)


def _anchored(mail: Patch, line: int) -> _Place | None:
    """The file and its line that a body line shows."""
    if line not in mail.anchors:
        return None
    file, shown = mail.anchors[line]
    return file.path, (shown.new or shown.old) if shown else None


def _location(mail: Patch, body_line: int, place: _Place | None) -> Document:
    """A line of a file, or of the mail where there is none; the mail in any case."""
    there = mail.line_there(body_line)
    text = clean(mail.message.line(body_line))
    if place and _is_relative(place[0]):
        path, line = place
        artifact = {"uri": quote(path, errors="replace"), "uriBaseId": _ROOT}
        region = {"startLine": line, "snippet": {"text": text[1:]}} if line else None
    else:
        artifact = {"uri": _mid(mail.answer_to.message_id)}
        region = {"startLine": there, "snippet": {"text": text}}
    return {
        "physicalLocation": {
            "artifactLocation": artifact,
            **({"region": region} if region else {}),
        },
        "logicalLocations": [_mail(mail)],
    }


def _is_relative(path: str) -> bool:
    """Whether a path, which came by mail, stays inside of the tree."""
    return bool(path) and not path.startswith("/") and ".." not in path.split("/")


def _mail(mail: Patch) -> Document:
    return {
        "name": clean(mail.message.subject) or "(no subject)",
        "fullyQualifiedName": clean(mail.answer_to.message_id),
        "kind": "message",
    }


def _mid(message_id: str) -> str:
    return "mid:" + quote(message_id, safe="@!$&'*+=", errors="replace")


def _message(text: str) -> Document:
    """Plain text that means what it says: braces and links are syntax in SARIF (3.11.5, 3.11.6)."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")}


def _notifications(
    review: Review, mails: Mapping[str, Patch], rules: Mapping[str, int]
) -> Iterator[Document]:
    """What kept the run from seeing all: broken checks, unreadable mails, checks that had to skip."""

    def said(level: str, text: str, ids: Iterable[str], check: str = "") -> Document:
        there = [_mail(mails[name]) for name in dict.fromkeys(ids) if name in mails]
        where = [{"logicalLocations": [mail]} for mail in there]
        rule = {"id": check} | ({"index": rules[check]} if check in rules else {})
        return {
            "level": level,
            "message": _message(clean(text)),
            **({"locations": where} if where else {}),
            **({"associatedRule": rule} if check else {}),
        }

    for failure in review.failures:
        yield said("error", failure.sentence, [failure.message_id], failure.check)
    for defect in review.defects:
        yield said("warning", f"{defect.kind}: {defect.detail}", [defect.message_id])
    for series, reason in review.left_out:
        yield said("note", f"left out: {series.title} (v{series.revision}): {reason}", ())
    skipped: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in review.skipped:
        skipped[each.check, each.reason].append(each.message_id)
    for (check, reason), ids in skipped.items():
        yield said("note", f"{check or 'all checks'} skipped: {reason}", ids, check)


def _fingerprints(
    findings: Iterable[Finding], mails: Mapping[str, Patch]
) -> Iterator[dict[str, str]]:
    """The same for a finding in a later run, and in a later revision as long as its line stays.

    So neither message-ids nor line numbers have a part in it; equal ones are counted.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        title = mails[finding.message_id].subject.title
        key = (finding.check, title, finding.path or "", " ".join(finding.quote.split()))
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        yield {"reviewbot/v1": digest[:32]}
