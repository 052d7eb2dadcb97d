"""The lines of a review that b4 marks a patch by."""

from __future__ import annotations

from dataclasses import replace

from drafting import check, finding, mail, series, wording
from reviewbot.b4.lines import lines
from reviewbot.checks.api import Confidence, Severity
from reviewbot.model.finding import Failure, Finding
from reviewbot.model.mail import Defect
from reviewbot.model.review import Review
from reviewbot.reply.compose import compose
from reviewbot.reply.held import Policy

BAD, ODD = check("frob.bad", Severity.ERROR), check("frob.odd", Severity.WARNING)
ONE = mail("A word.\n---\n=== a.c\n@@\n+\tfrob(1);\n+\tfrob(2);\n")


def review(*findings: Finding) -> Review:
    one = series(ONE)
    words = wording({BAD.name: "It leaks.", ODD.name: 'Drop "ERROR: ".'})
    drafts, done = compose([one], findings, [BAD, ODD], words, Policy())
    return Review("the mail", (one,), (), done, (), (), (), drafts)


def test_only_an_error_fails_whatever_is_quoted() -> None:
    said = lines(review(finding(ONE, "frob(1)", BAD), finding(ONE, "frob(2)", ODD)))
    assert said == [
        "a.c:1: ERROR: It leaks. [frob.bad]",
        'a.c:2: warning: Drop "error: ". [frob.odd]',
    ]


def test_a_hint_is_no_line() -> None:
    assert lines(review(finding(ONE, "frob(1)", BAD, confidence=Confidence.MODERATE))) == []
    assert lines(review(replace(finding(ONE, "frob(1)", BAD), suppressed="ours"))) == []


def test_what_is_about_the_log_is_in_the_message() -> None:
    assert lines(review(finding(ONE, "A word", BAD))) == [
        "message, line 1: ERROR: It leaks. [frob.bad]"
    ]


def test_what_was_not_seen_is_told() -> None:
    broken = replace(
        review(),
        defects=(Defect("1@example.org", "diff", "a hunk is cut off"),),
        failures=(Failure("frob.bad", "1@example.org", "KeyError: 'ERROR:'"),),
    )
    assert lines(broken) == [
        "note: diff: a hunk is cut off (<1@example.org>)",
        "note: check failed: frob.bad on <1@example.org>: KeyError: 'error:'",
    ]
