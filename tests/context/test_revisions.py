"""The same patch and the same line in two revisions."""

from __future__ import annotations

from discussion import FROB, posted, series
from reviewbot.context.revisions import AROUND, predecessor, unchanged, window

OLD = posted()
IF = "+\tif (ret) {"


def line(text: str) -> int:
    return OLD.message.lines.index(text) + 1


def again(short: str, at: str) -> str:
    """What line ``at`` of the old patch is in the new one."""
    new = posted(short, "[PATCH v2] misc: frob: start it")
    place = unchanged(OLD, line(at), new)
    return new.message.line(place) if place else ""


def test_the_same_title_is_the_same_patch() -> None:
    other = posted("Nothing alike.\n---\n=== a.c\n@@\n+a\n", "[PATCH v2] Misc: frob: Start it")
    assert predecessor(other, series(OLD)) is OLD


def test_without_it_the_most_similar_one() -> None:
    renamed = posted(FROB, "[PATCH v2] misc: frob: begin it")
    assert predecessor(renamed, series(OLD)) is OLD
    new = posted("New.\n---\n=== drivers/misc/frob.c\n@@\n+\tnew();\n", "[PATCH v2] new")
    assert predecessor(new, series(OLD)) is None


def test_a_line_among_the_same_lines_moves_with_them() -> None:
    moved = FROB.replace("Start the frob", "Now\n\nstart the frob").replace(
        "=== drivers", "=== a.c\n@@\n+\tnew();\n=== drivers"
    )
    assert again(moved, IF) == IF


def test_a_line_with_other_lines_around_is_another() -> None:
    assert again(FROB.replace("int ret;", "int err;"), IF) == ""
    assert again(FROB.replace("+\t\treturn ret;\n", "+\t\treturn -EIO;\n"), IF) == ""
    assert again(FROB.replace("+\tif (ret) {\n", "+\tif (ret < 0) {\n"), IF) == ""
    assert again(FROB.replace("+\tif (ret) {\n", "+\tif (ret) { \n"), IF) == "", (
        "white space counts"
    )
    assert again(FROB.replace("frob.c", "brob.c"), IF) == ""


def test_a_line_that_is_there_twice_is_not_known() -> None:
    hunk = FROB[FROB.index("@@") :]
    assert again(FROB + hunk, IF) == ""


def test_a_line_of_the_log() -> None:
    log = "Start the frob when it is probed."
    assert again(FROB, log) == log
    assert again(FROB.replace("probed.", "bound."), log) == ""
    assert unchanged(OLD, 0, OLD) == 0
    assert unchanged(OLD, line("---"), OLD) == 0


def test_the_window_is_what_is_compared() -> None:
    lines = window(OLD, line(IF))
    assert IF[1:] in [one.text for one in lines]
    assert all(abs(one.body_line - line(IF)) <= AROUND for one in lines)
    assert window(OLD, len(OLD.message.lines) + 1) == ()
