"""Changes of white space and nothing else."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.layout_changes import changes, is_about_layout


def layout(hunk: str) -> list[str]:
    """The first line of each such change of a hunk."""
    patch = example_patch(f"Log.\n---\n=== drivers/frob.c\n@@\n{hunk}")
    return [change.lines[0].text for change in changes(patch) if change.is_layout]


@pytest.mark.parametrize(
    ("hunk", "found"),
    [
        ("-a = b;\n+a  =  b;\n", ["a = b;"]),
        ("-f(a,\n-  b);\n+f(a, b);\n", ["f(a,"]),
        (" a();\n b();\n+\n c();\n d();\n", [""]),
        ("-upto\n+up to\n", []),
        (" a();\n b();\n+\n c();\n d();\n+e();\n", []),
    ],
)
def test_a_change_of_layout_has_the_same_words_on_both_sides(hunk: str, found: list[str]) -> None:
    assert layout(hunk) == found


@pytest.mark.parametrize("log", ["Fix the indentation.", "Start it\nand drop a blank line."])
def test_a_patch_may_say_that_it_is_about_layout(log: str) -> None:
    assert is_about_layout(example_patch(f"{log}\n---\n=== frob.c\n@@\n+a\n"))
    assert not is_about_layout(example_patch("Start it.\n---\n=== frob.c\n@@\n+a\n"))
