"""switch.redundant_case beyond its examples."""

from __future__ import annotations

import time

import pytest

from reviewbot.checks.example import example_context
from reviewbot.checks.switch.redundant_case import check
from reviewbot.model.finding import Confidence

HEADER = "static void frob(struct frob *frob, unsigned long x)"
NOTIFIER = "static int frob(struct notifier_block *nb, unsigned long x, void *p)"
RUN = "case RUN:\n\trun();\n\tbreak;\n"
DEFAULT = "default:\n\tbreak;\n"


def said(
    body: str, *, header: str = HEADER, subject: str = "x", path: str = "drivers/frob/core.c"
) -> list[tuple[str, Confidence]]:
    """What is said of a switch with this body, added to a function."""
    text = f"switch ({subject}) {{\n{body}}}\n"
    added = "".join(f"+{line}\n" for line in text.rstrip("\n").split("\n"))
    return remarks(f"Log.\n---\n=== {path}\n@@ {header}\n{added}")


def remarks(mail: str) -> list[tuple[str, Confidence]]:
    return [(str(r.facts["label"]), r.confidence) for r in check(example_context(mail))]


def test_default_beside_an_arm_that_breaks() -> None:
    for body in (RUN + DEFAULT, DEFAULT + RUN):
        assert said(body, header=NOTIFIER) == [("default", Confidence.HIGH)]
        assert said(body) == [("default", Confidence.LOW)]  # nobody asks for it


def test_case_is_certain_in_a_notifier_and_a_question_elsewhere() -> None:
    body = "case IDLE:\n\tbreak;\n" + RUN + "case A:\ndefault:\n\tbreak;\n"
    assert said(body) == [("IDLE", Confidence.MODERATE)]
    assert said(body, header=NOTIFIER) == [("IDLE", Confidence.HIGH)]


@pytest.mark.parametrize(
    "body",
    [
        RUN,
        RUN + "case IDLE:\n\tbreak;\n",
        DEFAULT,
        "case IDLE:\n\tbreak;\n" + DEFAULT,
        RUN + "default:\n\t;\n",
        RUN + "case IDLE:\ndefault:\n\tbreak;\n",
        RUN + "default:\n\tstop();\n\tbreak;\n",
        RUN + "case 1 ... 3:\n\tbreak;\ncase A:\ndefault:\n\tbreak;\n",
        "case RUN:\n\treturn 1;\n" + DEFAULT,
        "case RUN:\n\trun();\n" + DEFAULT,
        RUN + "default:\n\tbreak;\n\t/* not reached */\n",
        RUN + "MACRO_LABELS\n" + DEFAULT,
        RUN + "#if A\n" + DEFAULT + "#endif\n",
    ],
)
def test_quiet(body: str) -> None:
    assert said(body) == []


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("x", 1),
        ("(u8)y", 1),
        ("y & MASK", 1),
        ("y", 0),
        ("frob->y", 0),
        ("y ? y : z", 0),
        ("(enum frob_state)x", 0),
    ],
)
def test_type_of_the_subject(subject: str, expected: int) -> None:
    assert len(said(RUN + DEFAULT, subject=subject)) == expected


def test_labels_that_no_enumeration_has() -> None:
    numbers = "case 0:\n\trun();\n\tbreak;\ncase 1:\n\tstop();\n\tbreak;\n"
    assert len(said(numbers + DEFAULT, subject="y")) == 1
    assert said(numbers.replace("1", "STOP") + DEFAULT, subject="y") == []
    assert said("case 0:\n\trun();\n\tbreak;\n" + DEFAULT, subject="y") == []


@pytest.mark.parametrize(
    "path", ["tools/frob/frob.c", "drivers/hwmon/frob.c", "drivers/frob/frob.rs"]
)
def test_quiet_in_files_where_it_is_wanted_or_no_c(path: str) -> None:
    assert said(RUN + DEFAULT, path=path) == []


def test_default_added_to_a_switch_that_was_there_is_meant() -> None:
    there = "".join(f" {line}\n" for line in ("switch (x) {", *RUN.rstrip().split("\n")))
    mail = f"Log.\n---\n=== a.c\n@@ {HEADER}\n{there}+default:\n+\tbreak;\n }}\n"
    assert remarks(mail) == []


def test_switch_that_is_not_whole() -> None:
    mail = f"Log.\n---\n=== drivers/frob/core.c\n@@ {HEADER}\n+switch (x) {{\n+case RUN:\n+\trun();\n+\tbreak;\n+default:\n+\tbreak;\n"
    assert remarks(mail) == []
    assert len(remarks(mail + " }\n")) == 1


def test_nested_switches_are_looked_at_each() -> None:
    inner = f"case 7:\n\tswitch (x) {{\n{RUN}{DEFAULT}}}\n\tbreak;\n"
    assert len(said(inner + DEFAULT)) == 2
    assert len(said(inner + "default:\n\tstop();\n")) == 1


@pytest.mark.parametrize(
    "line", ["switch (x) { case 1: f(); break; default: break; }", "switch (x) { default: break;"]
)
def test_hostile_hunk_takes_bounded_time(line: str) -> None:
    start = time.process_time()
    found = remarks("Log.\n---\n=== a.c\n@@ " + HEADER + "\n" + f"+{line}\n" * 10_000)
    assert len(found) <= 200
    assert time.process_time() - start < 30  # quadratic would be minutes
