"""Masking keeps length and lines, and makes kernel macros parse."""

from __future__ import annotations

import pytest

from reviewbot.context.c.file.mask import (
    heads,
    is_attribute,
    mask,
    mask_without_branches,
)
from reviewbot.context.c.syntax import parse
from reviewbot.knowledge.load import table

PARSES = [
    "u32 __iomem *regs = blinky->regs;",
    "char *name __free(kfree) = NULL;",
    "list_for_each_entry(led, &blinky->leds, node)\n\t\tblink(led);",
    "for_each_child_of_node(np, child) {\n\t\tblink(child);\n\t}",
    "guard(mutex)(&blinky->lock);",
    "scoped_guard(mutex, &blinky->lock)\n\t\tblink(led);",
    "scoped_cond_guard(mutex_intr, return -EINTR, &blinky->lock) {\n\t\tblink(led);\n\t}",
    "struct blinky *b = container_of(work, struct blinky, work);",
    "x = va_arg(ap, unsigned long);",
    "x = min_t(unsigned int, a, b);",
    "p = alloc_percpu(struct blinky __percpu *);",
    "x = offsetof(struct blinky, leds[count]);",
    "typeof(x) y = x;",
    "y = (typeof(*x) *)z;",
    'asm volatile("nop" : : "r" (x) : "memory");',
    "x = ({ int y = blink(); y; });",
    "switch (x) {\n\tcase 1 ... 5:\n\t\tblink();\n\t}",
    'pr(KERN_INFO PREFIX "on\\n");',
    "static DECLARE_WORK(work, blink);",
    "DECLARE_BITMAP(on, 32) = { 0 };",
    "BLINK_BEGIN(x)\n\tblink();",
    "wait_until(x, if (!x) break; blink());",
    "expect(x, dump(x););",
    "do_each_pid_task(pid, type, task) {\n\t\tblink(task);\n\t} while_each_pid_task(pid, type, task);",
    "if (blinky->noinstr)\n\t\tblink();",
    "x = __alignof__ *p;",
    "__label__ again;\n",
    "#ifdef CONFIG_BLINKY\n\tblink();\n#else\n\tdark();\n#endif",
]


@pytest.mark.parametrize("statement", PARSES)
def test_parses_and_keeps_length_and_lines(statement: str) -> None:
    body = f"{{\n\t{statement}\n}}"
    masked = mask(body)
    assert masked is not None
    assert len(masked) == len(body)
    assert [len(line) for line in masked.split("\n")] == [len(line) for line in body.split("\n")]
    assert parse(f"void f(){masked}") is not None


def test_leaves_plain_code_alone() -> None:
    body = '{\n\tint ret = blink(led, "for_each_x(a) {");\n\n\treturn ret;\n}'
    assert mask(body) == body


def test_a_call_with_for_each_in_its_name_stays_a_call() -> None:
    body = "{\n\treturn bus_for_each_dev(bus, NULL, &x, blink);\n\tbus_for_each_dev(a, b, c, d);\n}"
    assert mask(body) == body


def test_gives_the_names_of_block_heads_back() -> None:
    body = "{\n\tfor_each_led(led)\n\t\tscoped_guard(mutex, &led->lock) {\n\t\t}\n}"
    masked = mask(body)
    assert masked is not None
    assert heads(body, masked) == {1: ["for_each_led"], 2: ["scoped_guard"]}


def test_form_feeds_of_the_source_are_no_heads() -> None:
    body = "{\n\twhile\f(x)\n\t\tblink();\n}"
    masked = mask(body)
    assert masked is not None
    assert heads(body, masked) == {}


@pytest.mark.parametrize("text", ["{", "{ ( }", "{ ) }", "(" * 1000 + ")" * 1000])
def test_refuses_brackets_that_do_not_match_or_are_too_deep(text: str) -> None:
    assert mask(text) is None


def test_refuses_branches_that_disagree_and_takes_the_first() -> None:
    body = "{\n#ifdef A\n\tif (a) {\n#else\n\tif (b) {\n#endif\n\t\tblink();\n\t}\n}"
    assert mask(body) is None
    first = mask_without_branches(body)
    assert first is not None
    assert len(first) == len(body)
    assert "if (a)" in first
    assert "if (b)" not in first


def test_if_0_leaves_the_other_branch() -> None:
    masked = mask_without_branches("{\n#if 0\n\told();\n#else\n\tnew();\n#endif\n}")
    assert masked is not None
    assert "old" not in masked
    assert "new" in masked


def test_a_branch_opened_above_the_body_ends_in_it() -> None:
    masked = mask_without_branches("{\n\tblink();\n#else\nint g(void)\n{\n#endif\n}")
    assert masked is not None
    assert "blink" in masked
    assert "g(void)" not in masked


def test_knows_attributes() -> None:
    assert is_attribute("__init")
    assert is_attribute("__printf")
    assert not is_attribute("blink")


def test_every_entry_says_where_it_is_from() -> None:
    groups = table("macros")
    assert groups
    for entries in groups.values():
        for entry in entries:
            assert set(entry) == {"origin", "names"}
            assert entry["origin"]
            assert len(entry["names"]) == len(set(entry["names"]))


@pytest.mark.parametrize(
    "unit", ["asm ", "A(x) ", "__label__ ", "#if x\n y;\n", "a(struct x *, ", "'"]
)
def test_is_quick_on_anything(unit: str) -> None:
    text = "{" + unit * (90_000 // len(unit)) + "}"
    result = mask_without_branches(text)
    assert result is None or len(result) == len(text)
