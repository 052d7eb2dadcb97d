"""Places of each convention in invented files: one that keeps it, and one that does not."""

from __future__ import annotations

import pytest

from reviewbot.context.habits.places import all_places, places
from reviewbot.knowledge.habits import habits

PROBE = "\nstatic int frob_probe(struct frob_device *fdev)\n{{\n{}\n\treturn 0;\n}}\n"
REMOVE = "\nstatic void frob_remove(struct frob_device *fdev)\n{{\n{}\n}}\n"
TABLE = '\nstatic const struct of_device_id frob_ids[] = {{\n\t{{ .compatible = "frob,a" }},\n{}\n}};{}\n'
CALL = "\nint frob(struct frob *f)\n{{\n\tint ret;\n\n{}\n}}\n"

EXAMPLES = {
    "dev_err_probe": (
        PROBE.format('\tif (ret)\n\t\treturn dev_err_probe(dev, ret, "no clock\\n");'),
        PROBE.format('\tif (ret) {\n\t\tdev_err(dev, "no clock\\n");\n\t\treturn ret;\n\t}'),
    ),
    "quiet_probe": (PROBE.format("\tfrob();"), PROBE.format('\tdev_info(dev, "frob is here\\n");')),
    "devm_mutex_init": (
        PROBE.format("\tret = devm_mutex_init(dev, &f->lock);"),
        PROBE.format("\tmutex_init(&f->lock);"),
    ),
    "any_match_data": (
        "x = device_get_match_data(dev);",
        "x = of_device_get_match_data(dev);",
    ),
    "device_property": (
        'device_property_read_u32(dev, "frob", &x);',
        'of_property_read_u32(np, "frob", &x);',
    ),
    "scoped_child_loop": (
        "device_for_each_child_node_scoped(dev, child)",
        "for_each_available_child_of_node(np, child)",
    ),
    "plain_match_table": (
        "\t.of_match_table = frob_ids,",
        "\t.of_match_table = of_match_ptr(frob_ids),",
    ),
    "built_match_table": (
        "\n\nstatic const struct of_device_id frob_ids[] = {\n",
        "\n#ifdef CONFIG_OF\nstatic const struct of_device_id frob_ids[] = {\n",
    ),
    "guard": ("\tguard(mutex)(&f->lock);", "\tmutex_lock(&f->lock);"),
    "field_access": ("x = FIELD_GET(FROB_MASK, v);", "x = (v & FROB_MASK) >> FROB_SHIFT;"),
    "genmask": ("#define FROB_MASK\tGENMASK(3, 0)\n", "#define FROB_MASK\t0x0f\n"),
    "bit": ("#define FROB_ON\tBIT(3)\n", "#define FROB_ON\t(1 << 3)\n"),
    "get_unaligned": ("x = get_unaligned_be16(buf);", "x = (buf[0] << 8) | buf[1];"),
    "put_unaligned": ("put_unaligned_be16(x, buf);", "\tbuf[0] = x >> 8;"),
    "sysfs_emit": ('return sysfs_emit(buf, "%d\\n", x);', 'return sprintf(buf, "%d\\n", x);'),
    "device_attr_rw": (
        "static DEVICE_ATTR_RO(frob);",
        "static DEVICE_ATTR(frob, 0444, frob_show, NULL);",
    ),
    "terminator_space": (TABLE.format("\t{ }", ""), TABLE.format("\t{}", "")),
    "terminator_comma": (TABLE.format("\t{ }", ""), TABLE.format("\t{ /* end */ },", "")),
    "trailing_comma": (
        "\nenum frob {\n\tFROB_A,\n\tFROB_B,\n};\n",
        "\nenum frob {\n\tFROB_A,\n\tFROB_B\n};\n",
    ),
    "table_and_macro": (
        TABLE.format("\t{ }", "\nMODULE_DEVICE_TABLE(of, frob_ids);"),
        TABLE.format("\t{ }", "\n\nMODULE_DEVICE_TABLE(of, frob_ids);"),
    ),
    "driver_and_macro": (
        "\n\t.probe = frob_probe,\n};\nmodule_platform_driver(frob_driver);\n",
        "\n\t.probe = frob_probe,\n};\n\nmodule_platform_driver(frob_driver);\n",
    ),
    "truth_of_result": ("\tif (ret)\n\t\tgoto out;", "\tif (ret < 0)\n\t\tgoto out;"),
    "omitted_operand": ("x = name ?: fallback;", "x = name ? name : fallback;"),
    "blank_behind_test": (
        CALL.format("\tret = frob_a();\n\tif (ret)\n\t\treturn ret;\n\n\tfrob_b();"),
        CALL.format("\tret = frob_a();\n\tif (ret)\n\t\treturn ret;\n\tfrob_b();"),
    ),
    "joined_declarations": ("\n{\n\tint a, b;\n", "\n{\n\tint a;\n\tint b;\n"),
    "brace_blanks": ("int x[] = { 1, 2 };", "int x[] = {1, 2};"),
    "aligned": (
        CALL.format("\tret = frob_a(f,\n\t\t     1);"),
        CALL.format("\tret = frob_a(f,\n\t\t1);"),
    ),
    "sorted_includes": (
        "".join(f"#include <linux/{x}.h>\n" for x in "abcd"),
        "".join(f"#include <linux/{x}.h>\n" for x in "bacd"),
    ),
    "direct_includes": (
        "#include <linux/bits.h>\n#define FROB_ON BIT(3)\n",
        "#include <linux/module.h>\nstatic const struct of_device_id frob_ids[] = {\n",
    ),
    "comment_form": (
        "\n\t/*\n\t * Frob\n\t * it.\n\t */\n",
        "\n\t/* Frob\n\t * it.\n\t */\n",
    ),
    "return_section": (
        "\n/**\n * frob() - frob it\n *\n * Return: 0 on success.\n */\n",
        "\n/**\n * frob() - frob it\n *\n * Returns 0 on success.\n */\n",
    ),
    "fsleep": ("\tfsleep(100);", "\tusleep_range(100, 200);"),
    "named_frequency": ("\t.max_hz = 3 * HZ_PER_MHZ,", "\t.max_hz = 3000000,"),
    "named_factor": ("x = y * MICRO;", "x = y * 1000000;"),
    "named_time": ("\tfsleep(5 * USEC_PER_MSEC);", "\tfsleep(5000);"),
    "regmap_set_bits": (
        "ret = regmap_set_bits(map, FROB_REG, FROB_ON);",
        "ret = regmap_update_bits(map, FROB_REG, FROB_ON, FROB_ON);",
    ),
    "unsigned_index": ("\tunsigned int i;", "\tint i;"),
    "returned_call": (
        CALL.format("\treturn frob_a(f);"),
        CALL.format("\tret = frob_a(f);\n\tif (ret)\n\t\treturn ret;\n\n\treturn 0;"),
    ),
    "size_of_target": (
        "f = kzalloc(sizeof(*f), GFP_KERNEL);",
        "f = kzalloc(sizeof(struct frob), GFP_KERNEL);",
    ),
    "named_choice": ("str_on_off(x)", 'x ? "on" : "off"'),
    "new_pm_macros": (
        "static DEFINE_SIMPLE_DEV_PM_OPS(frob_pm, frob_suspend, frob_resume);",
        "static SIMPLE_DEV_PM_OPS(frob_pm, frob_suspend, frob_resume);",
    ),
    "reverse_xmas_tree": (
        "static int frob_a(void)\n{\n\tstruct frob *f = frob_get();\n\tu32 rate = 0;\n\tint ret;\n\n}",
        "static int frob_a(void)\n{\n\tint ret;\n\tstruct frob *f = frob_get();\n\tu32 rate = 0;\n\n}",
    ),
    "min_max": ("x = min(x, most);", "\tif (x > most)\n\t\tx = most;"),
    "kernel_types": ("\tu32 rate;", "\tuint32_t rate;"),
    "inner_comma": ("\n\t{ .a = 1 },", "\n\t{ .a = 1, },"),
    "tabbed_defines": ("\n#define FROB_REG\t0x10\n", "\n#define FROB_REG 0x10\n"),
    "plain_members": ("\n\t.probe = frob_probe,", "\n\t.probe\t= frob_probe,"),
    "aligned_values": (
        CALL.format("\tf->mask = FROB_A |\n\t\t  FROB_B;"),
        CALL.format("\tf->mask = FROB_A |\n\t\tFROB_B;"),
    ),
    "blank_before_return": (
        "\nint f(void)\n{\n\tfrob_a();\n\n\treturn 0;\n}\n",
        "\nint f(void)\n{\n\tfrob_a();\n\treturn 0;\n}\n",
    ),
    "disabled_last": (
        '\tstatus = "disabled";\n\n\tled: led@1 {',
        '\tstatus = "disabled";\n\treg = <0x40>;',
    ),
}


