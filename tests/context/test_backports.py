"""Patches that copy a commit."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.backports import is_backport


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
