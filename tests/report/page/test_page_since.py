"""A patch beside what it was in the revision before."""

from __future__ import annotations

from dataclasses import replace

from discussion import FROB, posted, series
from reviewbot.model.series import Prior
from reviewbot.report.page.since import MOST, since

NEW = FROB.replace("FROB_MODE_NORMAL | ", "")


def test_lines_that_differ_are_shown_with_those_around() -> None:
    found = since(posted(NEW, day=7), Prior(earlier=(series(posted()),)))
    assert found is not None
    assert found.briefly == "2 lines changed since v1"
    assert found.message_id == "post-0@example.org"
    assert found.lines == (
        ("", "## drivers/misc/frob.c ##"),
        ("", "@@ static int frob_probe(struct device *dev)"),
        (" ", " \tstruct frob *frob = dev_get_drvdata(dev);"),
        (" ", "+\tint ret;"),
        (" ", ""),
        ("-", "+\tret = frob_start(frob, FROB_MODE_NORMAL | FROB_MODE_SLOW, dev->parent);"),
        ("+", "+\tret = frob_start(frob, FROB_MODE_SLOW, dev->parent);"),
        (" ", "+\tif (ret) {"),
        (" ", '+\t\tdev_err(dev, "cannot start\\n");'),
        (" ", "+\t\treturn ret;"),
    )


def test_the_log_counts_and_line_numbers_do_not() -> None:
    moved = posted()
    (file,) = moved.files
    hunk = replace(file.hunks[0], new_start=99, old_start=99)
    moved = replace(moved, files=(replace(file, hunks=(hunk,), new_blob="f00"),))
    same = since(moved, Prior(earlier=(series(posted()),)))
    assert same is not None
    assert same.briefly == "as in v1"
    told = since(posted(FROB.replace("probed.", "bound.")), Prior(earlier=(series(posted()),)))
    assert told is not None
    assert told.lines[2:4] == (
        ("-", "Start the frob when it is probed."),
        ("+", "Start the frob when it is bound."),
    )


def test_what_was_not_there_is_new() -> None:
    other = posted("Log.\n---\n=== b.c\n@@\n+\tint other;\n", "[PATCH] other")
    found = since(posted(), Prior(earlier=(series(other),)))
    assert found is not None
    assert found.briefly == "new"
    part = replace(series(other), expected=2)  # it may be the one that is missing
    assert since(posted(), Prior(earlier=(part,))) is None
    assert since(posted(), Prior()) is None


def test_what_was_written_anew_is_only_said() -> None:
    lines = "".join(f"+\tother({number});\n" for number in range(MOST))
    found = since(posted(FROB.replace(" \treturn 0;\n", lines)), Prior(earlier=(series(posted()),)))
    assert found is not None
    assert found.briefly == "rewritten since v1"
    assert found.lines == ()
