"""The pointer to the operations goes through what fits the callbacks, and is not asked for twice."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_context
from reviewbot.checks.pm.old_macros import check

SLEEP = "+\tSET_SYSTEM_SLEEP_PM_OPS(frob_suspend, frob_resume)\n"
RUNTIME = "+\tSET_RUNTIME_PM_OPS(frob_stop, frob_start, NULL)\n"
THROUGH = "@@\n+\t.pm = pm_sleep_ptr(&frob_pm_ops),\n"


@pytest.mark.parametrize(
    ("operations", "behind", "wrap"),
    [
        (SLEEP, "", "pm_sleep_ptr"),
        (SLEEP + RUNTIME, "", "pm_ptr"),
        (SLEEP, THROUGH, ""),
    ],
)
def test_it_names_the_wrapper_that_is_missing(operations: str, behind: str, wrap: str) -> None:
    head = "Sleep.\n---\n=== drivers/frob/core.c\n@@\n+static const struct dev_pm_ops frob_pm_ops = {\n"
    first, *_ = check(example_context(f"{head}{operations}+}};\n{behind}"))
    assert first.facts["wrap"] == wrap