def test_each_convention_has_an_example() -> None:
    assert EXAMPLES.keys() == habits().keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_place_that_keeps_it_is_told_from_one_that_does_not(name: str) -> None:
    kept, other = EXAMPLES[name]
    assert places(name, kept) == (1, 1)
    assert places(name, other) == (0, 1)
    assert places(name, f"{kept}\n{other}") == (1, 2)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_file_with_nothing_of_it_has_no_place(name: str) -> None:
    assert places(name, "\nint frob;\n") == (0, 0)


def test_what_is_in_a_comment_or_a_string_is_no_place() -> None:
    text = '/* mutex_lock(&f->lock); */\n#define FROB "mutex_lock("\n'
    assert places("guard", text) == (0, 0)


def test_what_is_not_in_a_probe_function_is_no_place_of_one() -> None:
    body = '\tif (ret) {\n\t\tdev_err(dev, "no\\n");\n\t\treturn ret;\n\t}'
    assert places("dev_err_probe", REMOVE.format(body)) == (0, 0)


def test_all_conventions_of_a_file_are_counted_at_once() -> None:
    text = "\tguard(mutex)(&a);\n\tmutex_lock(&b);\n\tif (ret)\n"
    assert list(all_places(text, "drivers/frob/core.c")) == [
        ("guard", 1, 2),
        ("truth_of_result", 1, 1),
    ]


def test_what_is_counted_is_told_in_a_sentence() -> None:
    for habit in habits().values():
        assert habit.places_in("drivers/frob").count("drivers/frob") == 1, habit.name
        assert 0 <= habit.ask <= (habit.draft or 1), habit.name


def test_disabled_nodes_are_those_of_devicetrees_alone() -> None:
    text = """\
frob@40 {
\treg = <0x40>;
\tstatus = "disabled";
};

frob@50 {
\tstatus = "disabled";

\tled@1 {
\t\tstatus = "disabled";
\t\tcolor = <1>;
\t};
};
"""
    assert list(all_places(text, "arch/arm64/boot/dts/example/frob.dtsi")) == [
        ("disabled_last", 2, 3)
    ]
    assert not list(all_places(text, "drivers/frob/core.c"))
