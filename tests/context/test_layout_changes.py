"""Changes of white space and nothing else."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.layout_changes import changes, is_about_layout


def layout(hunk: str, path: str = "drivers/frob.c") -> list[tuple[str, bool]]:
    """The first line of each such change of a hunk, and whether it is alone there."""
    patch = example_patch(f"Log.\n---\n=== {path}\n@@\n{hunk}")
    return [
        (change.lines[0].text, change.is_alone) for change in changes(patch) if change.is_layout
    ]


@pytest.mark.parametrize(
    ("hunk", "found"),
    [
        ("-a = b;\n+a  =  b;\n", [("a = b;", True)]),
        ("-f(a,\n-  b);\n+f(a, b);\n", [("f(a,", True)]),
        ("-upto\n+up to\n", []),
        (" a();\n b();\n+\n c();\n d();\n+e();\n", [("", False)]),
        (" a();\n+e();\n b();\n+\n c();\n d();\n", []),
        (" {\n }\n+\n c();\n d();\n+e();\n", []),
    ],
)
def test_a_change_of_layout_has_the_same_words_on_both_sides(
    hunk: str, found: list[tuple[str, bool]]
) -> None:
    assert layout(hunk) == found


def test_blank_lines_of_a_text_part_its_paragraphs() -> None:
    assert layout(" a\n b\n+\n c\n d\n+e\n", "Documentation/frob.rst") == []


@pytest.mark.parametrize("log", ["Fix the indentation.", "Start it\nand drop a blank line."])
def test_a_patch_may_say_that_it_is_about_layout(log: str) -> None:
    assert is_about_layout(example_patch(f"{log}\n---\n=== frob.c\n@@\n+a\n"))
    assert not is_about_layout(example_patch("Start it.\n---\n=== frob.c\n@@\n+a\n"))
