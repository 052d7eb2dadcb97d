"""Which subject a patch would be committed under, and what it says behind its prefixes."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.committed_title import committed_title, is_to_commit, summary

DIFF = "Start it.\n---\n=== drivers/frob.c\n@@\n+int frob;\n"


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("[PATCH v2 1/3] frob: start it", "frob: start it"),
        ("[PATCH 0/3] frob: start it", ""),
        ("[PATCH] fixup! frob: start it", ""),
        ("[PATCH 6.6.y] frob: start it", ""),
        ("[DO NOT APPLY PATCH] frob: start it", ""),
        ("Re: [PATCH] frob: start it", ""),
        ("frob does not start", ""),
    ],
)
def test_the_title_is_that_of_a_patch_posted_to_be_committed(subject: str, title: str) -> None:
    assert committed_title(example_patch(DIFF, subject)) == title


def test_a_revert_is_to_be_committed_but_its_title_is_not_its_own() -> None:
    patch = example_patch(DIFF, '[PATCH] Revert "frob: start it"')
    assert is_to_commit(patch)
    assert not committed_title(patch)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("frob: start it", "start it"),
        ("iio: adc:frob: start it", "start it"),
        ("hwmon: (frob/core) start it", "start it"),
        ("HID: frob - start it", "start it"),
        ("start it: now", "start it: now"),
    ],
)
def test_a_summary_is_what_stands_behind_the_prefixes(title: str, said: str) -> None:
    assert summary(title) == said
