"""C of all kinds: for what reads statements, calls, comments, strings, enumerations and switches."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from growing.parts import alone, change, each, function, mail, marked, named, new_file, on_top

if TYPE_CHECKING:
    from growing.parts import Lines, Thread


def _hunk(*lines: Lines) -> Thread:
    """One mail that changes a function in one hunk, without the rest of its file."""
    return (mail(change(chain(*lines))),)


def one_statement(n: int) -> Thread:
    """A condition of many terms."""
    return alone(("if (x",), each(n, "    && f{i}(x) == -{i}"), ("   )", "\treturn -EINVAL;"))


def brackets(n: int) -> Thread:
    """Brackets in brackets."""
    return alone(("x = " + "(" * n + "x" + ")" * n + ";",))


def brackets_open(n: int) -> Thread:
    """Brackets that are never closed."""
    return alone(each(n, "f(x, (g"), ("return x;",))


def braces(n: int) -> Thread:
    """Blocks in blocks."""
    return alone(each(n, "{"), ("f(x);",), each(n, "}"))


def braces_open(n: int) -> Thread:
    """Blocks that are never closed."""
    return alone(each(n, "if (x) {", "\tf{i}(x);"))


def braces_closed(n: int) -> Thread:
    """Blocks that were never opened."""
    return alone(each(n, "}", "f{i}(x);"))


def strings(n: int) -> Thread:
    """Calls with text."""
    return alone(each(n, 'dev_info(dev, "frob %d is in a state of its own\\n", {i});'))


def string_of_parts(n: int) -> Thread:
    """A text of many literals."""
    return alone(("dev_info(dev,",), each(n, '\t"frob {i} "'), ("\t);",))


def strings_open(n: int) -> Thread:
    """Literals that are never closed."""
    return alone(each(n, 'dev_info(dev, "frob {i};'))


def comments(n: int) -> Thread:
    """Comments of a line."""
    return alone(each(n, "/* What is done here, {i} */", "f{i}(x); // and there"))


def comment_long(n: int) -> Thread:
    """One comment of many lines."""
    return alone(("/*",), each(n, " * What is done here, {i}"), (" */", "f(x);"))


def comment_open(n: int) -> Thread:
    """A comment that is never closed."""
    return alone(each(n, "/* What is done here, {i}"))


def line_long(n: int) -> Thread:
    """One line of statements."""
    return alone((" ".join(each(n, "f{i}(x);")),))


def line_of_stars(n: int) -> Thread:
    """One line of stars, blanks and letters."""
    return alone(("/" + "*" * n + " " * n + "a" * n + "*" * n + " /", "x = " + "*" * n + "p;"))


def name_long(n: int) -> Thread:
    """One name of many words."""
    name = "_".join(each(n, "enable{i}"))
    return alone((f"{name}(x);", f"ret = {name}_on(x);", "if (ret)", "\treturn ret;"))


def labels(n: int) -> Thread:
    """Labels one after the other, and gotos in them."""
    return alone(each(n, "l{i}:", "\tif (f{i}(x))", "\t\tgoto l{i};"), ("return 0;",))


def loops_nested(n: int) -> Thread:
    """Loops in loops."""
    return alone(each(n, "for (i{i} = 0; i{i} < x; i{i}++) {"), ("f(x);",), each(n, "}"))


def else_ifs(n: int) -> Thread:
    """A chain of conditions."""
    return alone(("if (x)", "\tf(x);"), each(n, "else if (x == {i})", "\tret = f{i}(x);"))


def codes_overridden(n: int) -> Thread:
    """Error codes nobody looks at."""
    return alone(each(n, "err = f{i}(x);", "g{i}(x);"), ("return err;",))


def codes_replaced(n: int) -> Thread:
    """Error codes replaced by others."""
    return alone(
        each(n, "p{i} = devm_clk_get(dev, x);", "if (IS_ERR(p{i}))", "\treturn -ENODEV;"),
        ("return 0;",),
    )


def errors_unchecked(n: int) -> Thread:
    """Results nobody asks for."""
    return alone(each(n, "clk_prepare_enable(c{i});", "p = kmalloc({i}, GFP_KERNEL);"))


def errors_said_twice(n: int) -> Thread:
    """Failures printed again."""
    fails = ("p{i} = devm_kzalloc(dev, x, GFP_KERNEL);", "if (!p{i}) {")
    said = ('\tdev_err(dev, "out of memory\\n");', "\treturn -ENOMEM;", "}")
    return alone(each(n, *fails, *said), ("return 0;",))


def checks_of_null(n: int) -> Thread:
    """Checks that change nothing."""
    return alone(each(n, "if (p{i})", "\tkfree(p{i});"))


def notifiers(n: int) -> Thread:
    """Callbacks that return nothing, as a notifier's code."""
    callback = "static int f{i}(struct notifier_block *nb, unsigned long e, void *p)"
    return (mail(new_file(each(n, callback, "{", "\treturn notifier_from_errno(0);", "}"))),)


