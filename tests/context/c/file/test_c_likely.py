"""Functions that are looked for before a file is taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.context.c.file import likely as module
from reviewbot.context.c.file.definitions import enclosing
from reviewbot.context.c.file.likely import likely, stretches

if TYPE_CHECKING:
    from reviewbot.context.c.file.definition import Definition

SOURCE = """#include <linux/frob.h>

#define FROB(x) do { frob(x); } while (0)

static int frob_get(void)
{
	return 1;
}

static const char * const names[] = {
	"frob",
};

static inline void frob_stub(void) { }

int frob_put(int a)
{
	frob(a);
	return 0;
}
"""
LINES = range(1, SOURCE.count("\n") + 1)


@pytest.mark.parametrize("word", ["frob(", "return", "frob_get", "nothing", "{", "names"])
def test_they_are_those_that_all_of_the_file_shows(word: str) -> None:
    def has(each: Definition) -> bool:
        return word in each.text[each.opening :]

    source = SOURCE.encode()
    for line in LINES:
        assert [*likely(source, [line], has)] == [*filter(has, enclosing(source, [line]))]


def test_a_file_is_not_taken_apart_where_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "enclosing", None)
    assert not [*likely(SOURCE.encode(), LINES, lambda each: "no such" in each.text)]


def test_what_is_between_ends_of_functions_has_lines_and_body_of_one() -> None:
    (first,) = stretches(SOURCE.encode(), [6])
    assert (first.start, first.stop) == (1, 8)
    assert first.text[first.opening :] == "{\n\treturn 1;\n}"
    assert [(each.start, each.stop) for each in stretches(SOURCE.encode(), LINES)] == [
        (1, 8),
        (9, 12),
        (13, 20),
    ]


def test_what_has_no_brace_has_no_function() -> None:
    assert not [*stretches(b"int a;\n#define B {\nint c;\n", [1, 2, 3])]
