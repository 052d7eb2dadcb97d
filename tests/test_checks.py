"""Every check against its own examples; generated, so a new check is tested by being there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.checks.example import context_of
from reviewbot.checks.registry import all_checks

if TYPE_CHECKING:
    from reviewbot.checks.api import Bad, Check, Good

BAD = [
    pytest.param(check, bad, id=f"{check.name}-bad{number}")
    for check in all_checks()
    for number, bad in enumerate(check.bad, 1)
]
GOOD = [
    pytest.param(check, good, id=f"{check.name}-good{number}")
    for check in all_checks()
    for number, good in enumerate(check.good, 1)
]


@pytest.mark.parametrize(("check", "bad"), BAD)
def test_bad_example_is_commented_on_at_its_lines(check: Check, bad: Bad) -> None:
    context = context_of(bad, check)
    remarks = sorted(check.run(context), key=lambda remark: remark.at)
    assert [context.message.line(remark.at) for remark in remarks] == list(bad.at)
    assert {remark.confidence for remark in remarks} == {bad.confidence}


@pytest.mark.parametrize(("check", "good"), GOOD)
def test_good_example_stays_quiet(check: Check, good: Good) -> None:
    context = context_of(good, check)
    assert [context.message.line(remark.at) for remark in check.run(context)] == []
