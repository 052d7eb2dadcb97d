"""Which of many checks are called for a mail, looked up together."""

from __future__ import annotations

import pytest

from freed import MAIL
from reviewbot.checks.example import example_context
from reviewbot.checks.registry import all_checks
from reviewbot.context.c.hunk.trigger import Trigger
from reviewbot.context.due import Due
from reviewbot.context.when import ALWAYS, C, Sight, When

WHENS = {
    ALWAYS: True,
    When(files=(".rst",)): True,
    When(files=(".yaml",)): False,
    When(words=("frob_get", "frob_free")): True,
    When(words=("frob_get",)): False,
    When(words=("Frobs",), files=C): False,
    When(words=("frob_get",), signs=("<<",)): True,
    When(told=("fixes:",)): True,
    When(told=("reported",)): False,
    When(patterns=(Trigger(frozenset({"if", "frob_off"})),)): True,
    When(patterns=(Trigger(frozenset({"if", "frob_lose"})),)): False,
    When(patterns=(Trigger(frozenset(), (frozenset({"frob_free", "kfree"}),)),)): True,
    When(patterns=(Trigger(frozenset()),)): True,
    When(files=C, shapes=(r"^if \(", "nothing")): True,
    When(files=C, shapes=(r"^frob",)): False,
    When(files=C, words=("frob_free",), shapes=("<< 1",)): True,
    When(files=C, words=("frob_get",), shapes=("<< 1",)): False,
}


def test_they_are_those_that_are_met() -> None:
    mail = Sight(example_context(MAIL))
    found = set(Due(enumerate(WHENS)).of(mail))
    assert found == {place for place, is_met in enumerate(WHENS.values()) if is_met}


@pytest.mark.parametrize("mail", [MAIL, "Nothing\n---\n", MAIL.replace(".c", ".yaml")])
def test_so_it_is_with_all_there_are(mail: str) -> None:
    context = example_context(mail)
    whens = [check.when for check in all_checks()]
    met = [place for place, when in enumerate(whens) if when.may_be(context)]
    assert sorted(Due(enumerate(whens)).of(Sight(context))) == met
