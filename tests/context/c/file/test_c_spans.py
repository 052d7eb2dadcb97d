"""Which piece a line is in."""

from __future__ import annotations

from reviewbot.context.c.file.definition import Definition, DefinitionKind
from reviewbot.context.c.file.spans import Spans


def _piece(start: int, stop: int) -> Definition:
    return Definition(DefinitionKind.MACRO, "X", False, False, start, stop, start, "")  # noqa: FBT003  static, inline


def test_a_line_is_in_the_first_piece_that_has_it() -> None:
    long, short, last = _piece(3, 9), _piece(4, 5), _piece(12, 12)
    spans = Spans([last, long, short])
    assert [spans.at(line) for line in (2, 3, 5, 9, 10, 12, 13)] == [
        None, long, long, long, None, last, None,
    ]  # fmt: skip
    assert 9 in spans
    assert 10 not in spans


def test_no_piece_has_a_line() -> None:
    assert 1 not in Spans([])
