"""The structure that an initializer belongs to."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.initializers import Initialized, initialized
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern

OWNER = Pattern(".owner = THIS_MODULE")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            'static struct a b = { .driver = { .name = "x", .owner = THIS_MODULE } };',
            Initialized("a", "b", ("driver", "owner")),
        ),
        (
            "struct a b = { .x = { 1 }, .owner = THIS_MODULE };",
            Initialized("a", "b", ("owner",)),
        ),
        ("	.driver = { .owner = THIS_MODULE },", None),
        ("static struct a b[] = { { .owner = THIS_MODULE } };", None),
    ],
)
def test_initialized(text: str, found: Initialized | None) -> None:
    context = example_context(f"Add it.\n---\n=== drivers/frob/core.c\n@@\n+{text}\n")
    (match,) = new_code(context, OWNER)
    assert initialized(match) == found
