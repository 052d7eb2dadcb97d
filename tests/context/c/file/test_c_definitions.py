"""Splitting whole files."""

from __future__ import annotations

import pytest

from reviewbot.context.c.file.bodies import body, first_line, parsed
from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions, enclosing

DRIVER = b"""// SPDX-License-Identifier: GPL-2.0
/* static int not_me(void) { */
#include <linux/module.h>

#define BLINK_RATE(x) \\
\t((x) * 2)

struct blinky {
\tint rate;
\tvoid (*blink)(struct blinky *b);
};

enum blink_state { ON, OFF };

typedef int (*blink_fn)(struct blinky *b);

static int blinky_probe(struct platform_device *pdev);
extern int blink_debug;

static const struct of_device_id blinky_ids[] = {
\t{ .compatible = "example,blinky" },
\t{ }
};
MODULE_DEVICE_TABLE(of, blinky_ids);

static DEFINE_MUTEX(blinky_lock);
static int blinks, more = 1;

static __printf(1, 2) void
blinky_log(const char *format, ...)
{
\tprintk("}{");
}
EXPORT_SYMBOL(blinky_log)

/*
 * Probe.
 */
static int __init blinky_probe(struct platform_device *pdev)
\t__acquires(lock)
{
\tif (x) {
\t\treturn 1;
\t}
\treturn 0;
}

SYSCALL_DEFINE2(blink, int, rate, int, count)
{
\treturn 0;
}

static inline void (*blinky_get(int index))(void)
{
\treturn NULL;
}

module_platform_driver(blinky_driver);
"""


def test_finds_every_piece() -> None:
    assert [
        (each.kind.value, each.name, each.start, each.stop) for each in definitions(DRIVER)
    ] == [
        ("macro", "BLINK_RATE", 5, 6),
        ("type", "blinky", 8, 11),
        ("type", "blink_state", 13, 13),
        ("type", "blink_fn", 15, 15),
        ("declaration", "blinky_probe", 17, 17),
        ("declaration", "blink_debug", 18, 18),
        ("object", "blinky_ids", 20, 23),
        ("invocation", "MODULE_DEVICE_TABLE", 24, 24),
        ("invocation", "DEFINE_MUTEX", 26, 26),
        ("object", "blinks", 27, 27),
        ("function", "blinky_log", 29, 33),
        ("function", "blinky_probe", 39, 46),
        ("function", "blink", 48, 51),
        ("function", "blinky_get", 53, 56),
        ("invocation", "module_platform_driver", 58, 58),
    ]


def test_says_what_a_function_is() -> None:
    found = {
        each.name: each for each in definitions(DRIVER) if each.kind is DefinitionKind.FUNCTION
    }
    log = found["blinky_log"]
    assert (log.start, log.line, first_line(log)) == (29, 30, 31)
    assert log.is_static
    assert not log.is_inline
    assert log.returns == "static __printf(1, 2) void"
    assert log.arguments == "const char *format, ..."
    assert log.text.startswith("static __printf")
    assert log.text.endswith("}")
    assert log.text[log.opening] == "{"
    assert found["blinky_get"].is_inline
    assert found["blinky_get"].arguments == "int index"
    assert not found["blink"].is_static


def test_enclosing_gives_the_functions_of_lines() -> None:
    assert [each.name for each in enclosing(DRIVER, {29, 42, 58})] == ["blinky_log", "blinky_probe"]
    assert enclosing(DRIVER, {3, 34, 47, 9999}) == ()
    assert enclosing(DRIVER, ()) == ()


def test_rows_of_a_body_count_from_its_brace() -> None:
    function = enclosing(DRIVER, {42})[0]
    tree = body(function)
    assert tree is not None
    statement = next(tree.find("if_statement"))
    assert first_line(function) + statement.row == 42


def test_one_bad_function_does_not_cost_the_others() -> None:
    source = b"int bad(void)\n{\n\tif if (;\n}\n\nint good(void)\n{\n\treturn 0;\n}\n"
    bad, good = definitions(source)
    assert (bad.name, body(bad)) == ("bad", None)
    assert body(good) is not None


