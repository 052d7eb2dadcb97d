"""The members of a struct."""

from __future__ import annotations

import pytest

from fragments import lexed
from reviewbot.context.c.hunk.members import members


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("int a; struct b *c, **d;", "a c d"),
        ("u8 a[4], b; u32 c:1, d:2;", "a b c d"),
        ("void (*start)(struct frob *frob, int mode); int (*stop)(void);", "start stop"),
        ("u8 a __aligned(8); u8 *b __counted_by(n); u8 c[] __packed;", "a b c"),
        ("DECLARE_BITMAP(map, FROB_BITS); int a;", "map a"),
        ("struct { int a; union { int b; }; }; int c;", "a b c"),
        ("struct { int a; } b; enum { X, Y } c;", "a. b c"),
        ("unsigned long long a;;", "a"),
        ("", ""),
    ],
)
def test_members(body: str, names: str) -> None:
    found = members(lexed(body))
    assert found is not None
    assert " ".join(one.name.text + "." * one.is_inner for one in found) == names


@pytest.mark.parametrize("body", ["FROB_HEAD(a);", "FROB_HEAD", "int a", "int f(void);", "int *;"])
def test_what_is_not_understood_makes_all_unknown(body: str) -> None:
    assert members(lexed(body)) is None
