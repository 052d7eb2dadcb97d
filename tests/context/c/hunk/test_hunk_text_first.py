"""Tests of where a comment of several lines begins with text as others do."""

from __future__ import annotations

import pytest

from otherstate import of_another_state
from reviewbot.context.c.hunk.comments import new_comments
from reviewbot.context.c.hunk.text_first import is_usual_form

PATH = "drivers/frob/core.c"
PATCH = """\
Change it.
---
=== drivers/frob/core.c
@@ int frob_probe(void)
 int frob;
+/* It is set once,
+ * and never again.
+ */
+int more;
"""
PLAIN = "/*\n * What runs a frob.\n */\n"
SUCH = "/* Power comes first,\n * as there may be none.\n */\n"
ADDED = "/* It is set once,\n * and never again.\n */\n"


@pytest.mark.parametrize(
    ("file", "is_usual"),
    [(PLAIN + SUCH, True), (PLAIN * 4 + SUCH, False), (PLAIN + ADDED, False), (PLAIN, False)],
)
def test_a_file_of_another_state_tells_its_form(file: str, *, is_usual: bool) -> None:
    known = of_another_state(PATCH, PATH, {PATH: file})
    assert is_usual_form(known, next(iter(new_comments(known)))) is is_usual
