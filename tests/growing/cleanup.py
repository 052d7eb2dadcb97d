"""Functions that take and give back, or do not: for what looks along the ways through them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from growing.parts import alone, back, each, function, mail, named, new_file

if TYPE_CHECKING:
    from growing.parts import Lines, Thread

_FAILS = ("if (ret)", "\treturn ret;")


def acquires(n: int) -> Thread:
    """Each acquire with a return."""
    return alone(each(n, "ret = clk_prepare_enable(c{i});", *_FAILS), ("return 0;",))


def acquires_released(n: int) -> Thread:
    """The same, with all releases at the end."""
    return alone(
        each(n, "ret = clk_prepare_enable(c{i});", *_FAILS),
        back(n, "clk_disable_unprepare(c{i});"),
        ("return 0;",),
    )


def returns(n: int) -> Thread:
    """One acquire, many error returns."""
    return alone(
        ("ret = clk_prepare_enable(c);", *_FAILS),
        each(n, "ret = g{i}(x);", *_FAILS),
        ("clk_disable_unprepare(c);", "return 0;"),
    )


def returns_released(n: int) -> Thread:
    """One acquire, many error returns that release it."""
    return alone(
        ("ret = clk_prepare_enable(c);", *_FAILS),
        each(
            n, "ret = g{i}(x);", "if (ret) {", "\tclk_disable_unprepare(c);", "\treturn ret;", "}"
        ),
        ("return 0;",),
    )


def gotos(n: int) -> Thread:
    """A ladder of labels."""
    return alone(
        each(n, "ret = a{i}();", "if (ret)", "\tgoto err{i};"),
        ("return 0;",),
        back(n, "err{i}:", "\tu{i}();"),
        ("return ret;",),
    )


def gotos_to_acquires(n: int) -> Thread:
    """A ladder of labels that release what was acquired."""
    return alone(
        each(n, "ret = clk_prepare_enable(c{i});", "if (ret)", "\tgoto err{i};"),
        ("return 0;",),
        back(n, "\tclk_disable_unprepare(c{i});", "err{i}:"),
        ("\treturn ret;",),
    )


def assignments(n: int) -> Thread:
    """Plain calls one after the other."""
    return alone(each(n, "ret = g{i}();"))


def frees(n: int) -> Thread:
    """Memory freed below one label."""
    return alone(
        each(n, "p{i} = kmalloc(x, GFP_KERNEL);", "if (!p{i})", "\tgoto out;"),
        ("return 0;", "out:"),
        each(n, "kfree(p{i});"),
        ("return -ENOMEM;",),
    )


def locks(n: int) -> Thread:
    """Locks taken and never given back."""
    return alone(each(n, "mutex_lock(&l{i});"), ("return 0;",))


def locks_and_returns(n: int) -> Thread:
    """Locks taken, each with a way out."""
    return alone(each(n, "mutex_lock(&l{i});", "if (x == {i})", "\treturn -EINVAL;"))


def unreachable(n: int) -> Thread:
    """Statements nothing leads to."""
    return alone(each(n, "return {i};", "g{i}();"))


def plain_functions(n: int) -> Thread:
    """Functions that do nothing."""
    return (mail(new_file(each(n, "void f{i}(void)", "{", "\tg{i}();", "}"))),)


def _driver(probe: Lines, remove: Lines) -> Thread:
    table = ("static struct platform_driver d = {", "\t.probe = p,", "\t.remove = r,", "};")
    first = function(probe, "static int p(struct platform_device *d)")
    second = function(remove, "static void r(struct platform_device *d)")
    return (mail(new_file(chain(first, second, table))),)


def teardowns(n: int) -> Thread:
    """A probe that enables, a remove that disables."""
    return _driver(
        chain(each(n, "ret = clk_prepare_enable(c{i});", *_FAILS), ("return 0;",)),
        each(n, "clk_disable_unprepare(c{i});"),
    )


def teardowns_missing(n: int) -> Thread:
    """A probe that enables, a remove that does nothing."""
    return _driver(
        chain(each(n, "ret = clk_prepare_enable(f->c{i});", *_FAILS), ("return 0;",)),
        ("dev_info(d, x);",),
    )


def cases(n: int) -> Thread:
    """A switch with a return in each case."""
    return alone(
        ("p = kmalloc(x, GFP_KERNEL);", "if (!p)", "\treturn -ENOMEM;", "switch (x) {"),
        each(n, "case {i}:", "\tret = g{i}(p);", "\tif (ret)", "\t\treturn ret;", "\tbreak;"),
        ("}", "kfree(p);", "return 0;"),
    )


def loops(n: int) -> Thread:
    """Loops that may leave."""
    return alone(
        ("p = kmalloc(x, GFP_KERNEL);", "if (!p)", "\treturn -ENOMEM;"),
        each(n, "while (g{i}(p)) {", "\tif (h{i}(p))", "\t\treturn -EINVAL;", "}"),
        ("kfree(p);", "return 0;"),
    )


def nested(n: int) -> Thread:
    """Conditions in each other, sixty deep, again and again."""
    deep = 60
    rounds = max(1, n // deep)
    return alone(
        ("p = kmalloc(x, GFP_KERNEL);", "if (!p)", "\treturn -ENOMEM;"),
        chain.from_iterable(
            chain(
                each(deep, f"if (g{number}_{{i}}(p)) {{", "\tif (x == {i})", "\t\treturn -EINVAL;"),
                each(deep, "}"),
            )
            for number in range(rounds)
        ),
        ("kfree(p);", "return 0;"),
    )


def aliases(n: int) -> Thread:
    """Other names for the thing that was acquired."""
    return alone(
        ("p = kmalloc(x, GFP_KERNEL);", "if (!p)", "\treturn -ENOMEM;"),
        each(n, "q{i} = p;", "if (g{i}(q{i}))", "\treturn -EINVAL;"),
        ("kfree(p);", "return 0;"),
    )


def unused_labels(n: int) -> Thread:
    """Labels nothing goes to."""
    return alone(
        each(n, "ret = clk_prepare_enable(c{i});", *_FAILS),
        ("return 0;",),
        back(n, "err{i}:", "\tclk_disable_unprepare(c{i});"),
        ("return ret;",),
    )


def helpers(n: int) -> Thread:
    """Functions that clean up by calling one another."""
    chained = each(n, "static void frob_cleanup_{i}(int x)", "{", "\tfrob_cleanup_{i}0(x);", "}")
    body = chain(
        ("p = kmalloc(x, GFP_KERNEL);", "if (!p)", "\treturn -ENOMEM;"),
        each(n, "if (g{i}(p)) {", "\tfrob_cleanup_{i}(x);", "\treturn -EINVAL;", "}"),
        ("kfree(p);", "return 0;"),
    )
    return (mail(new_file(chain(chained, function(body)))),)


def names_alike(n: int) -> Thread:
    """Long names that differ from their opposites in two words."""
    return alone(
        each(n, "enable_a_b_c_d_e_f_g_{i}_h(x);"),
        ("if (x)", "\treturn;"),
        each(n, "disable_a_b_c_d_e_f_g_{i}_k(x);"),
    )


def chained(n: int) -> Thread:
    """Functions each of which calls the next, and ways out that call them."""
    called = each(n, "static void h{i}(int x)", "{", "\th{i}1(x);", "}")
    body = each(n, "if (g{i}(p)) {", "\th{i}(p);", "\treturn -EINVAL;", "}")
    start = ("p = kmalloc(x, GFP_KERNEL);", "if (!p)", "\treturn -ENOMEM;")
    return (mail(new_file(chain(called, function(chain(start, body, ("kfree(p);",)))))),)


def partners(n: int) -> Thread:
    """Functions that begin and end something, by their names."""
    pair = (
        *(
            "static int f{i}_init(int x)",
            "{",
            "\tret = clk_prepare_enable(c{i});",
            "\treturn 0;",
            "}",
        ),
        *("static void f{i}_exit(int x)", "{", "\tg{i}(x);", "}"),
    )
    return (mail(new_file(each(n, *pair))),)


CONSTRUCTS = named(
    acquires,
    acquires_released,
    returns,
    returns_released,
    gotos,
    gotos_to_acquires,
    assignments,
    frees,
    locks,
    locks_and_returns,
    unreachable,
    plain_functions,
    teardowns,
    teardowns_missing,
    cases,
    loops,
    nested,
    aliases,
    unused_labels,
    helpers,
    names_alike,
    chained,
    partners,
)
