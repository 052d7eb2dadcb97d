"""What decides who may use a name."""

from __future__ import annotations

import pytest

from frobtree import PATCH, TREE
from reviewbot.checks.example import example_context
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.headers import includers, local_headers
from reviewbot.context.c.file.linkage import is_apart
from reviewbot.context.c.file.removed import lost_words
from reviewbot.context.c.file.unseen_use import (
    in_text_of_assembly,
    is_compiled_with,
    is_made_at_top_level,
    is_marked_unused,
    is_registered,
    is_seen_from_outside,
)


def test_lost_words_are_those_of_code_only() -> None:
    context = example_context(PATCH)
    lost = lost_words(context, context.files[0])
    assert {word: context.message.line(line.body_line) for word, line in lost.items()} == {
        "frob_start": "-	return frob_start(frob); /* not frob_stop() */"
    }


def test_local_headers_are_those_in_the_tree() -> None:
    context = example_context(PATCH, tree={**TREE, "drivers/frob.h": "int x;\n"})
    source = context.images[context.files[0]].post
    assert [path for path, _ in local_headers(context, "drivers/frob/main.c", source)] == [
        "drivers/frob/frob.h",
        "drivers/frob.h",
    ]


def test_files_that_include_a_header() -> None:
    tree = {
        "drivers/frob/frob-ops.h": "int x;\n",
        "drivers/frob/ops.c": '#include "frob-ops.h"\n#include "make.h"\n',
        "drivers/frob/make.h": "int made;\n",
        "drivers/frob/other.c": "/* frob-ops.h */\n#include <frob/no-frob-ops.h>\n",
        "drivers/quux.c": "# include <frob/frob-ops.h>\n",
    }
    context = example_context(PATCH, tree=tree)
    found = includers(context, ["drivers/frob/frob-ops.h", "drivers/frob/absent.h"])
    (ops,) = found["drivers/frob/frob-ops.h"]
    assert {*ops.words} == {"include", "int", "x", "made"}
    assert "drivers/frob/absent.h" not in found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (b"DEFINE_SHOW_ATTRIBUTE(frob_log);\n", True),
        (b"static DEVICE_ATTR_RO(frob_log);\n", True),
        (b"FROB_SETUP(log);\n", True),
        (b"static struct attribute log = __ATTR_RO(frob_log);\n", True),
        (b"static struct attribute *all[] = {\n\tFROB_ATTR(frob_log),\n};\n", True),
        (b"DEFINE_SHOW_ATTRIBUTE(fro);\n", False),
        (b"EXPORT_SYMBOL_GPL(frob_log);\n", False),
        (b'FROB_NAME("frob log");\n', False),
        (b"void x(void)\n{\n\tWARN_ON(frob);\n}\n", False),
        (b"/* DEFINE_SHOW_ATTRIBUTE(frob_log) */\n", False),
    ],
)
def test_macros_at_top_level_make_names(source: bytes, expected: bool) -> None:  # noqa: FBT001  a parameter of the test
    assert is_made_at_top_level(source, "frob_log_show") is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (b"EXPORT_SYMBOL_GPL(frob_start);\n", True),
        (b"BTF_ID_FLAGS(func,\n\tfrob_start)\nint x;\n", True),
        (b"FROB(a,\n     frob_start);\n", True),
        (b"module_init(frob_start);\n", False),
        (b"int x = FROB(frob_start);\n", False),
        (b"/* EXPORT_SYMBOL(frob_start) */\n", False),
    ],
)
def test_macros_at_top_level_register(source: bytes, expected: bool) -> None:  # noqa: FBT001  a parameter of the test
    assert is_registered(source, "frob_start") is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (b"int frob(void)\n{\n}\n", False),
        (b"const struct frob *__init frob(struct FROB x)\n{\n}\n", False),
        (b"__weak int frob(void)\n{\n}\n", True),
        (b"int __attribute__((weak)) frob(void)\n{\n}\n", True),
        (b"VISIBLE_IF_KUNIT int frob(void)\n{\n}\n", True),
        (b"SYSCALL_DEFINE1(frob, int, x)\n{\n}\n", True),
        (b"int frob[FROB_MAX];\n", False),
        (b'char frob[] __section(".frob") = "GPL";\n', True),
    ],
)
def test_attributes_that_show_a_name_to_others(source: bytes, expected: bool) -> None:  # noqa: FBT001  a parameter of the test
    (piece,) = definitions(source)
    assert is_seen_from_outside(piece) is expected


def test_marks_of_no_use() -> None:
    assert is_marked_unused("int __maybe_unused frob")
    assert not is_marked_unused("int frob__maybe_unused")


def test_a_name_in_assembly_text() -> None:
    assert in_text_of_assembly(b'void f(void) { asm("call frob"); }\n', "frob")
    assert not in_text_of_assembly(b'void frob(void) { pr_info("frob: hi"); }\n', "frob")
    assert not in_text_of_assembly(b'void frob(void) { asm("nop"); }\n', "frob")


def test_what_is_compiled_with_a_line() -> None:
    source = b"a\n#if X\nb\n#else\nc\n#ifdef Y\nd\n#endif\n#endif\ne\n"
    assert is_compiled_with(source, 7, [5])
    assert is_compiled_with(source, 5, [1, 7])
    assert not is_compiled_with(source, 5, [7])
    assert not is_compiled_with(source, 3, [5])


def test_programs_of_their_own() -> None:
    assert is_apart("tools/objtool/check.c")
    assert is_apart("lib/frob/test_frob.c")
    assert is_apart("lib/frob_kunit.c")
    assert not is_apart("drivers/tools/latest.c")
