"""Rules are made of the lines that differ between two revisions."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from support import ROOT


@pytest.fixture
def rewrites(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401  a module
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("rewrites")


def test_lines_that_stay_are_counted_beside_those_that_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    miner = importlib.import_module("mine_rewrites")
    rule = miner.Rule("c", ("\n", "frob_say", "(", "$1"), ("\n", "frob_tell", "(", "$1"))
    places = miner.Places([rule], {"frob_say"}.__contains__)
    version = importlib.import_module("revised").Version(
        "a.c", "c", ["\0int a;", "frob_say(a);", "\0", "say(a);"], [1, 2, 3, 4]
    )
    assert places.of(version) == {rule}
    assert places.of(version._replace(lines=["\0frob_say(a);"])) == set()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a x c", [("b", "x", 1)]),
        ("a b c d", "a x y d", [("b", "x", 1), ("c", "y", 2)]),
        ("a b c d", "a x d", [("b c", "x", 1)]),
        ("a b c", "a c", [("b", "", 1)]),
        ("a c", "a b c", [("a", "a b", 0)]),
        ("a c", "b a c", []),  # nothing is above it
        ("a b b c", "a b c", []),  # perhaps the other
        ("a b c", "c a b", []),  # moved
        ("a 1 2 3 4 5 6 b", "a b", []),  # too long
    ],
)
def test_lines_are_aligned_at_those_that_stay(
    rewrites: Any,  # noqa: ANN401  a module
    before: str,
    after: str,
    expected: list[tuple[str, str, int]],
) -> None:
    found = rewrites.edits(before.split(), after.split())
    assert [(" ".join(e.before), " ".join(e.after), e.place) for e in found] == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("usleep(1000, a);", "fsleep(a);", ["⏎ usleep ( N , $1  ->  ⏎ fsleep ( $1"]),
        (
            "usleep(a, FROB);",
            "usleep(b, FROB);",
            ["⏎ usleep ( $1 , @1 ) ; ⏎  ->  ⏎ usleep ( $2 , @1 ) ; ⏎"],
        ),
        ("#include <linux/usleep.h>", "", ["⏎ # include <linux/usleep.h> ⏎  ->  (nothing)"]),
        ("/* usleep */", "/* fsleep */", []),
        ("frob(a);", "frob(b);", []),
    ],
)
def test_names_of_nobody_else_are_not_kept(
    rewrites: Any,  # noqa: ANN401  a module
    before: str,
    after: str,
    expected: list[str],
) -> None:
    known = {"include", "usleep", "fsleep", "<linux/usleep.h>"}.__contains__
    edit = rewrites.Edit((before,), (after,), 0)
    assert list(map(str, rewrites.rules_of(edit, "c", known)))[-1:] == expected
