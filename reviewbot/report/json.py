"""A review as JSON, schema 1: keys are added, never changed or taken away.

In import statements this is ``reviewbot.report.json``; the standard library's is ``json``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reviewbot import __version__
from reviewbot.frozen import named
from reviewbot.model.review import Coverage
from reviewbot.report.people import person
from reviewbot.thread.clean import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.model.draft import Draft
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.review import Reference, Review
    from reviewbot.model.series import Series

SCHEMA = 1
_UNKNOWN = Coverage("diff")

Document = dict[str, Any]


def document(review: Review) -> Document:
    """The review as what ``json`` can serialize; the order of keys and lists is stable.

    Of a patch that is only known from a quote, findings are placed in the mail that quotes it.
    """
    mails = {mail.message.message_id: mail for series in review.series for mail in series.mails}
    return {
        "schema": SCHEMA,
        "reviewbot": __version__,
        "source": review.source,
        "tree": _tree(review.tree),
        "series": [_series(series, review.known) for series in review.series],
        "newer": _newer(review.newer),
        "not_repeated": [
            {"revision": revision, "count": count} for revision, count in review.not_repeated
        ],
        "left_out": [_left_out(series, reason) for series, reason in review.left_out],
        "findings": [_finding(finding, mails[finding.message_id]) for finding in review.findings],
        "skipped": [
            {"check": each.check, "message_id": each.message_id, "reason": each.reason}
            for each in review.skipped
        ],
        "failures": [
            {"check": each.check, "message_id": each.message_id, "error": each.error}
            for each in review.failures
        ],
        "defects": [
            {"message_id": each.message_id, "kind": each.kind, "detail": each.detail}
            for each in review.defects
        ],
        "drafts": [_draft(draft) for draft in review.drafts],
    }


def dumps(document: Document) -> str:
    """The document as text with a newline at its end; a terminal may show it."""
    return escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _tree(tree: Reference | None) -> Document | None:
    return {"path": tree.path, "commit": tree.commit, "name": tree.name} if tree else None


def _series(series: Series, known: Mapping[str, Coverage]) -> Document:
    return {
        "title": series.title,
        "revision": series.revision,
        "rfc": series.is_rfc,
        "cover": series.cover.message.message_id if series.cover else None,
        "expected": series.expected,
        "complete": not series.missing,
        "patches": [
            _patch(patch, known.get(patch.message.message_id, _UNKNOWN)) for patch in series.patches
        ],
    }


def _patch(patch: Patch, known: Coverage) -> Document:
    return {
        "index": 1 if patch.subject.index is None else patch.subject.index,
        "message_id": patch.message.message_id,
        "subject": patch.message.subject,
        "origin": "quoted" if patch.quote else "mail",
        "quoted_in": patch.quote.message.message_id if patch.quote else None,
        "whole": patch.quote is None or patch.quote.is_whole,
        "context": known.level,
        "why_no_better": list(known.reasons),
        "files": [file.path for file in patch.files],
    }


def _newer(newer: tuple[int, str] | None) -> Document | None:
    return {"revision": newer[0], "message_id": newer[1]} if newer else None


def _left_out(series: Series, reason: str) -> Document:
    return {
        "title": series.title,
        "revision": series.revision,
        "rfc": series.is_rfc,
        "message_id": series.mails[0].message.message_id,
        "reason": reason,
    }


def _finding(finding: Finding, mail: Patch) -> Document:
    related = [{"body_line": mail.line_there(e.at), "note": e.note} for e in finding.related]
    return {
        "id": finding.id,
        "check": finding.check,
        "severity": finding.severity.name.lower(),
        "confidence": finding.confidence.name.lower(),
        "message_id": mail.answer_to.message_id,
        "patch": finding.patch,
        "path": finding.path,
        "line": finding.line,
        "side": finding.side.value,
        "body_line": mail.line_there(finding.body_line),
        "quote": finding.quote,
        "text": finding.text,
        "related": related,
        "raised_by": finding.raised_by,
        "drafted_on": finding.drafted_on,
        "drafted": finding.drafted,
        "held": finding.held,
        "convention": named(finding.kept) if finding.kept else None,
    }


def _draft(draft: Draft) -> Document:
    return {
        "in_reply_to": draft.in_reply_to,
        "references": list(draft.references),
        "to": [person(address) for address in draft.to],
        "cc": [person(address) for address in draft.cc],
        "subject": draft.subject,
        "body": draft.body,
    }
