"""Whether a variable or a member is seen to be signed."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.signed import is_seen_signed

SET = Pattern("$p = frob_get();")
STRUCT = (
    "struct frob {\n\tint irq;\n\tu32 rate;\n\tint *list;\n\tint a, b; /* never unsigned */\n};\n"
)


def is_signed(what: str, declared: str) -> bool:
    text = (
        f"{STRUCT}int frob_probe(struct frob *frob)\n{{\n\t{declared}\n\n\t{what} = frob_get();\n}}"
    )
    added = "".join(f"+{line}\n" for line in text.split("\n"))
    context = example_context(f"Log.\n---\n=== drivers/frob/core.c\n@@ int frob_x;\n{added}")
    (match,) = new_code(context, SET)
    return is_seen_signed(context, match, "p")


@pytest.mark.parametrize(
    ("what", "declared"),
    [
        ("irq", "int irq;"),
        ("irq", "ssize_t irq;"),
        ("irq", "long long irq;"),
        ("ret", "u32 x;"),
        ("frob->irq", "int x;"),
        ("frob->b", "int x;"),
        ("own.irq", "struct frob own;"),
    ],
)
def test_signed(what: str, declared: str) -> None:
    assert is_signed(what, declared)


@pytest.mark.parametrize(
    ("what", "declared"),
    [
        ("irq", "unsigned int irq;"),
        ("irq", "u32 irq;"),
        ("irq", "int x;"),
        ("ret", "unsigned long ret;"),
        ("frob->rate", "int x;"),
        ("frob->list", "int x;"),
        ("frob->name", "int x;"),
        ("frob->up.irq", "int x;"),
        ("port.irq", "struct port port;"),
        ("port->irq", "int x;"),
    ],
)
def test_not_seen_to_be(what: str, declared: str) -> None:
    assert not is_signed(what, declared)
