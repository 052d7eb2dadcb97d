"""Lines that are quoted because a remark further down names what they hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drafting import check, finding, mail
from reviewbot.model.finding import Related
from reviewbot.model.fix import Edit
from reviewbot.reply.placed import quoted
from reviewbot.reply.point import Point
from reviewbot.reply.shown import lines_with_names

if TYPE_CHECKING:
    from reviewbot.model.finding import Fact, Finding

MAIL = mail(
    """\
Log.
---
=== drivers/frob/a.c
@@
+static int frob_sum(struct frob *frob,
+		    int of)
+{
+	frob_dbg(frob, "summing up\\n");
+	return frob_add(frob, of);
+}
+
+static int frob_mean(struct frob *frob)
+{
+	frob_note(frob, "this",
+		  "that");
+	frob_say(frob, "mean\\n");
+	frob_sum(frob,
+		 frob->first);
+	frob->a = 1;
+	frob->b = 2;
+	frob->c = 3;
+	frob->d = 4;
+	frob->e = 5;
+	frob->last = 6;
"""
)
ONE = check("frob.one")
DEFINED = "+static int frob_sum(struct frob *frob,\n+\t\t    int of)\n+{\n+\treturn 0;\n+}\n+\n"
LONG = "+\tnext();\n" * 6


def shown(facts: dict[str, Fact], *, text: str, found: Finding | None = None) -> list[str]:
    found = replace(found or finding(MAIL, "frob->last", ONE), facts=facts)
    at = lines_with_names(MAIL, found, text, found.body_line)
    return [MAIL.message.line(number).lstrip("+\t ") for number in at]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("frob_note", ['frob_note(frob, "this",', '"that");']),
        ("frob_add", []),  # another function calls it
        ("frob_dbg", []),
        ("frob_mean", ["static int frob_mean(struct frob *frob)"]),
    ],
)
def test_a_name_is_looked_for_in_the_same_function(name: str, expected: list[str]) -> None:
    assert shown({"callee": name}, text=f"{name}() has failed.") == expected


def test_a_definition_is_quoted_from_anywhere_in_the_hunk() -> None:
    header = ["static int frob_sum(struct frob *frob,", "int of)"]
    assert shown({"callee": "frob_sum"}, text="frob_sum()") == ["frob_sum(frob,", "frob->first);"]
    elsewhere = mail(
        f"Log.\n---\n=== a.c\n@@\n{DEFINED}+static int b(void)\n+{{\n{LONG}+\tlast();\n"
    )
    found = replace(finding(elsewhere, "last()", ONE), facts={"callee": "frob_sum"})
    at = lines_with_names(elsewhere, found, "frob_sum() fails.", found.body_line)
    assert [elsewhere.message.line(number).lstrip("+\t ") for number in at] == header


def test_what_is_suggested_is_not_looked_for() -> None:
    found = finding(MAIL, "frob->last", ONE)
    edit = Edit(found.body_line, 0, found.body_line, 4, "frob_say")
    assert shown({"to": "frob_say"}, text="frob_say(), please.")
    assert not shown(
        {"to": "frob_say"}, text="frob_say(), please.", found=replace(found, fix=(edit,))
    )


def test_of_listed_names_the_definitions_are_quoted_whole() -> None:
    header = ["static int frob_sum(struct frob *frob,", "int of)"]
    assert shown({"names": ("frob_sum()",)}, text="frob_sum() can be static.") == header


def test_of_listed_names_the_lines_spoken_of_come_first() -> None:
    found = finding(MAIL, "frob->last", ONE)
    at = next(n for n, line in enumerate(MAIL.message.lines, 1) if "\tfrob_sum" in line)
    spoken_of = replace(found, related=(Related(at, "is one of them", again=True),))
    lines = shown({"names": ("frob_sum()",)}, text="frob_sum() too.", found=spoken_of)
    assert lines == ["frob_sum(frob,", "frob->first);"]


@pytest.mark.parametrize(
    ("at", "last"),
    [("frob_note(", '+		  "that");'), ("frob_say(", '+	frob_say(frob, "mean\\n");')],
)
def test_a_remark_stands_below_the_whole_statement(at: str, last: str) -> None:
    point = Point(finding(MAIL, at, ONE), "Really?")
    ((line, _),), _ = quoted(MAIL, [point], lambda point: point.text)
    assert MAIL.message.line(line) == last
    assert point.finding.body_line <= line


@pytest.mark.parametrize(("path", "second"), [("a.c", "-\t  c"), ("a.dts", "+\t  c")])
def test_what_is_not_all_of_one_kind_or_no_c_is_not_waited_for(path: str, second: str) -> None:
    one = mail(f"Log.\n---\n=== {path}\n@@\n+frob_note(a,\n{second},\n+\t  b);\n")
    ((line, _),), _ = quoted(one, [Point(finding(one, "frob_note", ONE), "?")], lambda p: p.text)
    assert one.message.line(line) == "+frob_note(a,"
