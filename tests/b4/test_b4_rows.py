"""Rows that say how bad it is, and no more than is sure."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drafting import check, finding, mail, series
from reviewbot.b4.rows import rows
from reviewbot.model.finding import NO_TREE, Failure, Severity, Skipped
from reviewbot.model.mail import Defect
from reviewbot.model.review import Review

if TYPE_CHECKING:
    from reviewbot.b4.rows import Row
    from reviewbot.model.finding import Finding

FIRST = mail(
    "Say.\n---\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n int a;\n+int b;\n", "[PATCH 1/2] frob: a"
)
SECOND = mail(
    "Say.\n---\n--- a/b.c\n+++ b/b.c\n@@ -1 +1,2 @@\n int a;\n+int c;\n", "[PATCH 2/2] frob: b"
)
ONE, TWO = FIRST.message.message_id, SECOND.message.message_id


def _found(severity: Severity = Severity.NOTE, *, held: str = "") -> Finding:
    made = finding(FIRST, "int b;", check("frob.thing", severity))
    return replace(made, text="Drop it:\n\n    int b;", held=held)


def _review(*findings: Finding) -> Review:
    return Review(
        source="",
        series=(series(FIRST, SECOND),),
        left_out=(),
        findings=findings,
        skipped=(),
        failures=(),
        defects=(),
        drafts=(),
    )


def _entries(row: Row) -> list[dict[str, str]]:
    return list(json.loads(row["details"]))


def test_nothing_found_passes_with_nothing_to_open() -> None:
    assert rows(_review(), only=ONE) == [
        {"tool": "reviewbot", "status": "pass", "summary": "no findings", "url": "", "details": ""}
    ]


@pytest.mark.parametrize(
    ("severity", "status"),
    [(Severity.NOTE, "warn"), (Severity.WARNING, "warn"), (Severity.ERROR, "fail")],
)
def test_the_worst_finding_is_the_status(severity: Severity, status: str) -> None:
    (row,) = rows(_review(_found(), _found(severity)), only=ONE)
    assert (row["status"], row["summary"]) == (status, "2 findings")
    assert _entries(row)[1] == {
        "status": status,
        "context": "a.c:2 frob.thing",
        "description": "Drop it: int b;",
    }


def test_what_is_not_for_a_draft_is_shown_and_passes() -> None:
    (row,) = rows(_review(_found(Severity.ERROR, held="moderate")), only=ONE)
    assert (row["status"], row["summary"]) == ("pass", "1 not for a draft")
    assert _entries(row)[0]["description"] == "(moderate) Drop it: int b;"


def test_a_patch_shows_its_own_and_the_series_all() -> None:
    review = _review(_found())
    assert rows(review, only=TWO)[0]["summary"] == "no findings"
    (row,) = rows(review)
    assert (row["tool"], row["summary"]) == ("reviewbot-series", "1 finding")
    assert _entries(row)[0]["context"] == "patch 1, a.c:2 frob.thing"


def test_what_could_not_be_looked_at_is_told() -> None:
    review = replace(
        _review(),
        skipped=(Skipped("frob.tree", ONE, NO_TREE), Skipped("frob.wood", ONE, NO_TREE)),
        defects=(Defect(ONE, "diff", "hunk 1 is cut off"), Defect(TWO, "diff", "of another")),
        failures=(Failure("frob.bug", ONE, "ValueError"),),
    )
    (row,) = rows(review, only=ONE, notes=("half of it",))
    assert (row["status"], row["summary"]) == ("warn", "1 check failed; half of it")
    assert [(each["status"], each["context"]) for each in _entries(row)] == [
        ("warn", "damaged mail"),
        ("warn", "reviewbot"),
        ("warn", "not seen"),
        ("pass", "not checked"),
    ]
    assert _entries(row)[3]["description"] == f"frob.tree, frob.wood: {NO_TREE}"
