"""Names in code, whole and in parts."""

from __future__ import annotations

from collections import Counter

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.names import code_words, count_parts, letters_in, parts


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("frob_start", ["frob", "start"]),
        ("frobStart", ["frob", "Start"]),
        ("FROB_PRIO_HIGH", ["FROB", "PRIO", "HIGH"]),
        ("IRQPrio", ["IRQ", "Prio"]),
        ("x86_64", ["x"]),
        ("", []),
    ],
)
def test_parts(name: str, expected: list[str]) -> None:
    assert list(parts(name)) == [part.lower() for part in expected]


def found(text: str) -> frozenset[str]:
    return code_words(example_patch(text), parts(text))


def test_identifiers_of_both_sides_but_not_comments_or_strings() -> None:
    words = found(
        '=== a.c\n@@ int sect_one(void)\n-\told_name();\n+\tnew_name("spoken"); /* said */\n'
        "+#define MACRO_NAME value\n"
    )
    assert words >= {"sect", "old", "new", "name", "macro", "value"}
    assert words.isdisjoint({"spoken", "said"})


def test_code_in_the_log() -> None:
    words = found(
        "Call adress_unit, reg.adresses and recieve() on vendor,seperate but not plainly.\n"
    )
    assert words >= {"adress", "adresses", "recieve", "seperate"}
    assert words.isdisjoint({"plainly", "call"})


def test_keys_and_paths_of_other_files() -> None:
    words = found(
        "=== doc/wich.yaml\n@@\n+  adress:\n+    description: recieve it seperate\n+      - lenght\n"
    )
    assert words >= {"doc", "wich", "yaml", "adress", "lenght"}
    assert words.isdisjoint({"recieve", "seperate"})


def test_parts_are_counted_in_any_text() -> None:
    text = "irqPrio_LOW and prio, Größe of IRQs"
    assert count_parts(letters_in(text)) == Counter(parts(text))
    assert count_parts(letters_in(text))["prio"] == 2
