"""Diffs of many parts: for what goes over files, hunks and lines."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from growing.parts import change, each, function, mail, marked, named, new_file

if TYPE_CHECKING:
    from growing.parts import Thread


def _of_files(n: int, head: str) -> Thread:
    return (mail("".join(each(n, head))),)


def files(n: int) -> Thread:
    """Files of a line each."""
    made = (change((" a", "-b", "+c"), path=f"drivers/frob/f{i}.c") for i in range(n))
    return (mail("".join(made)),)


def files_of_text(n: int) -> Thread:
    """The same, of no language."""
    made = (change((" a", "-b", "+c"), path=f"Documentation/f{i}.rst") for i in range(n))
    return (mail("".join(made)),)


def file_again(n: int) -> Thread:
    """One path over and over."""
    return (mail(change((" a", "-b", "+c")) * n),)


def files_renamed(n: int) -> Thread:
    """Renames and nothing else."""
    return _of_files(
        n,
        "diff --git a/o{i}.c b/n{i}.c\nsimilarity index 100%\nrename from o{i}.c\nrename to n{i}.c\n",
    )


def files_of_modes(n: int) -> Thread:
    """Changes of the mode."""
    return _of_files(n, "diff --git a/f{i}.c b/f{i}.c\nold mode 100644\nnew mode 100755\n")


def files_binary(n: int) -> Thread:
    """Binary files."""
    return _of_files(
        n,
        "diff --git a/f{i}.png b/f{i}.png\nindex 1111111..2222222 100644\n"
        "Binary files a/f{i}.png and b/f{i}.png differ\n",
    )


def files_deleted(n: int) -> Thread:
    """Files that go."""
    return _of_files(
        n,
        "diff --git a/f{i}.c b/f{i}.c\ndeleted file mode 100644\nindex 1111111..0000000\n"
        "--- a/f{i}.c\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-int f{i}(void);\n-int g{i};\n",
    )


def hunks(n: int) -> Thread:
    """Hunks of one file."""
    made = ((f" \ta{i}(x);", f"-\tb{i}(x);", f"+\tc{i}(x);", f" \td{i}(x);") for i in range(n))
    return (mail(change(*made)),)


def hunks_of_one_place(n: int) -> Thread:
    """Hunks of a second patch, none of which is where it says."""
    lines = each(n, "\ta{i}(x);", "\tb{i}(x);", "\td{i}(x);", *[""] * 8)
    made = ((f" \ta{i}(x);", f"-\tb{i}(x);", f"+\tc{i}(x);", f" \td{i}(x);") for i in range(n))
    return (
        mail(new_file(function(lines)), 1, 2, "a file"),
        mail(change(*made), 2, 2),
    )


def hunks_that_fit_nowhere(n: int) -> Thread:
    """Hunks of a file all of whose lines are alike, so that they might be anywhere."""
    made = ((" \ta(x);", " \ta(x);", "+\tc(x);", " \ta(x);", " \tb(x);") for _ in range(n))
    return (
        mail(new_file(chain(each(10 * n, "\ta(x);"), ("\tb(x);",))), 1, 2, "a file"),
        mail(change(*made), 2, 2),
    )


def functions_gone(n: int) -> Thread:
    """Functions that go, of a file that is not there."""
    lines = each(n, "static int f{i}(int x)", "{", *["\tg{i}(x);"] * 8, "}", "")
    return (mail(change(marked("-", lines))),)


def lines_moved(n: int) -> Thread:
    """Lines that go here and come there."""
    lines = tuple(each(n, "\tf{i}(x, y, {i});"))
    return (mail(change(marked("-", lines), marked("+", lines))),)


def lines_alike(n: int) -> Thread:
    """Lines that are all the same, gone and added."""
    return (mail(change(each(n, "-\tf(x);", "+\tf(y);"))),)


def context_only(n: int) -> Thread:
    """A hunk that shows much and changes little."""
    return (mail(change(chain(each(n, " \tf{i}(x);"), ("+\tg(x);",)))),)


def line_without_end(n: int) -> Thread:
    """One added line of many characters."""
    return (mail(change(("+" + "x" * (20 * n),))),)


def findings(n: int) -> Thread:
    """Remarks, each of which goes into the draft."""
    return (mail(change(each(n, " \tf{i}(x);", "+\treturn notifier_from_errno(0);"))),)


def findings_of_many_kinds(n: int) -> Thread:
    """Remarks on code and text."""
    log = each(n, "This is definitly recieved {i} times.", "")
    return (
        mail(
            change(each(n, " \tf{i}(x);", "+\treturn notifier_from_errno(0);", "+\t/* occured */")),
            log=log,
        ),
    )


def findings_in_files(n: int) -> Thread:
    """Remarks, one in each file."""
    made = (
        change((" \tf(x);", "+\treturn notifier_from_errno(0);"), path=f"drivers/frob/f{i}.c")
        for i in range(n)
    )
    return (mail("".join(made)),)


CONSTRUCTS = named(
    files,
    files_of_text,
    file_again,
    files_renamed,
    files_of_modes,
    files_binary,
    files_deleted,
    hunks,
    hunks_of_one_place,
    hunks_that_fit_nowhere,
    functions_gone,
    lines_moved,
    lines_alike,
    context_only,
    line_without_end,
    findings,
    findings_of_many_kinds,
    findings_in_files,
)
