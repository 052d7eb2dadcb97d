"""What a file has under each name."""

from __future__ import annotations

import pytest

from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.index import index, parts, shares_part
from reviewbot.model.budget import TooLargeError, budget

SOURCE = b"""\
/* frob_start() */
#include "frob.h"
#define FROB(x) frob_##x (x)
static int frob_start(int now);

static int frob_start(int now)
{
	FROB_WARN(now, "frob_start(log)");
	return frob_start (now);
}
EXPORT_SYMBOL_GPL(frob_start);
int frob_log = 1;
"""


def test_comments_are_blank_and_strings_only_where_asked() -> None:
    known = index(b"a /* b\n c */ d \"e\"; // f\n'g'\n")
    assert [line.split() for line in known.bare] == [["a"], ["d", '"e";'], ["'g'"], []]
    assert known.code_words == {"a", "d"}
    assert known.string_words == {"e"}


def test_pieces_and_lines_of_a_name() -> None:
    known = index(SOURCE)
    kinds = [piece.kind for piece in known.pieces("frob_start")]
    assert kinds == [DefinitionKind.DECLARATION, DefinitionKind.FUNCTION]
    assert known.lines("frob_start") == (4, 6, 8, 9, 11)
    assert 9 in known.spans("frob_start")
    assert 11 not in known.spans("frob_start")
    assert not known.pieces("absent")
    assert not known.lines("absent")


def test_a_line_has_a_word() -> None:
    known = index(SOURCE)
    assert known.has_at(4, "now")
    assert not known.has_at(1, "frob_start")
    assert not known.has_at(4, "frob")
    assert not known.has_at(400, "now")


def test_names_by_what_the_file_does_with_them() -> None:
    known = index(SOURCE)
    assert known.declared == {"frob_start"}
    assert known.defined == {"FROB", "frob_start", "frob_log"}
    assert known.shared == {"FROB", "EXPORT_SYMBOL_GPL", "frob_log"}
    assert known.registered == {"EXPORT_SYMBOL_GPL", "frob_start"}
    assert known.words_of_macros == {"define", "FROB", "x", "frob_"}
    assert known.made_of == set()


def test_directives_and_macros_by_line() -> None:
    known = index(SOURCE)
    assert known.includes == (2,)
    assert 3 in known.macros
    assert 4 not in known.macros
    assert known.macro_calls("now") == (8,)
    assert known.macro_calls("frob_start") == (8, 11)


def test_a_word_is_counted_with_and_without_a_bracket_behind_it() -> None:
    known = index(SOURCE)
    assert (known.mentions["frob_start"], known.calls["frob_start"]) == (5, 4)
    assert (known.mentions["frob_log"], known.calls["frob_log"]) == (1, 0)
    assert known.mentions["absent"] == 0


def test_parts_of_a_name() -> None:
    assert set(parts("a_b_c")) == {"a", "b", "c", "a_b", "b_c", "a_b_c"}
    assert set(parts("_x")) == {"", "x", "_x"}


@pytest.mark.parametrize("padding", [0, 1000])
def test_a_part_is_one_of_few_or_of_many_words(padding: int) -> None:
    words = frozenset(("log", *(f"w{number}" for number in range(padding))))
    assert shares_part("frob_log_show", words)
    assert not shares_part("frob_logs_show", words)
    assert not shares_part("frob_x_show", words)


def test_a_name_of_nothing_but_underscores_is_too_large() -> None:
    with budget(100_000), pytest.raises(TooLargeError):
        list(parts("_" * 2000))
