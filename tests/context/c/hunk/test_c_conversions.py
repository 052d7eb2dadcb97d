"""Calls that change their function place by place."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.conversions import (
    Conversion,
    conversions,
    is_doubtful,
)

CALL = "frob_tell(&frob_list, FROB_GONE, frob);"


def found(old: str, new: str, log: str = "Tell in reverse.", count: int = 2) -> list[Conversion]:
    """What is found in a patch that changes ``old`` to ``new`` so many times."""
    hunks = "".join(
        f"@@ static void frob_{number}(struct frob *frob)\n \tstop();\n-\t{old}\n+\t{new}\n"
        for number in range(count)
    )
    return list(conversions(example_context(f"{log}\n---\n=== drivers/frob/core.c\n{hunks}")))


def test_conversion() -> None:
    (conversion,) = found(CALL, CALL.replace("tell", "report"))
    assert (conversion.old, conversion.new) == ("frob_tell", "frob_report")
    assert conversion.arguments == "& frob_list , FROB_GONE , frob"
    assert len(conversion.places) == 2
    assert not conversion.is_new
    assert (conversion.constants, conversion.globals, conversion.is_message) == (1, 1, False)
    assert conversion.is_certain


@pytest.mark.parametrize(
    "new",
    [
        CALL.replace("tell", "tell_locked"),  # a variant: the place decides
        CALL.replace("frob_tell", "__frob_tell"),
        CALL.replace("GONE", "READY"),  # other arguments
        CALL,
    ],
)
def test_no_conversion(new: str) -> None:
    assert found(CALL, new) == []


def test_opposites_are_corrections() -> None:
    assert found("frob_get(FROB_BUS);", "frob_put(FROB_BUS);") == []


def test_one_place_is_none() -> None:
    assert found(CALL, CALL.replace("tell", "report"), count=1) == []


def test_messages_are_told() -> None:
    (conversion,) = found('frob_say("gone");', 'frob_shout("gone");')
    assert conversion.is_message


@pytest.mark.parametrize(("log", "doubtful"), [("Tell all.", False), ("Keep some.", True)])
def test_a_log_can_say_that_not_all_is_meant(log: str, *, doubtful: bool) -> None:
    assert is_doubtful(example_context(f"{log}\n---\n")) == doubtful
