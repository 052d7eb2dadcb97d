"""Parts that are built with an option, and tables of devices in them."""

from __future__ import annotations

import pytest

from fragments import hunk
from reviewbot.checks.example import example_patch
from reviewbot.context.c.hunk.conditionals import conditionals
from reviewbot.context.c.hunk.match_tables import match_tables

TABLE = 'static const struct of_device_id ids[] = {\n\t{ .compatible = "a" },\n\t{ }\n};'


@pytest.mark.parametrize(
    "opening", ["#ifdef CONFIG_OF", "#if IS_ENABLED(CONFIG_OF)", "# if defined(CONFIG_OF)"]
)
def test_a_conditional_has_its_option_and_its_code(opening: str) -> None:
    (found,) = conditionals(hunk(f"int a;\n{opening}\nint b; /* two */\n#endif\nint c;"))
    assert (found.option, found.code) == ("CONFIG_OF", "int b;")


@pytest.mark.parametrize(
    "text",
    [
        "#ifdef CONFIG_OF\nint b;\n#else\nint c;\n#endif",
        "#ifdef CONFIG_OF\nint b;",
        "int b;\n#endif",
        "#ifndef CONFIG_OF\nint b;\n#endif",
        "#if defined(CONFIG_OF) && defined(CONFIG_PM)\nint b;\n#endif",
    ],
)
def test_nothing_else_is_one(text: str) -> None:
    assert conditionals(hunk(text)) == ()


@pytest.mark.parametrize(
    ("text", "around", "is_conditional"),
    [
        (TABLE, "", False),
        (f"#ifdef CONFIG_OF\n{TABLE}\n#endif", "CONFIG_OF", True),
        (f"#ifdef CONFIG_OF\nint a;\n{TABLE}\n#endif", "", True),
        (f"#ifdef CONFIG_PM\nint a;\n#endif\n{TABLE}", "", False),
    ],
)
def test_a_table_knows_what_is_around_it(text: str, around: str, *, is_conditional: bool) -> None:
    added = "".join(f"+{line}\n" for line in text.split("\n"))
    patch = example_patch(f"Add it.\n---\n=== drivers/frob/core.c\n@@\n{added}")
    table = match_tables(patch.files[0])["ids"]
    assert (table.around.option if table.around else "") == around
    assert table.is_conditional == is_conditional
