"""Patches that copy a commit, are not to be applied, or are not done yet."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.backports import is_backport, is_not_to_apply, is_unfinished


@pytest.mark.parametrize(
    ("subject", "log", "expected"),
    [
        ("[PATCH] frob: x", "Say why.", False),
        ("[PATCH net-next v6] frob: x", "Say why.", False),
        ("[PATCH 5.10 1/2] frob: x", "Say why.", True),
        ("[PATCH AUTOSEL 6.1] frob: x", "Say why.", True),
        ("[PATCH] frob: x", f"[ Upstream commit {'0123456789' * 4} ]", True),
        ("[PATCH] frob: x", f"commit {'0123456789' * 4} upstream.", True),
        ("[PATCH] frob: x", "(cherry picked from commit 0123456789ab)", True),
    ],
)
def test_backports(subject: str, log: str, *, expected: bool) -> None:
    assert is_backport(example_patch(f"{log}\n---\n", subject)) is expected


@pytest.mark.parametrize(
    ("subject", "log", "expected"),
    [
        ("[PATCH] frob: x", "Do not merge this below 4 KiB.", False),
        ("[PATCH] frob: merge x", "Say why.", False),
        ("[PATCH NOT FOR MERGING] frob: x", "Say why.", True),
        ("[PATCH] DNM: frob: x", "Say why.", True),
        ("[PATCH] frob: x", "Say why.\n\n[NOT FOR UPSTREAM]\n", True),
        ("[PATCH] frob: x", "Do not apply!\n\nSay why.", True),
        ("[not-yet-signed PATCH] frob: x", "Say why.", True),
        ("[PATCH] frob: x", "Say why.\n\nNot-Yet-Signed-off-by: Ada <ada@example.org>", True),
        ("[PATCH] frob: x", "#syz test\n\nSay why.", True),
        ("[PATCH] frob: x", "Do you mean something like this?", True),
        ("[PATCH] frob: x", "Why is this slow?\nBecause it sleeps.", False),
        ("[PATCH] frob: x", "Is the clock on?", False),
        ("[PATCH] frob: x", "Does this (untested) patch\nfix the problem for you?\n\nAda", True),
        ("[PATCH] frob: x", "Would you be interested in a patch for that?\n\nAda", True),
        ("[PATCH] frob: x", "Why do this? You cannot tell otherwise.", False),
        ("[PATCH] frob: x", "I can confirm what the next patch\nworks:", True),
        ("[PATCH] frob: x", "I tested Ada's patch, here it is:", True),
        (
            "[PATCH] frob: x",
            "I confirm the patch works.\n\nSigned-off-by: A <a@example.org>",
            False,
        ),
        ("[PATCH] frob: x", "I tested the patch on a frob board.", False),
        ("[REGRESSION 01/04] Crash with x", "I printed the state.", True),
        ("[PATCH DEBUG] frob: print x", "Say why.", True),
        ("[PATCH debugfs] frob: x", "Say why.", False),
    ],
)
def test_what_is_not_to_be_applied(subject: str, log: str, *, expected: bool) -> None:
    assert is_not_to_apply(example_patch(f"{log}\n---\n", subject)) is expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("[PATCH] frob: x", False),
        ("[PATCH] frob: wipe x", False),
        ("[PATCH] frob: report work in progress", False),
        ("[WIP PATCH 2/3] frob: x", True),
        ("[PATCH] WIP: frob: x", True),
        ("[PATCH] (wip) frob: x", True),
        ("[PATCH] Work in progress: x", True),
    ],
)
def test_work_in_progress(subject: str, *, expected: bool) -> None:
    assert is_unfinished(example_patch("Say why.\n---\n", subject)) is expected


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("Here is a strawman. Maybe OK for testing.", True),
        ("This is only for illustration.", True),
        ("Compile-tested only.", False),
        ("Changes in v2: dropped the test.", False),
    ],
)
def test_what_the_notes_say_is_a_sketch(notes: str, *, expected: bool) -> None:
    assert is_not_to_apply(example_patch(f"Say why.\n---\n{notes}\n")) is expected
