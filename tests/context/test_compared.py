"""Logs that tell, in prose, what is different from the revision before."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.compared import compared

DIFF = "=== drivers/frob/core.c\n@@\n-old\n+new\n"


def line_of(text: str, before: int = 1) -> str:
    patch = example_patch(f"Do it.\n\n{text}\n\nSigned-off-by: A <a@example.org>\n---\n{DIFF}")
    number = compared(patch, before)
    return patch.message.line(number) if number else ""


@pytest.mark.parametrize(
    "text",
    [
        "Compared to v1, the list is locked.",
        "The list is locked, compared with the previous version.",
        "Unlike the last submission this locks the list.",
        " - Drop previous change of the order (broke the build).",
        "This replaces my earlier attempt to lock it.",
        "Differs from the first version of this patch.",
    ],
)
def test_a_log_that_tells_what_is_different(text: str) -> None:
    assert line_of(text) == text


def test_a_line_that_goes_on_in_the_next() -> None:
    assert line_of("As opposed to the\nprevious version it is locked.") == "As opposed to the"


@pytest.mark.parametrize(
    "text",
    [
        "Compared to v3, the list of v4 is locked.",
        "Unlike the previous version of the hardware it has a list.",
        "The previous change in this function did not lock it.",
        "Fixes the first patch of the series.",
        "Drop the last reference.",
        "Compared to v1, this chip has two lists.",
        "Compared to the previous version of the board,\nthe list is longer.",
        "Fix the previous change, which broke the build.",
        "Replace the last version in the table.",
    ],
)
def test_a_log_that_speaks_of_something_else(text: str) -> None:
    assert not line_of(text)


def test_tags_and_notes_are_no_log() -> None:
    patch = example_patch(
        f"Do it.\n\nSigned-off-by: A <a@example.org>\n---\nUnlike v1, it works.\n\n{DIFF}"
    )
    assert compared(patch, 1) == 0
