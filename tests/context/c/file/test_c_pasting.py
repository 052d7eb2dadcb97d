"""Names that macros paste together."""

from __future__ import annotations

import pytest

from reviewbot.context.c.file.pasting import Pastings, is_pasted
from reviewbot.model.budget import budget


def _of(*sources: bytes) -> Pastings:
    found = Pastings()
    for number, source in enumerate(sources):
        found.add(f"{number}.c", source)
    return found


@pytest.mark.parametrize(
    ("macros", "name"),
    [
        (b"#define CALL(x) frob_##x()\nCALL(start)\n", "frob_start"),
        (b"#define CALL(x) x##_start()\nCALL(frob)\n", "frob_start"),
        (b"#define CALL(x, y) x##_##y()\nCALL(frob, start)\n", "frob_start"),
        (b"#define CALL(x) frob_##x##_now()\nCALL(start)\n", "frob_start_now"),
        (b"#define CALL(x) frob##x##_now()\n", "frob2_now"),
        (b"#define CALL(x) frob_  ##\t ## x()\nCALL(start)\n", "frob_start"),
    ],
)
def test_a_pasted_name_is_seen(macros: bytes, name: str) -> None:
    assert is_pasted(name, [_of(macros)])


@pytest.mark.parametrize(
    "macros",
    [
        b"#define CALL(x) frob_##x()\nCALL(stop)\n",
        b"#define CALL(x) x##_##y\n",
        b"/* frob_##x */ start\n",
        b"frob_ start\n",
    ],
)
def test_a_name_nothing_pastes_is_not(macros: bytes) -> None:
    assert not is_pasted("frob_start", [_of(macros)])


def test_one_file_pastes_what_stands_in_another() -> None:
    macro, word = b"#define CALL(x) frob_##x()\n", b"CALL(start)\n"
    assert is_pasted("frob_start", [_of(macro, word)])
    assert is_pasted("frob_start", [_of(macro), _of(word)])
    assert not is_pasted("frob_start", [_of(macro)])


def test_what_only_one_file_has_can_be_left_out() -> None:
    macro, word = b"#define CALL(x) frob_##x()\n", b"CALL(start)\n"
    assert not is_pasted("frob_start", [_of(macro, word)], but="1.c")
    assert is_pasted("frob_start", [_of(macro, word, word)], but="1.c")
    shared = _of(macro)
    shared.add(None, word)
    assert is_pasted("frob_start", [shared], but="1.c")


def test_many_pastings_cost_a_name_no_more_than_its_length() -> None:
    """Steps of one name among 10 and 1,000 pastings."""
    spent = []
    for n in (10, 1000):
        macros = "".join(f"#define M{i}(x) f{i}_##x##_y{i}(void)\n" for i in range(n))
        around = _of(macros.encode())
        with budget() as mine:
            assert not is_pasted("frob_start", [around])
        spent.append(mine.spent)
    assert spent[1] <= 3 * len("frob_start")