def statements_unreachable(n: int) -> Thread:
    """What comes behind a return, in a hunk."""
    return _hunk(each(n, " \treturn x;", "+\tf{i}(x);", "+\tbreak;"))


def cases_of_nothing(n: int) -> Thread:
    """A switch with empty cases."""
    return alone(
        ("switch (x) {",), each(n, "case C{i}:", "\tbreak;"), ("default:", "\tbreak;", "}")
    )


def switches(n: int) -> Thread:
    """Switches."""
    return alone(each(n, "switch (x) {", "case {i}:", "\tbreak;", "default:", "\tbreak;", "}"))


def switches_nested(n: int) -> Thread:
    """Switches in switches."""
    return alone(
        each(n, "switch (x) {", "case {i}:"), ("break;",), each(n, "default:", "break;", "}")
    )


def _enum(lines: Lines) -> Thread:
    return (mail(new_file(chain(("enum frob_state {",), lines, ("};",)))),)


def enumerators(n: int) -> Thread:
    """An enumeration of many."""
    return _enum(each(n, "\tFROB_STATE_{i},"))


def enumerators_ranked(n: int) -> Thread:
    """Enumerators named by a rank."""
    return _enum(each(n, "\tPRIO_{i}_HIGH = INT_MAX - {i},", "\tPRIO_SECOND_{i}_HIGH,"))


def enumerations(n: int) -> Thread:
    """Many enumerations."""
    return (mail(new_file(each(n, "enum e{i} {", "\tE{i}_LOW,", "\tE{i}_SECOND_HIGH,", "};"))),)


def enumerators_added(n: int) -> Thread:
    """A second patch adds enumerators that are compared only."""
    old = tuple(each(n, "\tFROB_OLD_{i},"))
    uses = tuple(each(n, "\tx = FROB_OLD_{i};"))
    compared = tuple(each(n, "\tif (x == FROB_NEW_{i})", "\t\tg(x);"))
    start, middle = ("enum frob_state {",), ("};", "void f(int x)", "{")
    return on_top(
        chain(start, old, middle, uses, ("}",)),
        marked(" ", start),
        marked(" ", old),
        marked("+", each(n, "\tFROB_NEW_{i},")),
        marked(" ", middle),
        marked(" ", uses),
        marked("+", compared),
        marked(" ", ("}",)),
    )


def members(n: int) -> Thread:
    """A structure of many members."""
    return (mail(new_file(chain(("struct frob {",), each(n, "\tint (*m{i})(int x);"), ("};",)))),)


def initializers(n: int) -> Thread:
    """A table of many rows."""
    rows = each(n, '\t{ .compatible = "frob,{i}", .data = &d{i} },')
    return (mail(new_file(chain(("static const struct of_device_id t[] = {",), rows, ("};",)))),)


