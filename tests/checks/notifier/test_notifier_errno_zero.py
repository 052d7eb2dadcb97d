"""notifier.errno_zero beyond its examples."""

from __future__ import annotations

import time

import pytest

from reviewbot.checks.example import example_context
from reviewbot.checks.notifier.errno_zero import check


def said(hunk: str, path: str = "drivers/frob/core.c") -> list[tuple[object, object]]:
    context = example_context(f"Log.\n---\n=== {path}\n@@ static int frob_event(void *p)\n{hunk}")
    return [(remark.facts["instead"], remark.facts["variable"]) for remark in check(context)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("+	return notifier_from_errno(0);", [("return NOTIFY_OK;", "")]),
        ("+	return notifier_from_errno( /* ok */ 0 );", [("return NOTIFY_OK;", "")]),
        ("+	ret = notifier_from_errno(0);", [("NOTIFY_OK", "")]),
        ("+	return a ? b : notifier_from_errno(0);", [("NOTIFY_OK", "")]),
        ("+	return notifier_from_errno(1);", []),
        ("+	return notifier_from_errno(-EINVAL);", []),
        ("+	return notifier_from_errno(err);", []),
        ("+	return notifier_from_errno(0", []),
        ("+	return notifier_from_errno;", []),
        ("+	/* notifier_from_errno(0) */", []),
        ('+	pr_info("notifier_from_errno(0)");', []),
        ("+#define OK notifier_from_errno(0)", []),
        ("+	return my_notifier_from_errno(0);", []),
        (" 	return notifier_from_errno(0);", []),
        ("-	return notifier_from_errno(0);", []),
    ],
)
def test_line(line: str, expected: list[tuple[str, str]]) -> None:
    assert said(f"+	f();\n{line}\n") == expected


def test_variable_of_an_added_function() -> None:
    function = "+int f(void)\n+{\n+	int ret = 0;\n+\n+	return notifier_from_errno(ret);\n+}\n"
    assert said(function) == [("return NOTIFY_OK;", "ret")]
    assert said(function.replace("ret = 0", "ret = g()")) == []
    assert said(function.replace("+	return", " 	return")) == []


def test_only_c_is_looked_at() -> None:
    assert said("+	return notifier_from_errno(0);\n", "Documentation/frob.rst") == []


@pytest.mark.parametrize("line", ["notifier_from_errno(", "notifier_from_errno(x);"])
def test_hostile_hunk_takes_bounded_time(line: str) -> None:
    start = time.process_time()
    assert said(f"+{line}\n" * 20_000) == []
    assert time.process_time() - start < 30  # quadratic would be minutes
