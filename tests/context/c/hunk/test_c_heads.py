"""Where the declarations of a function end."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.heads import new_heads


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("int a;|a = 1;", (";", "a")),
        ("struct frob *f = g(1, 2);|return f->a;", (";", "return")),
        ("int a[2] = { 1, 2 };|f(a);", (";", "f")),
        ("int a, *b;|int c;|if (a)|f();", (";", "if")),
        ("int a;|int (*f)(int);|a = 1;", None),
        ("int a;|LIST_HEAD(list);|a = 1;", None),
        ("int a;|guard(mutex)(&lock);|a = 1;", None),
        ("f();|int a;", None),
        ("int a;", None),
    ],
)
def test_the_head_of_a_function(body: str, head: tuple[str, str] | None) -> None:
    lines = ["static int frob(void)", "{", *(f"\t{line}" for line in body.split("|")), "}"]
    short = "Add.\n---\n=== drivers/frob/core.c\n@@\n" + "".join(f"+{line}\n" for line in lines)
    found = [(last.text, first.text) for last, first in new_heads(example_context(short))]
    assert found == ([head] if head else [])
