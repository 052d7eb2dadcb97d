"""Enumerations of whole files and what functions do with their names."""

from __future__ import annotations

import pytest

from reviewbot.context.c.file.enumerators import Mention, enumerations, is_stored, mention

HEADER = b"""\
enum frob_state {
	FROB_NEW,	/* fresh */
	FROB_LIVE = 4,
};
typedef enum frob_mode { FROB_FAST } frob_mode_t;
enum { FROB_MAX };
struct frob { enum frob_state state; };
enum frob_state frob_get(void) { return FROB_NEW; }
"""


def test_enumerations_with_a_tag_and_where_their_members_are() -> None:
    found = enumerations(HEADER)
    assert {tag: each.members for tag, each in found.items()} == {
        "frob_state": {"FROB_NEW": 2, "FROB_LIVE": 3},
        "frob_mode": {"FROB_FAST": 5},
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("tell(frob, NEW);", Mention(("tell",), compared=False)),
        ("if (frob->state == NEW)\n\t\ttell(frob, NEW);", Mention(("tell",), compared=True)),
        ("switch (x) {\n\tcase NEW:\n\t\tbreak;\n\t}", Mention((), compared=True)),
        ("frob->state = NEW;", None),
        ("tell(frob, NEW | LIVE);", None),
        ("return NEW;", None),
        ("int all[] = { NEW };", None),
    ],
)
def test_mention_is_known_only_where_all_of_it_is(body: str, expected: Mention | None) -> None:
    source = f"void f(struct frob *frob, int x)\n{{\n\t{body}\n}}\n".encode()
    assert mention(source, 3, "NEW") == expected


def test_no_mention_outside_of_functions() -> None:
    assert mention(b"int next[] = {\n\tNEW,\n};\n", 2, "NEW") is None


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("	frob->state = NEW;", True),
        ("	if (frob->state == NEW)", False),
        ("	x = y == NEW;", False),
        ("	frob->state = NEWER;", False),
    ],
)
def test_stored_is_a_plain_assignment(text: str, *, stored: bool) -> None:
    assert is_stored(text, "NEW") is stored
