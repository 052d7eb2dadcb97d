"""Remarks become findings; a check that breaks costs only itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewbot.checks.api import Check, DiffContext, Remark, Severity
from reviewbot.checks.example import example_context
from reviewbot.engine import run
from reviewbot.model.finding import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    asked_as="",
    needs="DiffContext",
    bad=(),
    good=(),
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


def test_an_unmet_need_is_said() -> None:
    context = example_context(MAIL)
    result = run([context.series], [replace(CHECK, needs="TreeContext")])
    assert result.findings == ()
    assert result.skipped[0].reason == "no tree"
