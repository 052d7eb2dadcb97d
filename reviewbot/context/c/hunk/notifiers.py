"""Notifier chains, by what ``knowledge/notifier.toml`` says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table
from reviewbot.model.budget import shared, spend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.tokens import Token


def is_notifier(header: Sequence[Token]) -> bool:
    """Whether a function with these parameters is a callback of a notifier chain."""
    types = {entry["parameter"] for entry in table("notifier")["callbacks"]}
    return any(token.text in types for token in header)


@shared(maxsize=1024, of_mail=True)
def answers_chain(function: Function) -> bool:
    """Whether a function returns what a chain of notifiers is told, which is no error code."""
    spend(len(function.body))
    return any(token.text.startswith(table("notifier")["answers"]) for token in function.body)
