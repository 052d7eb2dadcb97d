"""Tests of what a tree tells of another day than that of a mail."""

from __future__ import annotations

import pytest

from otherstate import of_another_state
from reviewbot.context.age import is_tree_later, is_tree_older
from reviewbot.context.c.hunk.before import has_call
from reviewbot.context.image import Image
from reviewbot.context.levels import DiffContext, Level, TreeContext
from reviewbot.context.whole import is_of_then, words_of_then
from reviewbot.engine import UNREAD
from reviewbot.frozen import replace

PATH = "drivers/frob/core.c"
FILE = "int frob_start(void)\n{\n\treturn frob_once();\n}\n"
PATCH = """\
Change it.
---
=== drivers/frob/core.c
@@ int frob_probe(void)
 int frob;
+int more;
"""


def sent(day: str, version: str, patchlevel: str) -> TreeContext:
    """A mail of that day and a tree of that release, in which its file is in another state."""
    tree = {PATH: FILE, "Makefile": f"VERSION = {version}\nPATCHLEVEL = {patchlevel}\n"}
    return of_another_state(f"Date: {day} 10:00:00 +0000\n\n{PATCH}", PATH, tree)


@pytest.mark.parametrize(
    ("day", "version", "patchlevel", "age"),
    [
        ("Mon, 13 Jun 2022", "6", "12", "later"),
        ("Mon, 5 Aug 2024", "6", "12", "later"),
        ("Mon, 7 Oct 2024", "6", "12", ""),  # its release was near
        ("Mon, 6 Jan 2025", "6", "12", ""),
        ("Thu, 3 Apr 2025", "6", "12", "older"),
        ("Mon, 13 Jun 2022", "99", "0", "later"),  # after all that are known
        ("Mon, 13 Jun 2022", "nobody", "knows", ""),
    ],
)
def test_a_tree_is_as_old_as_its_release(day: str, version: str, patchlevel: str, age: str) -> None:
    context = sent(day, version, patchlevel)
    assert is_tree_later(context) is (age == "later")
    assert is_tree_older(context) is (age == "older")


def test_what_a_file_of_a_later_tree_has_may_have_come_since() -> None:
    later, now = sent("Mon, 13 Jun 2022", "6", "12"), sent("Mon, 6 Jan 2025", "6", "12")
    assert has_call(now, now.files[0], "frob_once")
    assert not has_call(later, later.files[0], "frob_once")
    applied = Image(FILE.encode(), FILE.encode(), Level.APPLIED, (0,))
    for context, level, is_known in (
        (later, Level.APPLIED, False),
        (later, Level.EXACT, True),
        (now, Level.APPLIED, True),
    ):
        file = context.files[0]
        known = replace(context, images={file: replace(applied, level=level)})
        assert ("frob_once" in words_of_then(known, file)) is is_known
        assert "more" in words_of_then(replace(context, images={}), file)


def test_without_a_tree_the_series_need_not_be_read() -> None:
    alone = DiffContext(sent("Mon, 13 Jun 2022", "6", "12").patch, UNREAD)
    assert is_of_then(alone, alone.files[0])
