"""What a patch says it fixes."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.fixes import Fix, fixes, is_backport, same_title


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
