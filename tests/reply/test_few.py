"""Facts are whole: a list that is too long for a sentence is cut by the wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafting import check, finding, mail
from reviewbot.reply.shown import lines_with_names
from reviewbot.reply.wording import environment, few, word

if TYPE_CHECKING:
    from reviewbot.model.finding import Fact

MAIL = mail(
    "Log.\n---\n=== drivers/frob/a.c\n@@\n"
    + "".join(f"+void frob_{letter}(void);\n" for letter in "abcdef")
    + "+\n" * 30
    + "+last\n"
)


def said(name: str, facts: dict[str, Fact]) -> str:
    one = check(name)
    found = finding(MAIL, "+last", one, facts)
    return " ".join(word(environment(None, set()), one, found, above=None, ask=False).split())


def names(count: int) -> tuple[str, ...]:
    return tuple(f"frob_{letter}()" for letter in "abcdefgh"[:count])


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b"), "a and b"),
        (("a", "b", "c"), "a, b and 1 more"),
        (("a", "b", "c", "d", 5), "a, b and 3 more"),
    ],
)
def test_few(items: tuple[object, ...], expected: str) -> None:
    assert few(items, 2) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "frob_a() only comes"),
        (3, "frob_a(), frob_b() and frob_c() only come"),
        (4, "frob_a(), frob_b(), frob_c() and 1 more only come"),
    ],
)
def test_names_that_come_later(count: int, expected: str) -> None:
    facts: dict[str, Fact] = {"names": names(count), "patch": "2/2"}
    assert said("series.used_before_added", facts).startswith(f"{expected} with patch 2/2:")


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (4, "frob_a(), frob_b(), frob_c() and frob_d()"),
        (5, "frob_a(), frob_b(), frob_c() and 2 more"),
    ],
)
def test_names_of_linkage(count: int, expected: str) -> None:
    dead: dict[str, Fact] = {"names": names(count), "places": ("drivers/frob/b.h",), "why": "left"}
    assert said("linkage.dead_declaration", dead).startswith(f"The declarations of {expected} in")
    static: dict[str, Fact] = {
        "names": names(count),
        "path": "b.c",
        "headers": (),
        "declared": (),
        "newly": (),
    }
    assert said("linkage.can_be_static", {**static, "below": ()}).startswith(f"{expected} are used")
    above = said("linkage.can_be_static", {**static, "below": names(count)})
    assert "They then need forward declarations" in above
    some = said("linkage.can_be_static", {**static, "names": names(8), "below": names(count)})
    assert f"{expected} then need forward declarations" in some


def test_calls_that_are_left() -> None:
    facts: dict[str, Fact] = {"old": "frob_x", "new": "frob_y", "count": 5, "where": names(5)}
    assert "in frob_a(), frob_b(), frob_c() and 2 more." in said("conversion.left_behind", facts)


@pytest.mark.parametrize(
    ("name", "facts", "one", "more"),
    [
        (
            "enum.missing_prefix",
            {"name": "FROB_A", "prefix": "FROB_MODE_", "more": ()},
            "FROB_A should, too.",
            {"FROB_A and FROB_B should, too.": ("FROB_B",)},
        ),
        (
            "conversion.incomplete",
            {"old": "frob_x", "new": "frob_y", "count": 2, "more": 0},
            "this one is still frob_x(). I would expect it to change, too.",
            {
                "this one and 1 more below are still frob_x(). "
                "I would expect these to change, too.": 1
            },
        ),
        (
            "cleanup.loop_node_leak",
            {"put": "frob_put", "child": "child", "shown": 0, "more": 0},
            "This leaks child. Missing: frob_put(child);",
            {"Missing here and before 2 more returns of this loop: frob_put(child);": 2},
        ),
    ],
)
def test_what_else_is_so(
    name: str, facts: dict[str, Fact], one: str, more: dict[str, Fact]
) -> None:
    assert said(name, facts).endswith(one)
    for text, value in more.items():
        assert said(name, {**facts, "more": value}).endswith(text)


def test_titles_of_a_cover() -> None:
    facts: dict[str, Fact] = {"titles": ('"a"', '"b"', '"c"')}
    assert said("series.cover_claims", facts).startswith('The cover lists "a", "b" and 1 more,')


def test_tags_that_are_dropped() -> None:
    tags = ("Acked-by: A", "Acked-by: B", "Acked-by: C")
    facts: dict[str, Fact] = {"tags": tags, "before": 1, "mails": ("<a@b>", "<c@d>", "<e@f>")}
    text = said("revision.dropped_tag", facts)
    assert "from v1 (<a@b> and <c@d>);" in text
    assert text.endswith("Acked-by: A Acked-by: B and 1 more.")


def test_only_the_names_that_are_said_are_looked_for_to_be_quoted() -> None:
    found = finding(MAIL, "+last", check("frob.twice"), {"names": names(6)})
    lines = [
        MAIL.message.line(at)
        for at in lines_with_names(MAIL, found, "frob_a(), frob_b() and 4 more", found.body_line)
    ]
    assert lines == ["+void frob_a(void);", "+void frob_b(void);"]
    same = lines_with_names(MAIL, found, "Same here.", found.body_line)
    assert len(same) == len(names(6)), "a shorter wording names none of them"
