"""Judges the fixes that checks declare, by the cases of their pages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from fixing import fixed, remarks
from reviewbot.checks.api import DiffContext, SeriesContext
from reviewbot.checks.example import context_of
from reviewbot.checks.registry import all_checks
from support import readable_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reviewbot.checks.api import Check
    from reviewbot.checks.cases import Case

pytestmark = pytest.mark.no_cover  # the tracer doubles its time, and others run the same code

CASES = [
    pytest.param(check, case, id=f"{check.name}: {case.title}")
    for check in all_checks()
    for case in readable_cases(check).said
    if case.fixed
]
FEWEST = 80  # checks with a fix


@pytest.mark.parametrize(("check", "case"), CASES)
def test_a_fix_changes_the_lines_its_case_tells_and_no_others(check: Check, case: Case) -> None:
    lines, _, _ = fixed(case, check)
    assert lines == case.fixed


@pytest.mark.parametrize(("check", "case"), CASES)
def test_a_check_is_silent_where_its_fix_was_made(check: Check, case: Case) -> None:
    _, after, _ = fixed(case, check)
    left = Counter(str(remark.facts) for remark in remarks(case, check) if not remark.fix)
    assert Counter(str(remark.facts) for remark in remarks(after, check)) == left


@pytest.mark.parametrize(("check", "case"), CASES)
def test_no_other_check_finds_anything_new_in_what_a_fix_makes(check: Check, case: Case) -> None:
    _, after, made = fixed(case, check)
    for others in _others(check):
        here, there = context_of(case, others[0]), context_of(after, others[0])
        for other in others:
            new = _said(there, other, made.before) - _said(here, other, made.here)
            assert not new, f"{other.name} finds {new}"


@pytest.mark.parametrize("check", [pytest.param(each, id=each.name) for each in all_checks()])
def test_each_fix_is_shown_in_its_case(check: Check) -> None:
    for case in readable_cases(check).said:
        has_fix = any(remark.fix for remark in remarks(case, check))
        assert has_fix == bool(case.fixed), f"{case.title}: fixed, or not"


def test_many_checks_tell_how_it_should_be() -> None:
    assert len({check for check, _ in (case.values for case in CASES)}) >= FEWEST


def _others(check: Check) -> Iterator[list[Check]]:
    """Those that a case is enough for, by what they need: its hunks are no whole files, of which it tells no more."""
    for needs in (DiffContext, SeriesContext):
        yield [other for other in all_checks() if other is not check and other.needs is needs]


def _said(
    context: DiffContext, check: Check, before: Callable[[int], int]
) -> Counter[tuple[int, str]]:
    if not check.when.may_be(context):
        return Counter()
    return Counter((before(one.at), str(one.facts)) for one in check.run(context))
