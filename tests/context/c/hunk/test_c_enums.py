"""Enumerations in hunks."""

from __future__ import annotations

import time

import pytest

from fragments import hunk
from reviewbot.context.c.hunk.enums import Enum, enums
from reviewbot.context.c.hunk.tokens import spelled


def only(text: str, section: str = "") -> Enum:
    (found,) = enums(hunk(text, section))
    return found


def names(enum: Enum) -> list[str]:
    return [member.name for member in enum.members]


def test_whole_enum() -> None:
    found = only("enum frob_state {\n\tFROB_A,\n\tFROB_B = 1 << 2,\n\tFROB_C = F(1, 2)\n};")
    assert found.tag == "frob_state"
    assert found.whole
    assert found.line is not None
    assert found.line.body_line == 1
    assert names(found) == ["FROB_A", "FROB_B", "FROB_C"]
    assert [spelled(member.value) for member in found.members] == ["", "1 << 2", "F ( 1 , 2 )"]
    assert [member.line.body_line for member in found.members] == [2, 3, 4]


def test_comments_belong_to_the_member_they_stand_beside_or_above() -> None:
    found = only(
        "/* What. */\nenum frob {\n\t/* above */\n\tFROB_A, /* beside */\n\tFROB_B = 1, /* b */\n};"
    )
    assert found.note == "/* What. */"
    assert [member.comments for member in found.members] == [
        ("/* above */", "/* beside */"),
        ("/* b */",),
    ]


def test_cut_off_below() -> None:
    found = only("enum frob {\n\tFROB_A,\n\tFROB_B,")
    assert names(found) == ["FROB_A", "FROB_B"]
    assert not found.whole


def test_begun_above_it_is_that_of_the_section() -> None:
    found = only("\tFROB_A,\n\tFROB_B,\n};\n\nstruct frob {\n\tint a;", section="enum frob {")
    assert found.tag == "frob"
    assert found.line is None
    assert names(found) == ["FROB_A", "FROB_B"]
    assert not found.whole


def test_section_that_ended_before_the_hunk() -> None:
    assert not list(enums(hunk("int frob;\nint bar;", section="enum frob {")))
    assert not list(enums(hunk("\tint frob;\n", section="enum frob {")))


def test_nothing_added_or_left() -> None:
    assert not list(enums(hunk("", section="enum frob {")))


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("enum { A, B };", ""),
        ("typedef enum frob { A, B } frob_t;", "frob"),
        ("static enum frob { A, B } now;", "frob"),
        ("enum __attribute__((packed)) frob { A, B };", "frob"),
        ("enum frob : u8 { A, B };", "frob"),
    ],
)
def test_tag(text: str, tag: str) -> None:
    found = only(text)
    assert found.tag == tag
    assert names(found) == ["A", "B"]


@pytest.mark.parametrize(
    "text",
    [
        "enum frob x;",
        "enum frob get(void)\n{\n\treturn A;\n}",
        "enum frob { FROB(A), FROB(B) };",
        "enum frob {\n",
        "/* enum frob { A, B }; */",
    ],
)
def test_no_enum(text: str) -> None:
    assert not list(enums(hunk(text)))


@pytest.mark.slow
@pytest.mark.parametrize("part", ["enum {", "enum { a = (", "enum a {b,", "enum a { b = 1 + "])
def test_work_is_linear_in_hostile_text(part: str) -> None:
    start = time.process_time()
    list(enums(hunk(part * 20_000)))
    assert time.process_time() - start < 5
