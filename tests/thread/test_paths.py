"""The paths of a diff, whatever wrote it."""

from __future__ import annotations

import pytest

from reviewbot.thread.diff import find_diff, read_diff
from reviewbot.thread.paths import paths

CORE = "drivers/frob/core.c"


def unified(old: str, new: str) -> list[str]:
    return [f"--- {old}", f"+++ {new}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a/X", "b/X"),
        ("i/X", "w/X"),  # diff.mnemonicPrefix
        ("c/X", "i/X"),
        ("o/X", "w/X"),
        ("1/X", "2/X"),
        ("X", "X"),  # diff.noprefix
        ("a/X~frob-kick-once", "a/X"),  # akpm
        ("a/X.orig", "b/X"),
        ("X.orig", "X"),
        ("linux-6.12.orig/X", "linux-6.12/X"),  # quilt
        ("linux-6.12/X.orig", "linux-6.12/X"),
        ("linux.old/X", "linux/X"),
        ("frob-devel.orig/X", "frob-devel/X"),
        ("/home/ada/linux.orig/X\t2026-01-12 10:00:00", "/home/ada/linux/X\t2026-01-12 11:00:00"),
        ("../old/X    2026-01-12 10:00:00", "../new/X    2026-01-12 11:00:00"),
        ("./X.orig\tMon Jan 12 10:00:00 2026", "./X\tMon Jan 12 11:00:00 2026"),
    ],
)
def test_prefixes_and_backups_go(old: str, new: str) -> None:
    header = unified(old.replace("X", CORE), new.replace("X", CORE))
    assert paths([header]) == [(CORE, CORE)]


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (["diff --git a/x y.c b/x y.c", "old mode 100644"], ("x y.c", "x y.c")),
        (["diff --git a/x.c b/x.c", "new file mode 100644"], (None, "x.c")),
        (["diff --git a/x.c b/x.c", "deleted file mode 100644"], ("x.c", None)),
        (["diff --git d/x.c d/x.c", *unified("/dev/null", "d/x.c")], (None, "d/x.c")),
        (
            ["diff --git a/d/x.c b/e/y.c", "rename from d/x.c", "rename to e/y.c"],
            ("d/x.c", "e/y.c"),
        ),
        (["diff --git d/x.c e/x.c", "copy from d/x.c", "copy to e/x.c"], ("d/x.c", "e/x.c")),
        (unified('"a/dr\\303\\251.c"', '"b/dr\\303\\251.c"'), ("dré.c", "dré.c")),
        (unified('"a/t\\tb.c"', '"b/q\\"\\\\.c"'), ("t\tb.c", 'q"\\.c')),
        (
            ['diff --git "a/dr\\303\\251.c" "b/dr\\303\\251.c"', "old mode 100644"],
            ("dré.c", "dré.c"),
        ),
        (unified("kernel/sched/core.c", "kernel/sched/core.c"), ("kernel/sched/core.c",) * 2),
        (unified("drivers/a/Makefile", "drivers/b/Makefile"), ("drivers/a/Makefile", "drivers/b/Makefile")),
        (unified("a/x~", "b/x~"), ("x~", "x~")),
    ],
)  # fmt: skip
def test_headers(header: list[str], names: tuple[str | None, str | None]) -> None:
    assert paths([header]) == [names]


def test_the_trees_of_one_file_are_those_of_a_new_one() -> None:
    headers = [
        unified("mine.orig/x.c", "mine/x.c"),
        unified("/dev/null", "mine/new.c"),
        unified("mine.orig/gone.c", "/dev/null"),
    ]
    assert paths(headers) == [("x.c", "x.c"), (None, "new.c"), ("gone.c", None)]


def test_the_lines_quilt_writes_above_a_file_are_of_its_diff() -> None:
    lines = ["Log.", "---", "Index: t/x.c", "=" * 67, *unified("t.orig/x.c", "t/x.c"),
             "@@ -1 +1 @@", "-a", "+b"]  # fmt: skip
    span = find_diff(lines)
    assert lines[span.start - 1] == "Index: t/x.c"
    (file,), broken = read_diff(lines, span)
    assert (file.path, file.body_line, broken) == ("x.c", 5, ())


def test_a_broken_file_is_named_by_its_path() -> None:
    lines = [*unified("t.orig/d/x.c", "t/d/x.c"), "@@ -1,2 +1,2 @@", "-a", "wrapped", "+b"]
    _, (broken,) = read_diff(lines, find_diff(lines))
    assert broken.path == "d/x.c"
