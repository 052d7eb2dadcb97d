"""A run of lines that another file of the directory has is copied from it."""

from __future__ import annotations

from reviewbot.checks.cases import read_cases
from reviewbot.checks.example import context_of
from reviewbot.checks.registry import select
from reviewbot.context.copied import is_copied

BLOCK = """\
	if (timing->gizmo_control & GIZMO_CONTROL_SLOW_MASK) {
		writel(timing->gizmo_control, gizmo->regs);
		if (delay < 30)
			delay = 30;
		gizmo_settle(gizmo, delay);
	}
"""
PAGE = """\
# a page

## Quiet

### A case

```file drivers/{name}.c
static void old(struct gizmo *gizmo)
{{
{block}}}
```

```mail
Set the timing.
---
=== drivers/frob/core.c
@@ static void frob_set(struct gizmo *gizmo)
{added}```
"""


def copied(name: str, block: str) -> bool:
    """Whether a line of the block is, where a file of that name has another one."""
    added = "".join(f"+{line}\n" for line in BLOCK.splitlines())
    (case,) = read_cases(PAGE.format(name=name, block=block, added=added)).quiet
    (check,) = select(["num.minmax"])
    context = context_of(case, check)
    (file,) = context.files
    return is_copied(context, file, [*file.added()][3])


def test_a_file_beside_it_has_the_lines() -> None:
    assert copied("frob/older", BLOCK)


def test_a_file_beside_it_has_others() -> None:
    assert not copied("frob/older", BLOCK.replace("30", "20"))


def test_a_file_elsewhere_has_the_lines() -> None:
    assert not copied("gizmo/older", BLOCK)
