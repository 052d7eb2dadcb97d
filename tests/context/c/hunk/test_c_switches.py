"""Switches taken apart into arms."""

from __future__ import annotations

import pytest

from fragments import lexed
from reviewbot.context.c.hunk.cut import braced
from reviewbot.context.c.hunk.switches import Arm, Switch, read_switch
from reviewbot.context.c.hunk.tokens import spelled


def read(text: str) -> Switch | None:
    """The outermost switch of the text."""
    cuts = list(braced(lexed(text), "switch"))
    return read_switch(cuts[0]) if cuts else None


def arms(body: str) -> tuple[Arm, ...]:
    switch = read(f"switch (x) {{\n{body}\n}}")
    assert switch is not None
    return switch.arms


def test_subject_labels_and_bodies() -> None:
    switch = read("switch (a->b & C) { case 1: case D + 1: f(); break; default: ; }")
    assert switch is not None
    assert spelled(switch.subject) == "a -> b & C"
    assert [[label.name for label in arm.labels] for arm in switch.arms] == [
        ["1", "D + 1"],
        ["default"],
    ]
    assert [spelled(arm.body) for arm in switch.arms] == ["f ( ) ; break ;", ";"]
    assert [arm.labels[-1].is_default for arm in switch.arms] == [False, True]


def test_labels_with_colons_ranges_and_signs() -> None:
    found = arms("case A ? 1 : 2: f(); case 'a' ... 'f': g(); case -EIO: h();")
    assert [arm.labels[0].name for arm in found] == ["A ? 1 : 2", "'a' ... 'f'", "-EIO"]
    assert [arm.labels[0].is_range for arm in found] == [False, True, False]


def test_labels_of_nested_switches_are_not_ours() -> None:
    found = arms("case 1: switch (y) { case 2: break; default: break; } break; case 3: {\n}")
    assert [arm.labels[0].name for arm in found] == ["1", "3"]
    inside_block = arms("case 1: { if (a) { switch (y) { case 2: break; } } } break;")
    assert len(inside_block) == 1


def test_last_label_may_have_no_body() -> None:
    (arm,) = arms("case 1:\ncase 2:")
    assert [label.name for label in arm.labels] == ["1", "2"]
    assert not arm.only_breaks


@pytest.mark.parametrize(
    ("body", "only_breaks", "breaks_out"),
    [
        ("break;", True, True),
        ("break; /* done */", True, True),
        ("{ break; }", False, True),
        ("f(); break;", False, True),
        ("break; break;", False, True),
        ("if (a) break;", False, False),
        ("return 1;", False, False),
        ("", False, False),
        (";", False, False),
    ],
)
def test_what_a_body_does(body: str, *, only_breaks: bool, breaks_out: bool) -> None:
    (arm,) = arms(f"case 1: {body}")
    assert (arm.only_breaks, arm.breaks_out) == (only_breaks, breaks_out)


@pytest.mark.parametrize(
    ("above", "entered"),
    [
        ("break;", False),
        ("return f(a, (b) ? c : d);", False),
        ("goto out;", False),
        ("continue;", False),
        ("{ f(); break; }", False),
        ("while (a) { f(); } break;", False),
        ("do { f(); } while (a); break;", False),
        ("f();", True),
        ("fallthrough;", True),
        ("if (a) break;", True),
        ("if (a) f(); else break;", True),
        ("if (a) { return 1; } else { return 2; }", True),
        ("{ a; } { break; }", True),
        ("for (;;) break;", True),
        ("f(); MACRO", True),
        ("break; MACRO(1)", True),
        ("out: break;", True),
    ],
)
def test_whether_the_next_arm_is_entered_from_above(above: str, *, entered: bool) -> None:
    found = arms(f"case 1: {above} case 2: break;")
    assert [arm.entered_from_above for arm in found] == [False, entered]


@pytest.mark.parametrize(
    ("body", "commented"),
    [
        ("case 1: f(); break; // one\ncase 2: break;", [True, False]),
        ("case 1: f(); break;\n/* two */\ncase 2: break;", [False, True]),
        ("/* one */\ncase 1: f(); break;\ncase 2: break;", [True, False]),
        ("case 1: f(); break;\ncase 2: /* two */\nbreak;", [False, True]),
        ("case 1: f(); break;\ncase 2:\nbreak; /* two */", [False, True]),
        ("case 1: f(); break;\ncase 2:\nbreak;\n/* nothing else */", [False, True]),
        ("case 1 /* one */: f(); break;\ncase 2: break;", [True, False]),
        ("case 1:\n/* one */\ncase 2: f(); break;\ncase 3: break;", [True, False]),
    ],
)
def test_which_arm_a_comment_belongs_to(body: str, commented: list[bool]) -> None:
    assert [arm.has_comment for arm in arms(body)] == commented


@pytest.mark.parametrize(
    "text",
    [
        "switch (x) { }",
        "switch (x) { int y; case 1: break; }",
        "switch (x) { CASES case 1: break; }",
        "switch (x) { case 1:\n#ifdef A\nbreak;\n#endif\n}",
        "switch (x) { case 1: \\\nbreak; \\\n}",
        "switch (x) { case 1: { case 2: break; } }",
        "switch (x) { case 1: while (a) { if (b) { default: break; } } }",
        "switch (x) { case 1; }",
        "switch (x) { case }",
        "switch (x) { case 1: switch (y) case 2: break; }",
        "switch x { case 1: break; }",
    ],
)
def test_what_is_not_certain_is_not_read(text: str) -> None:
    assert read(text) is None
