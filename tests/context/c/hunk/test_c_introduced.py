"""Names that patches bring into being."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.c.hunk.introduced import header_paths, introduced, new_headers

PATCH = """\
Do it.
---
=== drivers/frob/core.c
@@
+#define FROB_MAX 3
+
+static int frob_reset(struct frob *frob,
+		      int how)
+{
+	return frob_write(frob, how);
+}
+
+int frob_start(struct frob *frob)
+{
+	return 0;
+}
+
+int frob_stop(struct frob *frob);
+static int (*frob_hook)(int);
 int frob_old(void)
 {
+	int frob_local = frob_call(1);
=== drivers/frob/stub.h
@@
+#ifdef CONFIG_FROB
+static inline void frob_stub(void)
+{
+}
+#endif
"""
HEADER = """\
Do it.
---
--- /dev/null
+++ b/include/linux/frob.h
@@
+#ifndef FROB_H
+static inline void frob_new(void)
+{
+}
+#endif
"""


def test_functions_and_macros() -> None:
    found = introduced(example_patch(PATCH))
    assert {(one.name, one.kind, one.private) for one in found.values()} == {
        ("FROB_MAX", "macro", True),
        ("frob_reset", "function", True),
        ("frob_start", "function", False),
    }


def test_the_guard_of_a_new_header_is_no_condition() -> None:
    assert "frob_new" in introduced(example_patch(HEADER))


def test_headers() -> None:
    assert new_headers(example_patch(HEADER)) == {"include/linux/frob.h"}


@pytest.mark.parametrize(
    ("include", "paths"),
    [
        ('"frob.h"', ("drivers/frob/frob.h",)),
        ('"../frob.h"', ()),
        ("<linux/frob.h>", ("include/linux/frob.h", "include/uapi/linux/frob.h")),
        ("<asm/frob.h>", ()),
    ],
)
def test_where_an_include_must_be(include: str, paths: tuple[str, ...]) -> None:
    assert header_paths(include, "drivers/frob/core.c") == paths
