"""Blanks between the words of a line of C."""

from __future__ import annotations

import pytest

from reviewbot.context.c.hunk.spacing import has_double


@pytest.mark.parametrize(
    ("text", "is_double"),
    [
        ("\ta =  b;", True),
        ("\tif (a)  {", True),
        ("\treturn  -EIO;", True),
        ("\ta = b;", False),
        ("\ta  = b;", False),  # columns
        ("\tu8  a;", False),
        ("\ta |=  b;", False),
        ("\ta  |= b;", False),
        ("\tf(a,  b);", False),
        ("\ta =   b;", False),
        ('\tf("a  (b");', False),
        ("\tf(a); /* a  (b */", False),
        ("\tf(a) \\", False),
    ],
)
def test_two_blanks(text: str, *, is_double: bool) -> None:
    assert has_double(text) is is_double
