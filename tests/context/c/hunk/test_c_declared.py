"""Tests of what parameters and variables are declared as."""

from __future__ import annotations

import pytest

from fragments import find, hunk, lexed
from reviewbot.context.c.hunk.declared import (
    Declared,
    declarations,
    mentions,
    name_of,
    returned,
    type_of,
)
from reviewbot.context.c.hunk.functions import Function, enclosing

FUNCTION = """\
static __always_inline const struct frob *frob_find(struct device *dev, const u8 *from, u8 to[4],
						void (*call)(int given), unsigned int count)
{
	static const u8 table[] = { 1, 2 };
	struct frob *frob = NULL, **last, first = { .a = 1, .b = 2 };
	struct frob *kept __free(kfree) = kzalloc(sizeof(*kept), GFP_KERNEL);
	unsigned long flags __maybe_unused, buffer[4] __aligned(8);
	int ret = -EINVAL, i;

	frob->count = count * last;
	HERE(dev);
	for (unsigned int j = 0; j < count; j++) {
		s64 i = 3;
		if (ret)
			goto out;
	}
out:
	return frob;
}
"""


@pytest.fixture
def function() -> Function:
    tokens = lexed(FUNCTION)
    found = enclosing(hunk(FUNCTION), tokens, find(tokens, "HERE"))
    assert found
    return found


def one(function: Function, name: str) -> Declared:
    (found,) = declarations(function)[name]
    return found


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("dev", "struct device *"),
        ("from", "u8 *"),
        ("count", "unsigned int"),
        ("frob", "struct frob *"),
        ("last", "struct frob * *"),
        ("first", "struct frob"),
        ("kept", "struct frob *"),
        ("flags", "unsigned long"),
        ("ret", "int"),
        ("j", "unsigned int"),
    ],
)
def test_the_type_of_a_parameter_or_variable(function: Function, name: str, type_: str) -> None:
    assert type_of(name, function) == type_


@pytest.mark.parametrize("name", ["to", "table", "buffer", "i", "call", "given", "out", "nobody"])
def test_no_type_of_arrays_of_two_types_of_what_is_no_variable(
    function: Function, name: str
) -> None:
    assert type_of(name, function) == ""


def test_what_a_function_returns(function: Function) -> None:
    assert returned(function) == "struct frob *"
    assert name_of(function) == "frob_find"


def test_where_a_variable_is_named_and_no_member_tag_or_label(function: Function) -> None:
    named = mentions("frob", function)
    assert [function.body[at - 1].text for at in named] == ["*", ";", "return"]
    assert mentions("out", function) == mentions("out", function)[-1:]  # where it stands


def test_what_a_declaration_says_besides_the_type(function: Function) -> None:
    assert one(function, "table").is_array
    assert one(function, "table").words == ("static", "const", "u8")
    assert [token.text for token in one(function, "ret").value] == ["-", "EINVAL"]
    assert one(function, "frob").stop == one(function, "last").stop
    assert function.body[one(function, "ret").stop - 1].text == ";"
    assert function.body[one(function, "frob").at].text == "frob"
    assert one(function, "kept").is_managed
    assert not one(function, "frob").is_managed
    assert not one(function, "flags").is_managed
    assert one(function, "dev").is_parameter
    assert not one(function, "ret").is_parameter


def test_only_calls_and_assignments_declare_nothing() -> None:
    text = "int f(void)\n{\n\treturn *x;\n\ta = b;\n\tf(a, b);\n\tgoto out;\n\tHERE;\n}\n"
    tokens = lexed(text)
    found = enclosing(hunk(text), tokens, find(tokens, "HERE"))
    assert found
    assert declarations(found) == {}


def test_a_parameter_that_the_section_cuts_off_is_not_known() -> None:
    text = "\tHERE;\n"
    section = "static int frob_find(struct device *dev, struct frob"
    found = enclosing(hunk(text, section), lexed(text), 0)
    assert found
    assert list(declarations(found)) == ["dev"]
    assert returned(found) == "int"


@pytest.mark.parametrize(
    "cut", ["int ret", "int ret = 0", "int ret, i", "int ret[", "struct frob *"]
)
def test_a_declaration_that_the_hunk_cuts_off_is_none(cut: str) -> None:
    text = f"\tHERE;\n\t{cut}"
    found = enclosing(hunk(text, "int f(void)"), lexed(text), 0)
    assert found
    assert declarations(found) == {}