def test_branches_that_share_a_body() -> None:
    source = (
        b"#ifdef A\nint f(int a)\n{\n#else\nint g(void)\n{\n#endif\n\treturn 1;\n}\n"
        b"int h(void)\n{\n\treturn 2;\n}\n"
    )
    found = definitions(source)
    assert [(each.name, each.start, each.stop) for each in found] == [("f", 2, 9), ("h", 10, 13)]
    first = parsed(found[0])
    assert first is not None
    assert first.partial


def test_branches_with_a_function_each() -> None:
    source = (
        b"#ifdef A\nint f(void) { return 1; }\n#else\nint f(void) { return 2; }\n#endif\nint g;\n"
    )
    assert [(each.name, each.start) for each in definitions(source)] == [
        ("f", 2),
        ("f", 4),
        ("g", 6),
    ]


def test_if_0_is_skipped() -> None:
    source = b"#if 0\nint f(void) {\n#endif\n\nint g(void)\n{\n}\n#if 0\n}\n#else\nint h(void)\n{\n}\n#endif\n"
    assert [(each.name, each.start) for each in definitions(source)] == [("g", 5), ("h", 11)]


@pytest.mark.parametrize(
    ("source", "kind", "name"),
    [
        (b"struct x;", "declaration", "x"),
        (b"typedef struct { int a; } thing_t;", "type", "thing_t"),
        (b"static struct { int a; } thing;", "object", "thing"),
        (b"struct __packed x { int a; };", "type", "x"),
        (b"struct x { int a; } __attribute__((packed));", "type", "x"),
        (b"int (*hook)(int a);", "object", "hook"),
        (b"static void *table[3] __ro_after_init = { f(1), g };", "object", "table"),
        (b"int x = f(2);", "object", "x"),
        (b"void f(int (*g)(void));", "declaration", "f"),
        (b"module_init(x);", "invocation", "module_init"),
        (b"int LOUD(int a) { }", "function", "LOUD"),
        (b"EXPORT(x)\nstatic int f(void) __acquires(a) __releases(b) { }", "function", "f"),
        (b"__bpf_kfunc __attribute__((x(1))) int f(int a) { }", "function", "f"),
        (b"int f(a) /* c { */ // d {\n{ }", "function", "f"),
    ],
)
def test_kinds(source: bytes, kind: str, name: str) -> None:
    found = definitions(source)
    assert (found[0].kind.value, found[0].name) == (kind, name)


def test_bytes_that_are_not_text() -> None:
    source = b'int f(void)\n{\n\treturn "\xff\xfe"[0] /* \0 */;\n}\n\0int g(void)\n{\n}\n'
    found = definitions(source)
    assert [(each.name, each.start, each.stop) for each in found] == [("f", 1, 4), ("g", 5, 7)]
    assert body(found[0]) is not None


UNITS = [
    *(b"(", b")", b"{", b"}", b"{}", b"if(", b"a(b){", b"a(){}", b"/*", b"'", b'"', b"\\\n", b"="),
    *(b"#if\n", b"#else\n", b"#endif\n", b"#if 0\n", b"x ", b"\0", b"\xff", b"typedef ", b"* "),
    *(b"struct x{", b"__attribute__((x)) "),
]


@pytest.mark.parametrize("unit", UNITS)
def test_a_large_file_of_anything_is_read(unit: bytes) -> None:
    found = definitions(unit * (200_000 // len(unit)))
    assert all(each.start <= each.line <= each.stop for each in found[:100])


@pytest.mark.slow
def test_bodies_nobody_writes_are_not_usable() -> None:
    for unit in ("if(a)", "if(a){", "a(", "else ", "do ", "a?", "!"):
        source = f"int f(void)\n{{\n{unit * (50_000 // len(unit))}\n}}\n".encode()
        assert all(
            body(each) is None
            for each in definitions(source)
            if each.kind is DefinitionKind.FUNCTION
        )
