"""A patch is looked at once, and forgotten with it."""

from __future__ import annotations

from reviewbot.checks.example import example_patch
from reviewbot.context.memo import once_for_each

LOG = "Change it.\n---\n"


def test_the_same_patch_is_looked_at_once_and_an_equal_one_again() -> None:
    seen = []

    @once_for_each
    def words(patch: object) -> int:
        seen.append(patch)
        return len(seen)

    first, second = example_patch(LOG), example_patch(LOG)
    assert [words(first), words(first), words(second), words(first)] == [1, 1, 2, 1]


def test_what_is_said_of_a_patch_goes_with_it() -> None:
    calls = []

    @once_for_each
    def count(_patch: object) -> int:
        calls.append(1)
        return len(calls)

    for expected in (1, 2, 3):
        patch = example_patch(LOG)
        assert count(patch) == expected
        del patch  # the next one may live at the same address
