"""The JSON contract, schema 1."""

from __future__ import annotations

import json as stdlib
from dataclasses import replace

from drafting import check, finding, mail, quoted, series, wording
from reviewbot import __version__
from reviewbot.checks.api import Confidence, Severity
from reviewbot.model.finding import Failure, Finding, Related, Skipped
from reviewbot.model.mail import Address, Defect
from reviewbot.model.review import Review
from reviewbot.reply.compose import compose
from reviewbot.reply.held import Policy
from reviewbot.report.json import document, dumps

CHECK = check("frob.twice", Severity.WARNING)
ONE = mail(
    "A prioroty.\n---\n=== drivers/misc/frob.c\n@@\n-\told();\n+\tfrob(1);\n",
    "[RFC PATCH 2/3] misc: frob: Do a thing",
    cc='"Bell, Bob" <bob@example.org>, =?utf-8?q?Zo=C3=AB?= <zoe@example.org>',
)


def review(*findings: Finding) -> Review:
    one = series(ONE)
    templates = wording({CHECK.name: "Drop it."})
    drafts, done = compose([one], findings, [CHECK], templates, Policy())
    return Review(
        source="thread.mbox",
        series=(one,),
        left_out=((one, "superseded by v2"),),
        findings=done,
        skipped=(Skipped("a.b", "1@x", "needs a tree"),),
        failures=(Failure("c.d", "1@x", "KeyError: 'x'"),),
        defects=(Defect("1@x", "diff", "a.c: wrapped"),),
        drafts=drafts,
    )


def test_the_document_is_the_contract() -> None:
    point = finding(ONE, "frob(1)", CHECK)
    point = replace(point, related=(Related(point.body_line - 1, "was here"),))
    shown = document(review(point))
    body = shown["drafts"][0]["body"]
    assert body.endswith("> +\tfrob(1);\n\nDrop it.\n")
    one = {"title": "misc: frob: Do a thing", "revision": 1, "rfc": True}
    assert shown == {
        "schema": 1,
        "reviewbot": __version__,
        "source": "thread.mbox",
        "tree": None,
        "series": [
            {
                **one,
                "cover": None,
                "expected": 3,
                "complete": False,
                "patches": [
                    {
                        "index": 2,
                        "message_id": "2-3@example.org",
                        "subject": "[RFC PATCH 2/3] misc: frob: Do a thing",
                        "origin": "mail",
                        "quoted_in": None,
                        "whole": True,
                        "context": "diff",
                        "why_no_better": [],
                        "files": ["drivers/misc/frob.c"],
                    }
                ],
            }
        ],
        "newer": None,
        "not_repeated": [],
        "left_out": [{**one, "message_id": "2-3@example.org", "reason": "superseded by v2"}],
        "findings": [
            {
                "id": point.id,
                "check": "frob.twice",
                "severity": "warning",
                "confidence": "high",
                "message_id": "2-3@example.org",
                "patch": 2,
                "path": "drivers/misc/frob.c",
                "line": 1,
                "side": "new",
                "body_line": 7,
                "quote": "+\tfrob(1);",
                "text": "Drop it.",
                "related": [{"body_line": 6, "note": "was here"}],
                "raised_by": None,
                "drafted_on": None,
                "drafted": True,
                "held": "",
                "convention": None,
            }
        ],
        "skipped": [{"check": "a.b", "message_id": "1@x", "reason": "needs a tree"}],
        "failures": [{"check": "c.d", "message_id": "1@x", "error": "KeyError: 'x'"}],
        "defects": [{"message_id": "1@x", "kind": "diff", "detail": "a.c: wrapped"}],
        "drafts": [
            {
                "in_reply_to": "2-3@example.org",
                "references": ["2-3@example.org"],
                "to": ["Ada Author <ada@example.org>"],
                "cc": [
                    "frob@lists.example.org",
                    '"Bell, Bob" <bob@example.org>',
                    "Zoë <zoe@example.org>",
                ],
                "subject": "Re: [RFC PATCH 2/3] misc: frob: Do a thing",
                "body": body,
            }
        ],
    }


def test_a_finding_on_text_and_one_not_drafted() -> None:
    text = finding(ONE, "prioroty", CHECK, confidence=Confidence.LOW)
    (shown,) = document(review(replace(text, raised_by="r@x")))["findings"]
    assert (shown["path"], shown["line"], shown["side"]) == (None, None, "message")
    assert (shown["drafted"], shown["raised_by"], shown["confidence"]) == (False, "r@x", "low")


def test_a_series_with_a_cover_that_is_complete() -> None:
    cover = mail("All of it.\n", "[PATCH v2 0/1] misc: frob: All")
    only = mail("Log.\n---\n=== a.c\n@@\n+a;\n", "[PATCH v2 1/1] misc: frob: One")
    empty = Review("x", (series(cover, only),), (), (), (), (), (), ())
    (shown,) = document(empty)["series"]
    assert (shown["cover"], shown["complete"], shown["revision"]) == ("0-1@example.org", True, 2)
    assert [patch["index"] for patch in shown["patches"]] == [1]


def test_dumps_is_stable_and_reads_back() -> None:
    shown = document(review(finding(ONE, "frob(1)", CHECK)))
    text = dumps(shown)
    assert stdlib.loads(text) == shown
    assert text == dumps(document(review(finding(ONE, "frob(1)", CHECK))))
    assert text.endswith("}\n")
    assert "Zoë" in text


def test_dumps_is_safe_to_show_and_to_parse() -> None:
    point = replace(finding(ONE, "frob(1)", CHECK), quote="+\x1b[2J\x9b\u202e\udc80")
    text = dumps(document(review(point)))
    assert all(c == "\n" or c.isprintable() for c in text)
    text.encode("utf-8")
    assert stdlib.loads(text)["findings"][0]["quote"] == "+\x1b[2J\x9b\u202e\ufffd"


def test_hostile_names_stay_inside_their_string() -> None:
    eve = Address('Eve "x" \\ <all@example.org>,\n', "eve@example.org")
    one = replace(ONE, message=replace(ONE.message, author=eve))
    templates = wording({CHECK.name: "Drop it."})
    drafts, _ = compose(
        [series(one)], [finding(one, "frob(1)", CHECK)], [CHECK], templates, Policy()
    )
    shown = document(replace(review(), drafts=drafts))
    assert shown["drafts"][0]["to"] == [r'"Eve \"x\" \\ <all@example.org>," <eve@example.org>']


def test_findings_about_a_quoted_patch_are_placed_in_the_quote() -> None:
    one = quoted(ONE, whole=False)
    point = finding(one, "frob(1)", CHECK)
    point = replace(point, related=(Related(point.body_line - 1, "was here"),))
    drafts, done = compose(
        [series(one)], [point], [CHECK], wording({CHECK.name: "Drop it."}), Policy()
    )
    shown = document(Review("x.mbox", (series(one),), (), done, (), (), (), drafts))
    patch = shown["series"][0]["patches"][0]
    assert (patch["origin"], patch["quoted_in"], patch["whole"]) == (
        "quoted",
        "reply@example.org",
        False,
    )
    (found,) = shown["findings"]
    assert found["message_id"] == "reply@example.org"
    line = one.answer_to.line(found["body_line"])
    assert line == f"> {found['quote']}"
    assert found["related"] == [{"body_line": found["body_line"] - 1, "note": "was here"}]
