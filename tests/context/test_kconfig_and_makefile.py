"""What is read of Kconfig files and Makefiles."""

from __future__ import annotations

from reviewbot.checks.example import example_context
from reviewbot.context.kconfig import is_kconfig, new_options
from reviewbot.context.makefile import built, is_makefile


def test_an_option_ends_where_the_next_begins_and_has_its_help() -> None:
    context = example_context(
        "Add it.\n---\n=== drivers/frob/Kconfig\n@@\n"
        '+config FROB\n+\ttristate "Frob"\n+\thelp\n+\t  Say yes.\n+\n config OLD\n \t  the module\n'
    )
    (option,) = new_options(context)
    assert (option.name, option.is_tristate, option.is_whole) == ("FROB", True, True)
    assert [line.text for line in option.said] == ["\t  Say yes."]
    assert "module" in option.beside


def test_a_hunk_without_any_option_has_none() -> None:
    assert not new_options(example_context("Add it.\n---\n=== drivers/Kconfig\n@@\n+\t  text\n"))


def test_what_a_series_builds_is_read_of_lines_with_one_object() -> None:
    context = example_context(
        "Add it.\n---\n=== drivers/frob/Makefile\n@@\n"
        "+obj-$(CONFIG_FROB)\t+= frob.o\n+obj-$(CONFIG_TWO) += a.o b.o\n"
    )
    assert [(rule.option, rule.name) for rule in built(context.series)] == [("FROB", "frob")]


def test_files_are_known_by_their_names() -> None:
    assert is_kconfig("drivers/frob/Kconfig.debug")
    assert not is_kconfig("drivers/Kconfigs/a.c")
    assert is_makefile("drivers/frob/Kbuild")
    assert not is_makefile("drivers/Makefile/a.c")
