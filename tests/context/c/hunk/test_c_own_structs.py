"""The structs that only a new file knows."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.own_structs import new_own_structs

HEAD = "Add.\n---\n--- /dev/null\n+++ b/drivers/frob/core.c\n@@\n"
STRUCT = "struct frob { int a; u8 pad[3]; };"


def names(text: str) -> list[str]:
    """The structs found, each with the members that count."""
    added = "".join(f"+{line}\n" for line in text.split("\n"))
    found = new_own_structs(example_context(HEAD + added))
    return [" ".join([one.name, *(each.name.text for each in one.members)]) for one in found]


def test_a_struct_of_the_driver() -> None:
    assert names(f"{STRUCT}\nvoid f(struct frob *frob);") == ["frob a"]


def test_a_struct_whose_own_function_is_asked_what_to_write() -> None:
    own = "static int g(struct frob *frob)\n{\n\treturn frob->a;\n}"
    user = "static void f(struct frob *frob)\n{\n\twritel(g(frob), base);\n}"
    assert names(f"{STRUCT}\n{own}\n{user}") == ["frob a"]


def test_a_struct_whose_address_only_an_own_function_is_given() -> None:
    own = "static int g(struct frob *frob)\n{\n\treturn frob->a;\n}"
    user = "static int f(void)\n{\n\tstruct frob frob;\n\n\treturn g(&frob);\n}"
    assert names(f"{STRUCT}\n{own}\n{user}") == ["frob a"]


@pytest.mark.parametrize(
    "text",
    [
        STRUCT,  # nobody uses it
        f"{STRUCT}\nstatic struct frob frob = {{ 1 }};",
        f"{STRUCT}\nstatic const struct frob frobs[2] = {{ {{ 1 }} }};",
        f"{STRUCT}\nint a = ((struct frob *)b)->a;",
        f"{STRUCT}\nint a = sizeof(struct frob);",
        f"{STRUCT}\nvoid f(void)\n{{\n\tstruct frob frob;\n\n\tsend(b, &frob);\n}}",
        f"{STRUCT}\nvoid f(struct frob *frob)\n{{\n\tsend(b, frob, 4);\n}}",
        "struct frob { int a; } __packed;\nvoid f(struct frob *frob);",
        "struct __packed frob { int a; };\nvoid f(struct frob *frob);",
        "struct frob { __le16 a; int b; };\nvoid f(struct frob *frob);",
        f"{STRUCT}\nvoid f(struct frob *frob);\n#define F(x) \\\n\tg(x##_a)",
    ],
)
def test_a_struct_whose_layout_may_be_given(text: str) -> None:
    assert names(text) == []
