"""Notifier chains, by what ``knowledge/notifier.toml`` says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.tokens import Token


@dataclass(frozen=True, slots=True)
class ConstantCall:
    """``function(argument)`` is always ``value``; all three as spelled in C."""

    function: str
    argument: str
    value: str


def constant_calls() -> tuple[ConstantCall, ...]:
    """The calls with a constant result."""
    return tuple(
        ConstantCall(entry["function"], entry["argument"], entry["value"])
        for entry in table("notifier")["constant_calls"]
    )


def is_notifier(header: Sequence[Token]) -> bool:
    """Whether a function with these parameters is a callback of a notifier chain."""
    types = {entry["parameter"] for entry in table("notifier")["callbacks"]}
    return any(token.text in types for token in header)
