"""Changelogs of revisions, as people write them."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.changelog import changelog_in_log, last_line, may_tell_of_changes

DIFF = "=== drivers/frob/core.c\n@@\n-old\n+new\n"


@pytest.mark.parametrize(
    "heading",
    [
        "v2: rebased",
        "V3:",
        "v1 -> v2:",
        "v1->v2: rebased",
        "Changes since v1:",
        "Changes in v2",
        "Change log from v1:",
        "Changelog:",
        "  * Changes from the last version:",
        "[v2]: rebased",
        "since v3: rebased",
    ],
)
def test_headings_of_changelogs(heading: str) -> None:
    patch = example_patch(f"Do it.\n\n{heading}\n\nSigned-off-by: A <a@example.org>\n---\n{DIFF}")
    assert [patch.message.line(number) for number in changelog_in_log(patch)] == [heading]


@pytest.mark.parametrize(
    "line",
    [
        "v2 of the device has no list.",
        "v2::start() is another function.",
        "Changes in the device tree follow.",
        "The changelog of the firmware says so.",
        "v5.10 has it as well.",
    ],
)
def test_lines_that_only_look_so(line: str) -> None:
    patch = example_patch(f"Do it.\n\n{line}\n---\n{DIFF}")
    assert list(changelog_in_log(patch)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Do it.\n---\n", False),
        ("Do it.\n---\nbase-commit: 0123456789ab\n", False),
        ("Do it. It came with v5.10.\n---\n", False),
        ("Do it.\n---\nNow without the lock.\n", True),
        ("Do it.\n\n[v2: rebased]\n---\n", True),
        ("Do it, as the previous version did not.\n---\n", True),
    ],
)
def test_what_may_tell_of_changes(text: str, expected: object) -> None:
    assert may_tell_of_changes(example_patch(text + DIFF)) is expected


def test_the_shortlog_of_a_cover_letter_tells_nothing() -> None:
    text = "Subject: [PATCH v2 0/1] frob\n\nOrder.\n\nA. Author (1):\n  frob: drop the list\n"
    cover = example_patch(text)
    assert not may_tell_of_changes(cover)
    assert cover.message.line(last_line(cover)) == "Order."
    assert may_tell_of_changes(example_patch(text.replace("Order.", "I dropped the last patch.")))


def test_the_last_line_of_a_log_is_that_of_its_trailers() -> None:
    patch = example_patch(f"Do it.\n\nAcked-by: A <a@example.org>\n\n---\n{DIFF}")
    assert patch.message.line(last_line(patch)) == "Acked-by: A <a@example.org>"


def test_below_what_the_author_takes_for_the_separator_it_is_still_in_the_log() -> None:
    text = f"Do it.\n\nSigned-off-by: A <a@example.org>\n--\nv2: rebased\n---\n{DIFF}"
    for rule in ("--", "----", "..."):
        patch = example_patch(text.replace("\n--\n", f"\n{rule}\n"))
        assert may_tell_of_changes(patch)
        assert [patch.message.line(at) for at in changelog_in_log(patch)] == ["v2: rebased"]
    alone = example_patch(text.replace("\n---\n", "\n"))
    assert [alone.message.line(at) for at in changelog_in_log(alone)] == ["v2: rebased"]
    below = example_patch(text.replace("\n--\nv2: rebased\n---\n", "\n---\nv2: rebased\n"))
    assert list(changelog_in_log(below)) == []


def test_notes_in_the_shortlog_of_a_cover_letter_tell() -> None:
    text = "Subject: [PATCH v2 0/1] frob\n\nOrder.\n\nA. Author (1):\n  frob: drop the list\n"
    assert may_tell_of_changes(example_patch(f"{text}    changes in v2:\n    - none\n"))
    assert may_tell_of_changes(example_patch(f"{text}\n--\nv2: rebased\n"))
