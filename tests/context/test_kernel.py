"""What is the kernel's."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.kernel import is_kernel


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["drivers/frob.c"], True),
        (["tools/perf/frob.c", "mm/frob.c"], True),
        (["tools/frob.c"], False),
        (["drivers/frob.c", "libfrob/frob.c"], False),
        ([], True),
    ],
)
def test_paths(paths: list[str], *, expected: bool) -> None:
    mail = "Say why.\n---\n" + "".join(f"=== {path}\n@@\n+x\n" for path in paths)
    assert is_kernel(example_patch(mail)) is expected
