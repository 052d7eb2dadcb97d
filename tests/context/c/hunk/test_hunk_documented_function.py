"""Kernel-doc is compared with the function below, where that is known as the patch leaves it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.documented_function import documented_functions
from reviewbot.context.image import Image
from reviewbot.context.levels import DiffContext, Level

MAIL = """\
Call it what it is.
---
=== drivers/frob/core.c
@@ -1,3 +1,3 @@
 /**
- * frob_turn() - turn
+ * frob_spin() - turn
  * @frob: what turns
"""
FILE = """\
/**
 * frob_spin() - turn
 * @frob: what turns
 */
int frob_turn(struct frob *frob)
{
\treturn 0;
}
"""


@pytest.mark.parametrize(("level", "names"), [(Level.EXACT, ["frob_turn"]), (Level.APPLIED, [])])
def test_a_function_out_of_sight_counts_only_in_the_very_file(level: str, names: list[str]) -> None:
    given = example_context(MAIL)
    image = Image(b"", FILE.encode(), level, (0,))
    known = replace(given, images={given.files[0]: image})
    assert [found.name for found in documented_functions(known)] == names
    assert not documented_functions(DiffContext(known.patch, known.series))
