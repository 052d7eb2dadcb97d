"""Remarks become findings; a check that breaks costs only itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drafting import mail, quoted, series
from reviewbot.checks.api import (
    BlobContext,
    Check,
    Confidence,
    DiffContext,
    HistoryContext,
    Remark,
    SeriesContext,
    Severity,
    TreeContext,
    When,
)
from reviewbot.checks.example import example_context
from reviewbot.context.repository import Repository
from reviewbot.engine import run
from reviewbot.model.budget import spend
from reviewbot.model.finding import Side, Skipped
from reviewbot.model.series import Prior
from trees import commit, make, posted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MAIL = "Say why.\n---\n=== a.c\n@@\n a\n-b\n+c\n"


def every_line(context: DiffContext) -> Iterator[Remark]:
    """Remark on each body line, last first."""
    for number in range(len(context.message.lines), 0, -1):
        yield Remark(number, {"n": number})


def broken(context: DiffContext) -> Iterator[Remark]:
    """Raise."""
    raise KeyError(context.message.message_id)


CHECK = Check(
    name="test.every_line",
    summary="",
    doc="",
    severity=Severity.WARNING,
    needs=DiffContext,
    run=every_line,
    package="tests",
)


def test_findings_know_their_place() -> None:
    context = example_context(MAIL)
    result = run([context.series], [CHECK])
    assert [(f.quote, f.path, f.line, f.side) for f in result.findings] == [
        ("Say why.", None, None, Side.MESSAGE),
        ("---", None, None, Side.MESSAGE),
        ("--- a/a.c", "a.c", None, Side.MESSAGE),
        ("+++ b/a.c", "a.c", None, Side.MESSAGE),
        ("@@ -1,2 +1,2 @@", "a.c", None, Side.MESSAGE),
        (" a", "a.c", 1, Side.NEW),
        ("-b", "a.c", 2, Side.OLD),
        ("+c", "a.c", 2, Side.NEW),
    ]
    assert {f.severity for f in result.findings} == {Severity.WARNING}


def test_a_broken_check_is_a_failure_and_the_rest_goes_on() -> None:
    context = example_context(MAIL)
    result = run([context.series], [replace(CHECK, name="test.broken", run=broken), CHECK])
    assert len(result.findings) == 8
    assert [(f.check, f.error) for f in result.failures] == [
        ("test.broken", "KeyError: 'example@example.org'")
    ]


def endless(_context: DiffContext) -> Iterator[Remark]:
    """Say something, then go on for ever."""
    yield Remark(1)
    while True:
        spend()


def test_a_check_that_takes_too_many_steps_is_skipped_on_that_mail() -> None:
    context = example_context(MAIL)
    long = replace(CHECK, name="test.endless", run=endless)
    result = run([context.series], [long, CHECK])
    message_id = context.message.message_id
    assert result.skipped == (Skipped("test.endless", message_id, "too large to look through"),)
    assert {finding.check for finding in result.findings} == {"test.every_line"}
    assert not result.failures


def test_an_unmet_need_is_said() -> None:
    context = example_context(MAIL)
    result = run([context.series], [replace(CHECK, needs=TreeContext)])
    assert result.findings == ()
    assert result.skipped[0].reason == "no tree"


@pytest.mark.parametrize(
    ("when", "skipped"),
    [(When(), True), (When(files=(".c",)), True), (When(files=(".rs",)), False)],
)
def test_a_need_is_unmet_only_where_something_may_be_found(*, when: When, skipped: bool) -> None:
    context = example_context(MAIL)
    result = run([context.series], [replace(CHECK, needs=TreeContext, when=when)])
    assert bool(result.skipped) is skipped


def test_what_does_not_fit_is_told_once_a_mail(tmp_path: Path) -> None:
    """Whatever the files; none is skipped for the one that is there, or is no text."""
    tree = make(tmp_path / "tree", {"a.c": "int a;\n", "b.txt": "b\n", "c.bin": bytes(99)})
    work = make(tmp_path / "work", {"a.c": "int a;\n", "b.txt": "other\n", "c.bin": bytes(99)})
    commit(work, {"a.c": "int b;\n", "b.txt": "another\n", "c.bin": b"\0" * 98, "d.txt": "d\n"})
    series = posted(work, "HEAD~1")
    checks = [
        replace(CHECK, name="test.c", needs=BlobContext, when=When(files=(".c",))),
        replace(CHECK, name="test.bin", needs=BlobContext, when=When(files=(".bin",))),
        replace(CHECK, name="test.txt", needs=BlobContext, when=When(files=(".txt",))),
        replace(CHECK, name="test.any", needs=TreeContext),
    ]
    with Repository(tree) as repository:
        result = run([series], checks, repository, unfit="git fetch it")
    assert [(each.check, each.reason) for each in result.skipped] == [
        ("test.txt", "git fetch it"),
        ("test.any", "git fetch it"),
    ]


@pytest.mark.parametrize(
    ("whole", "final_only", "expected"),
    [
        (True, False, Confidence.HIGH),
        (False, False, Confidence.MODERATE),
        (True, True, Confidence.LOW),
    ],
)
def test_what_is_only_quoted_is_less_sure(
    *, whole: bool, final_only: bool, expected: Confidence
) -> None:
    one = series(quoted(mail(MAIL), whole=whole))
    result = run([one], [replace(CHECK, final_only=final_only)])
    assert {finding.confidence for finding in result.findings} == {expected}
    assert {finding.message_id for finding in result.findings} == {
        one.patches[0].message.message_id
    }


@pytest.mark.parametrize(
    ("said", "severity", "expected"),
    [
        ("Merged with minor changes.", Severity.WARNING, Confidence.LOW),
        ("Thanks, applied!", Severity.WARNING, Confidence.LOW),
        ("Merged with minor changes.", Severity.ERROR, Confidence.HIGH),
        ("> Applied to something.", Severity.WARNING, Confidence.HIGH),
        ("Which tree should this be applied to?", Severity.WARNING, Confidence.HIGH),
    ],
)
def test_of_a_quoted_patch_that_was_applied_only_bugs_are_said(
    said: str, severity: Severity, expected: Confidence
) -> None:
    one = quoted(mail(MAIL), whole=True)
    assert one.quote
    message = replace(one.quote.message, lines=(*one.quote.message.lines, said))
    one = replace(one, quote=replace(one.quote, message=message))
    result = run([series(one)], [replace(CHECK, severity=severity)])
    assert {finding.confidence for finding in result.findings} == {expected}


def test_a_check_of_the_past_gets_it() -> None:
    earlier = example_context(MAIL).series

    def of_past(context: SeriesContext) -> Iterator[Remark]:
        yield Remark(1, {"earlier": len(context.prior.earlier)})

    check = replace(CHECK, needs=SeriesContext, run=of_past)
    result = run([earlier], [check], prior=lambda _series: Prior(earlier=(earlier, earlier)))
    assert [finding.facts for finding in result.findings] == [{"earlier": 2}]
    assert [finding.facts for finding in run([earlier], [check]).findings] == [{"earlier": 0}]


def test_the_history_is_asked_for_only_where_there_is_one() -> None:
    result = run([example_context(MAIL).series], [replace(CHECK, needs=HistoryContext)])
    assert result.findings == ()
    assert [each.reason for each in result.skipped] == ["no tree"]


def test_a_check_is_called_only_where_it_may_find_something() -> None:
    context = example_context(MAIL)
    for words, times in ((("c",), 1), (("b",), 0)):
        called: list[DiffContext] = []
        check = replace(CHECK, run=_noting(called), when=When(words=words))
        assert run([context.series], [check]).findings == ()
        assert len(called) == times


def _noting(called: list[DiffContext]) -> Callable[[DiffContext], tuple[Remark, ...]]:
    def check(context: DiffContext) -> tuple[Remark, ...]:
        called.append(context)
        return ()

    return check


def test_only_the_mails_asked_for_are_looked_at() -> None:
    one, other = (mail(MAIL, f"[PATCH {n}/2] misc: frob: Do a thing") for n in (1, 2))
    result = run([series(one, other)], [CHECK], mails=(other.message.message_id,))
    assert {finding.message_id for finding in result.findings} == {other.message.message_id}
    assert set(result.known) == {other.message.message_id}
