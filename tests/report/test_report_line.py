"""A line for each finding, as compilers say it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drafting import check, finding, mail, quoted, series, wording
from reviewbot.checks.api import Confidence, Severity
from reviewbot.model.review import Review
from reviewbot.reply.compose import compose
from reviewbot.reply.held import Policy
from reviewbot.report.line import render, unmistakable

if TYPE_CHECKING:
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch

CHECK = check("frob.twice", Severity.WARNING)
COVER = mail("All of it.\n", "[PATCH 0/3] misc: frob: All of it")
ONE = mail(
    "A prioroty.\n---\n=== drivers/misc/frob.c\n@@\n \ta();\n-\told();\n \tb();\n+\tfrob(1);\n",
    "[PATCH 1/3] misc: frob: Do a thing",
)


def review(*findings: Finding, of: Patch = ONE, said: str = "Drop it.\n\n\tcode();\n") -> Review:
    one = series(COVER, of)
    drafts, done = compose([one], findings, [CHECK], wording({CHECK.name: said}), Policy())
    return Review("thread.mbox", (one,), (), done, (), (), (), drafts)


def test_nothing_found_is_nothing() -> None:
    assert render(review()) == ""


def test_a_finding_is_a_line_of_the_file_as_it_will_be() -> None:
    said = review(finding(ONE, "frob(1)", CHECK))
    assert render(said) == "drivers/misc/frob.c:3: warning: Drop it. code(); [frob.twice]\n"
    assert render(said, up="../").startswith("../drivers/misc/frob.c:3: ")


def test_a_removed_line_is_where_the_next_one_stands() -> None:
    assert render(review(finding(ONE, "old()", CHECK))).startswith("drivers/misc/frob.c:2: ")


def test_a_removed_file_has_the_lines_it_had() -> None:
    gone = mail(
        "Log.\n---\n=== a.c\n@@\n-\ta();\n-\told();\n", "[PATCH 1/3] misc: frob: Do a thing"
    )
    assert render(review(finding(gone, "old()", CHECK), of=gone)).startswith("a.c:2: ")


def test_what_is_about_the_mail_is_at_no_file() -> None:
    assert render(review(finding(ONE, "prioroty", CHECK))) == (
        "<1-3@example.org>, line 1: warning: Drop it. code(); [frob.twice]\n"
    )
    lent = quoted(ONE)
    said = render(review(finding(lent, "prioroty", CHECK), of=lent))
    assert said.startswith("<reply@example.org>, line 2: ")


def test_it_is_where_the_caller_says_it_is() -> None:
    said = review(finding(COVER, "All", CHECK), finding(ONE, "frob(1)", CHECK))
    lines = render(said, where=lambda _, at: f"x.mbox:{at}").splitlines()
    assert [line.partition(": ")[0] for line in lines] == ["x.mbox:1", "drivers/misc/frob.c:3"]


def test_why_it_is_not_drafted_is_told() -> None:
    unsure = finding(ONE, "frob(1)", CHECK, confidence=Confidence.MODERATE)
    assert ": warning: (moderate) Drop it." in render(review(unsure))
    said = replace(unsure, raised_by="reply@example.org")
    assert ": note: (raised in <reply@example.org>) Drop it." in render(review(said))


def test_what_is_suppressed_is_not_told() -> None:
    assert render(review(replace(finding(ONE, "frob(1)", CHECK), suppressed="ours"))) == ""


def test_a_mail_moves_no_cursor_and_breaks_no_line() -> None:
    lines = render(review(finding(ONE, "frob(1)", CHECK), said="\x1b[2Ja\u202eb\r\nc\x85d"))
    assert lines == "drivers/misc/frob.c:3: warning: [2Jab c d [frob.twice]\n"


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../x.c", "a/../../x.c", "x.c:7: y", 'a"b.c', ".."]
)
def test_a_path_that_leads_elsewhere_is_no_place(path: str) -> None:
    found = replace(finding(ONE, "frob(1)", CHECK), path=path)
    assert render(review(found)).startswith("<1-3@example.org>, line ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("at 10:02, on 8 pins: 3", "at 10:02, on 8 pins: 3"),
        ("see core.c:12: frob", "see core.c:12 : frob"),
        ("see core.c:12:7: frob", "see core.c:12 :7 : frob"),
        ("mdelay(20): sleep", "mdelay(20) : sleep"),
        ('"on" in line 3: why', '"on" in line 3 : why'),
    ],
)
def test_no_other_place_is_read_in_a_text(text: str, shown: str) -> None:
    assert unmistakable(text) == shown
