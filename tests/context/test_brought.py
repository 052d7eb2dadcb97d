"""Code that is brought to the kernel as it is."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.brought import brought

GNU = "+/* Formats of frobs.\n+   This file is part of the GNU C Library. */\n+int frob;\n"
OWN = "+/* This file is part of the frob driver, not of a library of GNU. */\n+int frob;\n"


def why(path: str, lines: str, *, is_new: bool = True) -> str:
    head = f"--- /dev/null\n+++ b/{path}\n" if is_new else f"=== {path}\n"
    (file,) = example_patch(f"Add it.\n---\n{head}@@\n{lines}").files
    return brought(file)


@pytest.mark.parametrize(
    ("path", "lines", "is_new"),
    [
        ("lib/zstd/common/frob.c", "+int frob;\n", False),
        ("tools/include/uapi/linux/frob.h", "+int frob;\n", True),
        ("include/frob/format.h", GNU, True),
    ],
    ids=["a directory", "a copy for tools", "it says so"],
)
def test_it_stays_as_it_is(path: str, lines: str, *, is_new: bool) -> None:
    assert why(path, lines, is_new=is_new)


@pytest.mark.parametrize(
    ("path", "lines", "is_new"),
    [
        ("lib/frob.c", "+int frob;\n", True),
        ("drivers/acpi/acpica/frob_test.c", "+int frob;\n", True),
        ("drivers/frob/core.c", OWN, True),
        ("include/frob/format.h", GNU, False),
    ],
    ids=["own", "new beside copies", "its own words", "in the midst of a file"],
)
def test_it_is_written_for_the_kernel(path: str, lines: str, *, is_new: bool) -> None:
    assert not why(path, lines, is_new=is_new)
