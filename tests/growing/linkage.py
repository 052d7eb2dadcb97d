"""Functions, objects, macros and headers: for what asks who defines, declares or uses a name."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from growing.parts import back, each, mail, marked, named, new_file, on_top

if TYPE_CHECKING:
    from growing.parts import Lines, Thread


def _file(lines: Lines) -> Thread:
    """One mail that adds one file."""
    return (mail(new_file(lines)),)


def functions_calling(n: int) -> Thread:
    """Functions that call one another."""
    return _file(each(n, "int f{i}(int x)", "{", "\treturn f{i}0(x) + f{i}(x);", "}", ""))


def functions_calling_all(n: int) -> Thread:
    """Functions all of which one calls."""
    return _file(
        chain(
            each(n, "int f{i}(int x)", "{", "\treturn x;", "}", ""),
            ("int g(int x)", "{", "\treturn 0"),
            each(n, "\t\t+ f{i}(x)"),
            ("\t\t;", "}"),
        )
    )


def prototypes(n: int) -> Thread:
    """Prototypes of static functions that come below."""
    return _file(
        chain(
            each(n, "static int f{i}(int x);"),
            each(n, "static int f{i}(int x)", "{", "\treturn g(x);", "}", ""),
        )
    )


def prototypes_backwards(n: int) -> Thread:
    """The same, in the other order."""
    return _file(
        chain(
            each(n, "static int f{i}(int x);", ""),
            back(n, "static int f{i}(int x)", "{", "\treturn g(x);", "}", ""),
        )
    )


def files_with_functions(n: int) -> Thread:
    """New files with a function each."""
    made = (
        new_file((f"int f{i}(int x)", "{", f"\treturn g{i}(x);", "}"), f"drivers/frob/f{i}.c")
        for i in range(n)
    )
    return (mail("".join(made)),)


def headers(n: int) -> Thread:
    """New headers with a prototype each."""
    made = (new_file((f"int f{i}(int x);",), f"include/linux/f{i}.h") for i in range(n))
    return (mail("".join(made)),)


def header_of_prototypes(n: int) -> Thread:
    """A header of prototypes."""
    return (mail(new_file(each(n, "int f{i}(int x);"), "include/linux/frob.h")),)


def header_and_files(n: int) -> Thread:
    """A header that many files include, with a function for each."""
    made = (
        new_file(
            ("#include <linux/frob.h>", f"int f{i}(int x)", "{", f"\treturn f{i}0(x);", "}"),
            f"drivers/frob/f{i}.c",
        )
        for i in range(n)
    )
    return (mail(new_file(each(n, "int f{i}(int x);"), "include/linux/frob.h") + "".join(made)),)


def opaque(n: int) -> Thread:
    """Structures named in advance."""
    return _file(each(n, "struct s{i};"))


def registered(n: int) -> Thread:
    """Functions that a table names."""
    return _file(
        chain(
            each(n, "int f{i}(int x)", "{", "\treturn g(x);", "}", ""),
            ("static const struct frob_ops ops = {",),
            each(n, "\t.f{i} = f{i},"),
            ("};",),
        )
    )


def exported(n: int) -> Thread:
    """Functions that are exported."""
    return _file(each(n, "int f{i}(int x)", "{", "\treturn g(x);", "}", "EXPORT_SYMBOL(f{i});"))


def conditions(n: int) -> Thread:
    """Functions between #if and #endif."""
    return _file(
        each(n, "#ifdef CONFIG_F{i}", "int f{i}(int x)", "{", "\treturn f{i}0(x);", "}", "#endif")
    )


def conditions_nested(n: int) -> Thread:
    """#if in #if, with a function in each."""
    return _file(
        chain(
            each(n, "#ifdef CONFIG_F{i}", "int f{i}(int x)", "{", "\treturn f{i}0(x);", "}"),
            each(n, "#endif"),
        )
    )


def macros(n: int) -> Thread:
    """Macros, and what they make."""
    return _file(
        each(n, "#define M{i}(x) f{i}(x)", "int f{i}0(int x)", "{", "\treturn M{i}(x);", "}")
    )


def macros_pasting(n: int) -> Thread:
    """Macros that paste names together."""
    return _file(
        chain(
            each(n, "#define M{i}(x) static int frob_##x##_{i}(void) { return x; }", "M{i}(a{i})"),
            each(n, "int frob_a_{i}(int x)", "{", "\treturn g(x);", "}"),
        )
    )


def macro_of_many_lines(n: int) -> Thread:
    """One macro that goes on and on."""
    return _file(
        chain(("#define M(x) \\",), each(n, "\tf{i}(x); \\"), ("\tf(x)", "int g(void) { M(1); }"))
    )


def objects(n: int) -> Thread:
    """Variables for everybody."""
    return _file(each(n, "int o{i} = {i};"))


def includes(n: int) -> Thread:
    """Headers included."""
    return _file(
        chain(each(n, "#include <linux/h{i}.h>"), ("int f(int x)", "{", "\treturn g(x);", "}"))
    )


def functions_removed(n: int) -> Thread:
    """A second patch removes what the first added, and keeps a prototype of each."""
    function = ("static int f{i}(int x)", "{", "\treturn g(x);", "}", "")
    kept = tuple(each(n, "static int f{i}(int x);"))
    return on_top(
        chain(kept, each(n, *function)), marked(" ", kept), marked("-", each(n, *function))
    )


def calls_removed(n: int) -> Thread:
    """A second patch removes the only calls of static functions."""
    return _without_calls(n, "static int")


def calls_of_globals_removed(n: int) -> Thread:
    """The same of functions for everybody."""
    return _without_calls(n, "int")


def _without_calls(n: int, returns: str) -> Thread:
    functions = tuple(each(n, f"{returns} f{{i}}(int x)", "{", "\treturn g(x);", "}", ""))
    calls = tuple(each(n, "\tf{i}(x);"))
    start = ("int h(int x)", "{")
    return on_top(
        chain(functions, start, calls, ("}",)),
        marked(" ", functions),
        marked(" ", start),
        marked("-", calls),
        marked(" ", ("}",)),
    )


def macros_unused(n: int) -> Thread:
    """A second patch removes the only uses of macros."""
    macros = tuple(each(n, "#define M{i}(x) f((x), {i})"))
    calls = tuple(each(n, "\tM{i}(x);"))
    start = ("int h(int x)", "{")
    return on_top(
        chain(macros, start, calls, ("}",)),
        marked(" ", macros),
        marked(" ", start),
        marked("-", calls),
        marked(" ", ("}",)),
    )


def parameters_unused(n: int) -> Thread:
    """A second patch removes the only uses of parameters."""
    before = ("static int f{i}(int x, int y)", "{", "\tg(y);", "\treturn x;", "}", "")
    lines = (
        ("-" if line == "\tg(y);" else " ") + line.replace("{i}", str(i))
        for i in range(n)
        for line in before
    )
    return on_top(each(n, *before), lines)


CONSTRUCTS = named(
    functions_calling,
    functions_calling_all,
    prototypes,
    prototypes_backwards,
    files_with_functions,
    headers,
    header_of_prototypes,
    header_and_files,
    opaque,
    registered,
    exported,
    conditions,
    conditions_nested,
    macros,
    macros_pasting,
    macro_of_many_lines,
    objects,
    includes,
    functions_removed,
    calls_removed,
    calls_of_globals_removed,
    macros_unused,
    parameters_unused,
)
