"""The branches of conditions."""

from __future__ import annotations

from reviewbot.context.c.file.branches import branches

SOURCE = "a\n#if X\nb\n#else\nc\n#ifdef Y\nd\n#endif\n#endif\ne\n"
EVERYWHERE = range(12)


def test_each_line_has_the_innermost_branch_it_is_in() -> None:
    found = branches(SOURCE.split("\n"))
    assert found[0] == found[8] == found[9] == EVERYWHERE
    assert found[1] == found[2] == range(2, 4)
    assert found[3] == found[4] == found[7] == range(4, 9)
    assert found[6] == range(6, 8)


def test_a_branch_nothing_ends_goes_on() -> None:
    assert branches(["#if X", "a", "#elif Y", "b"]) == (
        range(1, 3),
        range(1, 3),
        range(3, 5),
        range(3, 5),
    )


def test_what_nothing_opened_is_no_branch() -> None:
    assert branches(["#else", "a", "#endif", "b"]) == (range(5),) * 4
