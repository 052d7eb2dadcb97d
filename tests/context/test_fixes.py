"""What a patch says it fixes."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.fixes import Fix, fixes
from reviewbot.context.titles import same_title


@pytest.mark.parametrize(
    ("line", "id_", "title"),
    [
        ('Fixes: 0123456789ab ("frob: Add a driver")', "0123456789ab", "frob: Add a driver"),
        ('Fixes: 0123456789AB ("frob: Add a driver") # v6.1', "0123456789ab", "frob: Add a driver"),
        ('Fixes: 0123456 ("Revert "frob: Add"")', "0123456", 'Revert "frob: Add"'),
        ('Fixes: 0123456789ab "frob: Add"', "0123456789ab", "frob: Add"),
        ("Fixes: 0123456789ab", "0123456789ab", ""),
    ],
)
def test_a_line(line: str, id_: str, title: str) -> None:
    assert fixes(example_patch(f"Say why.\n\n{line}\n---\n")) == (Fix(3, id_, title),)


@pytest.mark.parametrize(
    "line", ["Fixes: https://bugs.example.org/1", "Fixes: the build", "It fixes: 0123456789ab"]
)
def test_no_commit(line: str) -> None:
    assert fixes(example_patch(f"Say why.\n\n{line}\n---\n")) == ()


def test_titles() -> None:
    assert same_title("frob:  Add a driver", "frob: Add a driver")
    assert same_title("frob: Add a ...", "frob: Add a driver")
    assert not same_title("frob: Add", "frob: Add a driver")
