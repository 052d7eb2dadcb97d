"""Hunks are widened to whole functions where the file is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.fragment import Fragment
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.context.image import Image
from reviewbot.context.levels import DiffContext, Level
from reviewbot.model.patch import ADDED, CONTEXT, DiffLine, Hunk

if TYPE_CHECKING:
    from reviewbot.context.levels import TreeContext

MAIL = """\
Check it.
---
=== drivers/frob/core.c
@@ -5,3 +5,5 @@
 a();
+if (!p)
+return;
 b();
 c();
@@ -10,2 +12,3 @@
 d();
+e();
 f();
"""
FILE = """\
int x;
}
void f(void)
{
a();
if (!p)
return;
b();
c();

p = get();
d();
e();
f();
g();
}
void h(void)
{
}
"""
TESTED = Pattern("if (!$p) return;")
TWO = Pattern("$p = get(); d(); e();")


def context(file: str = FILE, moved: tuple[int, ...] = (0, 0)) -> TreeContext:
    """The mail in a file that is all known."""
    given = example_context(MAIL)
    image = Image(b"", file.encode(), Level.EXACT, moved)
    return replace(given, images={given.files[0]: image})


def shown(hunk: Hunk) -> list[str]:
    return [line.text.strip() for line in hunk.post]


def test_hunks_of_one_function_become_one_with_all_of_the_function() -> None:
    known = context()
    (hunk,) = c_hunks(known, known.files[0])
    assert shown(hunk) == [line.strip() for line in FILE.split("\n")[2:16]]
    assert [line.body_line for line in hunk.post][:3] == [0, 0, 6]
    assert [line.new for line in hunk.post] == list(range(3, 17))


def test_a_file_whose_hunks_moved_is_cut_where_they_are() -> None:
    known = context("int y;\nint z;\n" + FILE, (2, 2))
    (hunk,) = c_hunks(known, known.files[0])
    assert shown(hunk) == [line.strip() for line in FILE.split("\n")[2:16]]


def test_hunks_that_moved_apart_stay_two_each_numbered_on() -> None:
    known = context(FILE.replace("p = get();", "q = get();\np = get();"), (0, 1))
    first, second = c_hunks(known, known.files[0])
    assert shown(first)[-3:] == ["", "q = get();", "p = get();"]
    assert shown(second)[:2] == ["d();", "e();"]
    for hunk in (first, second):
        start = hunk.new_start
        assert [line.new for line in hunk.post] == list(range(start, start + len(hunk.post)))


def test_without_the_file_the_hunks_are_as_they_came() -> None:
    known = context()
    alone = DiffContext(known.patch, known.series)
    assert c_hunks(alone, alone.files[0]) == alone.files[0].hunks


def test_a_pattern_matches_across_what_the_mail_does_not_show() -> None:
    known = context()
    (match,) = new_code(known, TWO, partly=True)
    assert match.added_line is not None
    assert match.added_line.text == "e();"
    assert list(new_code(DiffContext(known.patch, known.series), TWO, partly=True)) == []


def test_what_is_in_sight_is_found_once_either_way() -> None:
    known = context()
    for given in (known, DiffContext(known.patch, known.series)):
        assert [match.line.body_line for match in new_code(given, TESTED)] == [8]


def test_tokens_are_found_on_lines_that_the_mail_does_not_show() -> None:
    texts = ("int f(void)", "{", "\tg();", "\th();", "}")
    lines = [DiffLine(CONTEXT, text, 0, number, number) for number, text in enumerate(texts, 1)]
    lines[2] = DiffLine(ADDED, texts[2], 7, None, 3)
    part = Fragment(Hunk(6, 1, 4, 1, 5, "", tuple(lines)))
    assert [part.function(token) is not None for token in part.everything[-5:-1]] == [True] * 4
