"""A review as checks of patchwork."""

from __future__ import annotations

import json
from dataclasses import replace

from drafting import check, finding, mail, quoted, series, wording
from reviewbot.checks.api import Confidence, Severity
from reviewbot.model.finding import Failure, Finding
from reviewbot.model.review import Review
from reviewbot.reply.compose import compose
from reviewbot.reply.held import Policy
from reviewbot.report.patchwork import LONGEST, document, dumps

BAD, ODD, OTHER = (
    check("frob.bad", Severity.ERROR),
    check("frob.odd", Severity.NOTE),
    check("other.odd", Severity.NOTE),
)
COVER = mail("All of it.\n", "[PATCH 0/2] misc: frob: All of it")
ONE = mail("A word.\n---\n=== a.c\n@@\n+\tfrob(1);\n+\tfrob(2);\n", "[PATCH 1/2] misc: frob: One")
TWO = mail("Log.\n---\n=== a.c\n@@\n+\tfrob(3);\n", "[PATCH 2/2] misc: frob: Two")
SAID = {
    BAD.name: "It leaks.\n\n\tcode();\n",
    ODD.name: "Drop it.",
    OTHER.name: "\x1b[2J" + "Longer. " * 50,
}


def review(*findings: Finding) -> Review:
    one = series(COVER, ONE, TWO)
    checks = [BAD, ODD, OTHER]
    drafts, done = compose([one], findings, checks, wording(SAID), Policy())
    return Review("thread.mbox", (one,), (), done, (), (), (), drafts)


def checks(said: Review, fails: Severity | None = None) -> list[list[tuple[str, str, str]]]:
    """State, context and description of the checks of each patch."""
    return [
        [(each["state"], each["context"], each["description"]) for each in patch["checks"]]
        for patch in document(said, fails)
    ]


def test_a_patch_without_a_remark_is_a_success() -> None:
    assert checks(review()) == [[("success", "reviewbot", "looked at: nothing to say")]] * 2


def test_a_family_with_remarks_warns_and_tells_the_worst() -> None:
    one = review(finding(ONE, "frob(1)", ODD), finding(ONE, "frob(2)", BAD), finding(ONE, "A", ODD))
    assert checks(one)[0] == [
        ("success", "reviewbot", "looked at: 3 remarks"),
        ("warning", "reviewbot-frob", "a.c:2: It leaks. code(); (and 2 more)"),
    ]
    assert checks(review(finding(ONE, "A", ODD)))[0][1][2] == "message, line 1: Drop it."


def test_it_fails_only_where_the_user_says_so() -> None:
    one = review(finding(ONE, "frob(1)", ODD), finding(TWO, "frob(3)", BAD))
    states = [[state for state, *_ in patch] for patch in checks(one, Severity.ERROR)]
    assert states == [["success", "warning"], ["success", "fail"]]


def test_what_is_not_drafted_is_no_check() -> None:
    unsure = finding(ONE, "frob(1)", BAD, confidence=Confidence.MODERATE)
    assert checks(review(unsure, replace(unsure, suppressed="ours"))) == checks(review())


def test_what_could_not_be_looked_at_is_no_success() -> None:
    broken = replace(review(), failures=(Failure("frob.bad", "1-2@example.org", "KeyError: 1"),))
    assert [len(patch) for patch in checks(broken)] == [0, 1]


def test_a_patch_that_is_only_quoted_is_not_there() -> None:
    one = series(COVER, quoted(ONE), TWO)
    said = document(replace(review(), series=(one,)), None)
    assert [patch["msgid"] for patch in said] == ["2-2@example.org"]


def test_it_is_short_and_safe_to_show() -> None:
    said = review(finding(ONE, "frob(1)", OTHER))
    text = dumps(document(said, None))
    assert "\x1b" not in text
    description = json.loads(text)[0]["checks"][1]["description"]
    assert description.endswith("...")
    assert LONGEST - 10 < len(description) <= LONGEST
