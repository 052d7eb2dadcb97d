"""Whether a variable or a member can hold a negative code."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.signed import holds_a_code

SET = Pattern("$p = frob_get();")
STRUCT = (
    "struct frob {\n\tint irq;\n\tu32 rate;\n\tint *list;\n\tint a, b; /* never unsigned */\n};\n"
)


def may_be_negative(what: str, declared: str) -> bool:
    text = (
        f"{STRUCT}int frob_probe(struct frob *frob)\n{{\n\t{declared}\n\n\t{what} = frob_get();\n}}"
    )
    added = "".join(f"+{line}\n" for line in text.split("\n"))
    context = example_context(f"Log.\n---\n=== drivers/frob/core.c\n@@ int frob_x;\n{added}")
    (match,) = new_code(context, SET)
    return holds_a_code(context, match, "p")


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
        ("port.irq", "struct port port;"),  # out of sight
    ],
)
def test_holds_a_code(what: str, declared: str) -> None:
    assert may_be_negative(what, declared)


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
        ("port->irq", "int x;"),
        ("port->irq", "struct uart_port *port;"),  # by a shared header
    ],
)
def test_holds_none(what: str, declared: str) -> None:
    assert not may_be_negative(what, declared)
