"""What earlier patches of a series take away that could not be applied here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting import mail, series
from reviewbot.checks.api import TreeContext
from reviewbot.context.c.file.settled import is_gone_before
from reviewbot.context.gather import gather
from reviewbot.context.repository import Repository
from trees import make

if TYPE_CHECKING:
    from pathlib import Path

CORE = (
    "int frob_start(void)\n{\n\treturn 0;\n}\n\nint frob_run(void)\n{\n\treturn frob_start();\n}\n"
)
MAIN = "int frob_probe(void)\n{\n\treturn frob_start();\n}\n"
FIRST = """Drop the callers.
---
=== drivers/frob/core.c
@@
 int frob_other(void)
 {
 \tfrob_poke();
-\treturn frob_start();
+\treturn 0;
 }
"""
SECOND = """The last user goes.
---
=== drivers/frob/main.c
@@
 int frob_probe(void)
 {
-\treturn frob_start();
+\treturn 0;
 }
"""


def test_a_use_that_an_earlier_patch_takes_away_is_gone_though_the_tree_has_it(
    tmp_path: Path,
) -> None:
    tree = make(tmp_path, {"drivers/frob/core.c": CORE, "drivers/frob/main.c": MAIN})
    mails = (mail(FIRST, "[PATCH 1/2] frob: Drop it"), mail(SECOND, "[PATCH 2/2] frob: Drop it"))
    with Repository(tree) as repository:
        *_, last = gather(series(*mails), repository)
        context = last.context
        assert isinstance(context, TreeContext)
        assert is_gone_before(context, "frob_start", "drivers/frob/core.c")
        assert not is_gone_before(context, "frob_poke", "drivers/frob/core.c")
        assert not is_gone_before(context, "frob_start", "drivers/frob/main.c")