def parameters(n: int) -> Thread:
    """A function of many parameters, and a call of it."""
    taken = ", ".join(each(n, "int p{i}"))
    return (
        mail(new_file(function((f"return g({', '.join(each(n, 'p{i}'))});",), f"int f({taken})"))),
    )


def calls_converted(n: int) -> Thread:
    """Calls replaced one by one."""
    return _hunk(each(n, " \ta{i}();", "-\told(x, {i});", "+\tnew(x, {i});"))


def calls_left(n: int) -> Thread:
    """Calls some of which are replaced."""
    return _hunk(
        each(n, " \ta{i}();", "-\told(x);", "+\tnew(x);", " \tb{i}();", " \told(x);", "+\tc{i}();")
    )


def calls_left_behind(n: int) -> Thread:
    """Calls replaced, and as many out of sight of the diff."""
    shown = tuple(each(n, "\told(frob->x);"))
    start, stop = ("void f(struct frob *frob)", "{"), ("}",)
    far = chain(("void g(struct frob *frob)", "{"), each(n, "\told(frob->x);"), stop)
    return on_top(
        chain(start, shown, stop, far),
        marked(" ", start),
        marked("-", shown),
        marked("+", each(n, "\tnew(frob->x);")),
        marked(" ", stop),
    )


def names_converted(n: int) -> Thread:
    """Calls of many functions, each replaced."""
    return _hunk(
        each(n, "-\told{i}(x);", "+\tnew{i}(x);", "-\told{i}(x);", "+\tnew{i}(x);", " \told{i}(x);")
    )


def calls_handed_over(n: int) -> Thread:
    """Calls that a new callback makes, and others that stay."""
    core = tuple(each(n, "\ttrace_init_{i}(frob);", "\ttrace_exit_{i}(frob);"))
    start = ("void f(struct frob *frob)", "{")
    callback = function(
        chain(each(n, "trace_init_{i}(d);", "trace_exit_{i}(d);"), ("return NOTIFY_OK;",)),
        "static int event(struct notifier_block *nb, unsigned long e, void *d)",
    )
    homes = each(
        n, "void trace_init_{i}(void *d)", "{", "}", "void trace_exit_{i}(void *d)", "{", "}"
    )
    table = ("static struct notifier_block nb = {", "\t.notifier_call = event,", "};")
    diff = change(
        chain(
            marked(" ", start),
            (("-" if "init" in line else " ") + line for line in core),
            marked(" ", ("}",)),
        )
    )
    trace = new_file(chain(homes, callback, table), "drivers/frob/trace.c")
    return (
        mail(new_file(chain(start, core, ("}",))), 1, 2, "a file"),
        mail(diff + trace, 2, 2),
    )


def order_reversed(n: int) -> Thread:
    """A probe that sets up, a remove that takes down in the same order."""
    table = ("static struct platform_driver d = {", "\t.probe = p,", "\t.remove = r,", "};")
    first = function(
        chain(each(n, "frob_register_{i}(f);"), ("return 0;",)),
        "static int p(struct platform_device *d)",
    )
    second = function(
        each(n, "frob_unregister_{i}(f);"), "static void r(struct platform_device *d)"
    )
    return (mail(new_file(chain(first, second, table))),)


CONSTRUCTS = named(
    one_statement,
    brackets,
    brackets_open,
    braces,
    braces_open,
    braces_closed,
    strings,
    string_of_parts,
    strings_open,
    comments,
    comment_long,
    comment_open,
    line_long,
    line_of_stars,
    name_long,
    labels,
    loops_nested,
    else_ifs,
    codes_overridden,
    codes_replaced,
    errors_unchecked,
    errors_said_twice,
    checks_of_null,
    notifiers,
    statements_unreachable,
    cases_of_nothing,
    switches,
    switches_nested,
    enumerators,
    enumerators_ranked,
    enumerations,
    enumerators_added,
    members,
    initializers,
    parameters,
    calls_converted,
    calls_left,
    calls_left_behind,
    names_converted,
    calls_handed_over,
    order_reversed,
)
