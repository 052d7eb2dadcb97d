"""Changelogs of revisions, as people write them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.changelog import (
    changelog_in_log,
    counted_in_log,
    cut_above,
    last_line,
    may_tell_of_changes,
    tells_changes,
)

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
        "[v2: rebased on frob-next]",
        "[v2: rebased",
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
        ("Do it.\n---\n- without the lock\n", True),
        ("Do it.\n---\n • without the lock\n", True),
        ("Do it.\n---\n- base-commit: 0123456789ab\n", False),
        ("Do it.\n---\n-- without\n", False),
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


@pytest.mark.parametrize(
    "lines",
    [
        "v1: https://lore.kernel.org/r/a@example.org",
        "[1] https://example.org/1\nv1: https://lkml.example.org/lkml/1/2\n[2] https://example.org/2",
        "v2:\nhttps://lore.kernel.org/r/b@example.org\nLink: https://lore.kernel.org/r/c@example.org",
    ],
)
def test_links_to_what_was_sent_before_are_footnotes(lines: str) -> None:
    patch = example_patch(f"Do it.\n\n{lines}\n\nSigned-off-by: A <a@example.org>\n---\n{DIFF}")
    assert list(changelog_in_log(patch)) == []


def test_a_link_beside_words_is_a_changelog() -> None:
    text = "v1: https://lore.kernel.org/r/a@example.org\nv2: rebased"
    patch = example_patch(f"Do it.\n\n{text}\n\nSigned-off-by: A <a@example.org>\n---\n{DIFF}")
    assert [patch.message.line(at) for at in changelog_in_log(patch)] == ["v2: rebased"]


@pytest.mark.parametrize(
    "rule", ["-", "--", "----", "--------", "...", "====", "***", "\u2014", "\u2014--"]
)
def test_the_line_that_is_taken_for_the_separator(rule: str) -> None:
    text = f"Do it.\n\nSigned-off-by: A <a@example.org>\n{rule}\n\nv2: rebased\n---\n{DIFF}"
    patch = example_patch(text)
    (at,) = changelog_in_log(patch)
    assert cut_above(patch, at) == rule


@pytest.mark.parametrize("notes", ["Note: it is odd.\n\n", "One.\n* two\n\nThree.\n"])
def test_notes_may_stand_between(notes: str) -> None:
    text = f"Do it.\n\nSigned-off-by: A <a@example.org>\n\n--\n{notes}v2:\n* rebased\n---\n{DIFF}"
    patch = example_patch(text)
    (at,) = changelog_in_log(patch)
    assert cut_above(patch, at) == "--"


def test_a_rule_in_the_text_is_none() -> None:
    text = (
        f"Do it.\n\n----\nA table.\n\nv2: rebased\n\nSigned-off-by: A <a@example.org>\n---\n{DIFF}"
    )
    patch = example_patch(text)
    (at,) = changelog_in_log(patch)
    assert cut_above(patch, at) == ""


def test_no_line_is_taken_for_the_separator() -> None:
    patch = example_patch(f"Do it.\n\nv2: rebased\n\nSigned-off-by: A <a@example.org>\n---\n{DIFF}")
    (at,) = changelog_in_log(patch)
    assert cut_above(patch, at) == ""


def test_how_far_a_log_counts() -> None:
    patch = example_patch(f"Do it.\n\nv2: rebased\nv4: (Bob)\nv3 -> v5: now\n---\n{DIFF}")
    assert counted_in_log(patch) == 5
    assert counted_in_log(example_patch(f"Do it with v5.10.\n---\n{DIFF}")) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v2: rebased\n", True),
        ("> v2: rebased\n\nThanks.\n", False),
        ("No changes since v1, sent again with the right list.\n", True),
        ("Forgot to say: I dropped the lock here compared to the previous version.\n", True),
        ("In this version the lock is renamed.\n", True),
        ("This is rebased on next.\n", True),
        ("Ping? Anybody?\n", False),
        ("> changed since v1\n\nYes.\n", False),
    ],
)
def test_what_an_author_tells_in_a_reply(text: str, expected: object) -> None:
    message = replace(example_patch(DIFF).message, lines=tuple(text.split("\n")))
    assert tells_changes(message) is expected
