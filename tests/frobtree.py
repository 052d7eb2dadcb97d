"""A patch that drops the only call of a function, and the tree around it."""

from __future__ import annotations

PATCH = """\
Do it.
---
=== drivers/frob/main.c
@@
 #include "frob.h"
 #include "../frob.h"

 static int frob_probe(struct frob *frob)
 {
-	return frob_start(frob); /* not frob_stop() */
+	return 0; /* not frob_start() */
 }
"""
TREE = {
    "drivers/frob/core.c": """\
/* frob_start() */
int frob_start(struct frob *frob)
{
	return frob_write(frob, "frob_start");
}
""",
    "drivers/frob/frob.h": """\
#ifdef CONFIG_FROB
extern int frob_start(struct frob *frob);
#else
static inline int frob_start(struct frob *frob) { return 0; }
#define frob_start(frob) 0
#endif
""",
    "drivers/frob/entry.S": "	call frob_start\n",
    "drivers/frob/pm.c": "/*\n * frob_start()\n */\n",
}
