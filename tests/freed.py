"""A mail with a tag, a change of C and one of documentation, for what is told from its words."""

from __future__ import annotations

MAIL = """\
Free what was there.

Fixes: 0123456789ab ("frob: Keep it")
---
=== drivers/frob/core.c
@@ static void frob_stop(struct frob *frob)
 frob_off(frob);
-frob_lose(frob);
+if (frob->name)
+  frob_free(frob->name << 1);
=== Documentation/frob.rst
@@
+Frobs are freed.
"""
