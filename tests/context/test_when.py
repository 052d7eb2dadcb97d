"""What a mail must have for a check to be called."""

from __future__ import annotations

import pytest

from freed import MAIL
from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.trigger import Trigger
from reviewbot.context.when import ALWAYS, C, When

FREED = Pattern("if ($p) { frob_free($p); }")


@pytest.mark.parametrize(
    "when",
    [
        ALWAYS,
        When(patterns=(FREED,)),
        When(files=(".rst",)),
        When(words=("frob_get", "frob_free")),
        When(words=("Frobs",), files=(".rst",)),
        When(signs=("<< 1",), files=C),
        When(words=("nothing",), signs=("<<",)),
        When(told=("fixes:",)),
        When(told=("free what",), files=C, words=("name",)),
        When(files=C, shapes=(r"^if \(", "nothing")),
    ],
)
def test_each_of_what_is_named_is_there(when: When) -> None:
    assert when.may_be(example_context(MAIL))


@pytest.mark.parametrize(
    "when",
    [
        When(patterns=(Pattern("if ($p) { frob_keep($p); }"),)),
        When(files=(".yaml",)),
        When(words=("frob_off", "frob_lose", "frob_fre")),
        When(words=("Frobs",), files=C),
        When(signs=(">>",)),
        When(told=("frob_stop",)),
        When(told=("fixes:",), files=(".yaml",)),
        When(patterns=(FREED,), words=("nothing",)),
        When(files=C, shapes=("Frobs",)),
    ],
)
def test_one_of_what_is_named_is_not(when: When) -> None:
    assert not when.may_be(example_context(MAIL))


def test_a_pattern_is_known_by_its_words() -> None:
    table = Pattern("if ($p) { $free($p); }", free=lambda: ("frob_free", "kfree"))
    assert table.trigger == Trigger(frozenset({"if"}), (frozenset({"frob_free", "kfree"}),))
    context = example_context(MAIL)
    assert When(patterns=(table.trigger,)).may_be(context)
    assert not When(patterns=(Trigger(frozenset({"if"}), (frozenset({"kfree"}),)),)).may_be(context)


def test_a_table_of_operators_is_no_words_to_look_for() -> None:
    shift = Pattern("frob_free($x $op 1)", op=lambda: ("<<", ">>"))
    assert shift.trigger == Trigger(frozenset({"frob_free"}))
    assert When(patterns=(shift,)).may_be(example_context(MAIL))
