"""Every check against its own cases; generated, so a new check is tested by being there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.checks.example import context_of, wanted
from reviewbot.checks.registry import all_checks
from support import readable_cases

if TYPE_CHECKING:
    from reviewbot.checks.api import Check
    from reviewbot.checks.cases import Case

CASES = [
    pytest.param(check, case, id=f"{check.name}: {case.title}")
    for check in all_checks()
    for case in (*readable_cases(check).said, *readable_cases(check).quiet)
]


@pytest.mark.parametrize(("check", "case"), CASES)
def test_it_remarks_on_the_marked_lines_and_no_others(check: Check, case: Case) -> None:
    context = context_of(case, check)
    said = check.run(context) if check.when.may_be(context) else ()
    remarks = sorted((remark.at, remark.confidence) for remark in said)
    assert [_shown(context.message.line(at), how) for at, how in remarks] == [
        _shown(context.message.line(at), how) for at, how in wanted(case)
    ]
    assert [at for at, _ in remarks] == [at for at, _ in wanted(case)]


def _shown(line: str, confidence: object) -> str:
    return f"{line}  <- {confidence}"
