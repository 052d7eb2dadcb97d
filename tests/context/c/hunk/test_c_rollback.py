"""Calls in the way out of a failure, and tests of what nothing has set."""

from __future__ import annotations

import pytest

from fragments import find, lexed
from reviewbot.context.c.hunk.blocks import Blocks, Level
from reviewbot.context.c.hunk.cut import pairs
from reviewbot.context.c.hunk.rollback import is_rollback
from reviewbot.context.c.hunk.rollback import tested as error_of
from reviewbot.context.c.hunk.unset import tests_unset as variable_unset


def around(text: str) -> tuple[Level, ...]:
    """The blocks around ``undo()`` in a function body."""
    tokens = lexed(f"int frob_start(void)\n{{\n{text}\n}}\n")
    return tuple(Blocks(tokens, pairs(tokens)).around(find(tokens, "undo")))


@pytest.mark.parametrize(
    "text",
    [
        "if (ret) {\nundo();\nreturn ret;\n}",
        "if (unlikely(ret < 0)) {\nif (a) {\nundo();\n}\nreturn ret;\n}",
        "if (IS_ERR(p)) {\nundo();\nreturn PTR_ERR(p);\n}",
        "if (!p) {\nundo();\nret = -ENOMEM;\ngoto out;\n}",
        "if (ret)\nundo();\nreturn ret;",
        "return 0;\nerr_a:\na();\nerr_b:\nundo();\nreturn ret;",
    ],
)
def test_the_way_out_of_a_failure(text: str) -> None:
    assert is_rollback(around(text))


@pytest.mark.parametrize(
    "text",
    [
        "undo();\nreturn 0;",
        "if (a) {\nundo();\nreturn 0;\n}",
        "if (a) {\nundo();\ngoto again;\n}",
        "if (ret)\nundo();\nreturn 0;",
        "a();\nout:\nundo();\nreturn ret;",
        "return 0;\nout:\nundo();\nreturn 0;",
        "int x[] = { undo() };",
    ],
)
def test_what_is_no_way_out_of_a_failure(text: str) -> None:
    assert not is_rollback(around(text))


def test_the_function_is_the_outermost_block() -> None:
    tokens = lexed("int a(void)\n{\n\tx();\n}\n\nint b(void)\n{\n\tundo();\n}\n")
    (level,) = Blocks(tokens, pairs(tokens)).around(find(tokens, "undo"))
    assert (level.here.text, level.above, level.below) == ("undo ( ) ;", (), ())


def test_what_the_hunk_cuts_off_is_a_block_of_its_own() -> None:
    tokens = lexed("\t\treturn ret;\n\t}\n\tundo();\n\tx();\n")
    (level,) = Blocks(tokens, pairs(tokens)).around(find(tokens, "undo"))
    assert [each.text for each in level.below] == ["x ( ) ;"]


@pytest.mark.parametrize(
    ("condition", "name"),
    [
        ("ret", "ret"),
        ("likely ( err != 0 )", "err"),
        ("frob -> irq < 0", "frob -> irq"),
        ("IS_ERR ( p )", "p"),
        ("count", ""),
        ("ret && a", ""),
    ],
)
def test_what_a_condition_takes_for_an_error(condition: str, name: str) -> None:
    assert error_of(condition) == name


@pytest.mark.parametrize(
    "text",
    [
        "int ret;\nundo();\nif (ret < 0)\nreturn ret;",
        "int i, ret = 0;\nundo();\nif (ret)\ngoto out;",
        "ret = a();\nif (ret) {\nb(ret);\nreturn ret;\n}\nundo();\nif (ret)\ngoto out;",
        "ret = a();\nif (ret)\nreturn ret;\nif (x) {\nundo();\nif (ret)\nreturn ret;\n}",
        "int ret;\nif (!x) {\nret = -EINVAL;\ngoto out;\n}\nundo();\nif (ret)\nreturn ret;",
    ],
)
def test_nothing_has_set_what_is_tested(text: str) -> None:
    assert variable_unset(around(text)) == "ret"


@pytest.mark.parametrize(
    "text",
    [
        "undo();\nif (ret)\nreturn ret;",
        "int ret;\nundo();\nif (x)\nreturn ret;",
        "int ret;\nundo();",
        "int ret = a();\nundo();\nif (ret)\nreturn ret;",
        "ret = a();\nundo();\nif (ret)\nreturn ret;",
        "a(&ret);\nundo();\nif (ret)\nreturn ret;",
        "int ret;\nif (ret)\nb();\nundo();\nif (ret)\nreturn ret;",
        "int ret;\nif (!ret) {\nundo();\nif (ret)\nreturn ret;\n}",
    ],
)
def test_something_may_have_set_it(text: str) -> None:
    assert variable_unset(around(text)) == ""
