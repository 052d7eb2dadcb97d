"""Which functions of a file belong together."""

from __future__ import annotations

from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.partners import Partners, partners

FUNCTIONS = """
static int frob_begin(struct device *dev)
{
	return 0;
}

static void frob_quit(struct device *dev)
{
}
"""


def found(source: str) -> tuple[Partners, ...]:
    return partners(definitions(source.encode()))


def test_members_of_one_table_belong_together() -> None:
    table = """
static struct frob_driver frob_driver = {
	.driver = { .name = "frob" },
	.probe = frob_begin,
	.remove = &frob_quit,
};
"""
    assert found(FUNCTIONS + table) == (
        Partners("frob_begin", "frob_quit", backward=False, registered=True),
    )


def test_members_of_two_tables_do_not() -> None:
    tables = """
static struct frob_driver frob_driver = { .probe = frob_begin };
static struct frob_driver other_driver = { .remove = frob_quit };
"""
    assert found(FUNCTIONS + tables) == ()


def test_macros_at_top_level_belong_together() -> None:
    macros = "\nmodule_init(frob_begin);\nmodule_exit(frob_quit);\n"
    assert found(FUNCTIONS + macros) == (
        Partners("frob_begin", "frob_quit", backward=False, registered=True),
    )


def test_names_that_differ_in_an_opposite_belong_together() -> None:
    source = FUNCTIONS.replace("frob_begin", "frob_power_on").replace("frob_quit", "frob_power_off")
    assert found(source) == (
        Partners("frob_power_on", "frob_power_off", backward=False, registered=False),
    )


def test_suspend_and_resume_are_the_other_way_round() -> None:
    table = "\nstatic struct pm frob_pm = { .suspend = frob_begin, .resume = frob_quit };\n"
    assert found(FUNCTIONS + table) == (
        Partners("frob_begin", "frob_quit", backward=True, registered=True),
    )


def test_a_function_of_another_file_is_no_partner() -> None:
    table = "\nstatic struct frob_driver d = { .probe = frob_begin, .remove = core_quit };\n"
    assert found(FUNCTIONS + table) == ()
