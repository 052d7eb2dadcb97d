"""The path whose commits show what subjects look like."""

from __future__ import annotations

import pytest

from reviewbot.context.prefixes import place_of_titles
from reviewbot.model.patch import FileDiff


def file(old: str | None, new: str | None, *, is_rename: bool = False) -> FileDiff:
    return FileDiff(
        1, old, new, "", "", "", "", is_rename, is_copy=False, is_binary=False, hunks=()
    )


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ([file("drivers/frob/core.c", "drivers/frob/core.c")], "drivers/frob/core.c"),
        ([file("drivers/frob/core.c.orig", "drivers/frob/core.c")], "drivers/frob/core.c"),
        ([file("drivers/frob/old.c", "drivers/frob/new.c", is_rename=True)], "drivers/frob/old.c"),
        ([file("drivers/frob/core.c", None)], "drivers/frob/core.c"),
        ([file(None, "drivers/frob/core.c")], "drivers/frob"),
        ([file("include/linux/a.h", "include/linux/a.h"), file("fs/a.c", "fs/a.c")], "fs/a.c"),
        ([file("fs/Makefile", "fs/Makefile"), file(None, "fs/frob/a.c")], "fs/frob"),
    ],
)
def test_it_is_the_code_that_was_there(files: list[FileDiff], place: str) -> None:
    assert place_of_titles(files) == place
