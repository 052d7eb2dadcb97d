"""What a file's functions acquire and none releases."""

from __future__ import annotations

from reviewbot.context.c.file.teardown import unreleased
from reviewbot.knowledge.pairs import read

PAIRS = read("""
origin = "a tree"
pairs = [
  ["frob_on", "frob_off", "0<0", "errno", 0, 90, 100, 80, 90],
  ["frob_new", "frob_free", "0<r", "null", 0, 90, 100, 80, 90],
  ["frob_get", "frob_put", "0<0", "errno", 1, 90, 100, 80, 90],
]
""")

TABLE = "static struct driver d = { .probe = probe, .remove = remove };\n"


def found(probe: str, remove: str, more: str = "", table: str = TABLE) -> list[str]:
    source = (
        f"static int probe(struct dev *d)\n{{\n\tint ret;\n\n{probe}\n\treturn 0;\n}}\n\n"
        f"static void remove(struct dev *d)\n{{\n{remove}\n}}\n\n{more}\n{table}"
    )
    return [each.acquire.callee for each in unreleased(source.encode(), PAIRS)]


ON = "\tret = frob_on(d->clk);\n\tif (ret)\n\t\treturn ret;"


def test_what_nobody_releases_is_found() -> None:
    assert found(ON, "\twrite(d, 0);") == ["frob_on"]


def test_what_the_counterpart_releases_is_not() -> None:
    assert found(ON, "\tfrob_off(d->clk);") == []


def test_a_release_of_another_thing_does_not_count() -> None:
    assert found(ON, "\tfrob_off(d->other);") == ["frob_on"]
    assert found(ON, "\tfrob_off(clk);") == []  # may be ours


def test_any_function_of_the_file_may_release_it() -> None:
    assert found(ON, "", "static void action(void *clk)\n{\n\tfrob_off(clk);\n}\n") == []


def test_a_function_of_another_file_may_undo_everything() -> None:
    assert found(ON, "\tcore_exit(d);") == []


def test_a_function_of_this_file_is_looked_into() -> None:
    quiet = "static void all_exit(struct dev *d)\n{\n\twrite(d, 0);\n}\n"
    assert found(ON, "\tall_exit(d);", quiet) == ["frob_on"]
    assert found(ON, "\tall_exit(d);", quiet.replace("write(d, 0)", "core_exit(d)")) == []


def test_what_is_handed_over_as_an_action_is_released() -> None:
    assert found(f"{ON}\n\tret = add_action(d, (void *)frob_off, d->clk);", "") == []


def test_what_is_released_before_success_is_not_held() -> None:
    assert found(f"{ON}\n\tfrob_off(d->clk);", "") == []


def test_an_error_path_is_no_success() -> None:
    ladder = (
        f"{ON}\n\tret = boot(d);\n\tif (ret)\n\t\tgoto err;\n\treturn 0;\nerr:\n\tfrob_off(d->clk);"
    )
    source = f"static int probe(struct dev *d)\n{{\n\tint ret;\n\n{ladder}\n\treturn ret;\n}}\nstatic void remove(struct dev *d)\n{{\n}}\n{TABLE}"
    (leak,) = unreleased(source.encode(), PAIRS)
    assert leak.own == 13


def test_only_functions_that_acquire_on_some_lines_are_looked_at() -> None:
    source = f"static int probe(struct dev *d)\n{{\n\tint ret;\n\n{ON}\n\treturn 0;\n}}\nstatic void remove(struct dev *d)\n{{\n}}\n{TABLE}".encode()
    assert [len(unreleased(source, PAIRS, [at])) for at in range(12)] == [0] * 5 + [1] + [0] * 6
    assert unreleased(source, PAIRS, [5]) == unreleased(source, PAIRS)


def test_what_turns_off_and_on_again_keeps_things_as_they_were() -> None:
    assert found(f"\tfrob_off(d->clk);\n{ON}", "") == []


def test_what_is_made_once_is_kept_on_purpose() -> None:
    new = "d->f = frob_new(d);\n\tif (!d->f)\n\t\treturn -ENOMEM;"
    assert found(f"\t{new}", "\twrite(d, 0);") == ["frob_new"]
    assert found(f"\tif (!d->f) {{\n\t{new}\n\t}}", "\twrite(d, 0);") == []


def test_references_are_not_looked_at() -> None:
    assert found("\tret = frob_get(d->ref);\n\tif (ret)\n\t\treturn ret;", "") == []


def test_a_thing_others_may_free_is_marked() -> None:
    new = "\tstruct frob *f = frob_new(d);\n\tif (!f)\n\t\treturn -ENOMEM;\n\tregister_it(f);"
    source = f"static int probe(struct dev *d)\n{{\n{new}\n\treturn 0;\n}}\nstatic void remove(struct dev *d)\n{{\n}}\n{TABLE}"
    (leak,) = unreleased(source.encode(), PAIRS)
    assert leak.is_passed_on


INIT = """
static int d_init(struct dev *d)
{
	return frob_on(d->clk);
}

static void d_exit(struct dev *d)
{
}
"""


def named(source: str) -> list[str]:
    return [each.start.name for each in unreleased(source.encode(), PAIRS)]


def test_names_count_only_where_no_table_does() -> None:
    assert named(INIT) == ["d_init"]
    assert named(f"{INIT}static struct ops o = {{ .begin = d_init }};\n") == []


def test_names_count_only_where_all_callers_are_seen() -> None:
    assert named(INIT.replace("static void", "void")) == []
    assert (
        named(f"{INIT}void d_close(struct dev *d)\n{{\n\tcore_exit(d);\n\td_exit(d);\n}}\n") == []
    )
