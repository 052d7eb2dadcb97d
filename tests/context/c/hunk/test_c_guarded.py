"""Tests of locks that a guard could hold, loops that hold a node, and nodes of devices."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.child_loops import child_loops
from reviewbot.context.c.hunk.guarded import advice, guarded

HEAD = "Do it.\n---\n=== drivers/frob/core.c\n@@ static int frob_stop(struct frob *frob);\n"
TAKEN = "mutex_lock(&f->lock);"
FREED = "mutex_unlock(&f->lock);"


def written(*lines: str) -> str:
    """A patch that adds a function with these lines."""
    return HEAD + "".join(
        f"+{line}\n"
        for line in ("static int frob_do(struct frob *f)", "{", *(f"\t{x}" for x in lines), "}")
    )


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((TAKEN, "f->x = 1;", FREED, "return 0;"), (1, 0)),
        ((TAKEN, "if (f->x) {", FREED, "return 1;", "}", FREED, "return 0;"), (2, 0)),
        ((TAKEN, "if (f->x)", "goto out;", "f->x = 1;", "out:", FREED, "return 0;"), (1, 1)),
        (("if (!f)", "return 1;", TAKEN, "f->x = 1;", FREED, "return 0;"), (1, 0)),
        ((TAKEN, "f->x = 1;", FREED), (1, 0)),
    ],
)
def test_a_lock_that_is_released_right_before_each_way_out(
    lines: tuple[str, ...], found: tuple[int, int]
) -> None:
    (one,) = guarded(example_context(written(*lines)))
    assert (one.releases, one.jumps) == found
    assert one.guard == "mutex"


@pytest.mark.parametrize(
    "lines",
    [
        (TAKEN, "return 0;"),
        (TAKEN, "f->x = 1;"),
        (TAKEN, FREED, "frob_tell(f);", "return 0;"),
        (TAKEN, FREED, "return frob_tell(f);"),
        (TAKEN, "mutex_unlock(&f->other);", "return 0;"),
        (TAKEN, "mutex_lock(&f->other);", FREED, "return 0;"),
        ("if (f) {", TAKEN, FREED, "return 0;", "}", "return 1;"),
        (TAKEN, "if (f->x)", "goto out;", FREED, "return 0;", "out:", "return 1;"),
        ("guard(mutex)(&f->more);", TAKEN, FREED, "return 0;"),
    ],
)
def test_a_lock_no_guard_could_hold(lines: tuple[str, ...]) -> None:
    assert list(guarded(example_context(written(*lines)))) == []


def test_a_loop_knows_its_ways_out() -> None:
    (loop,) = child_loops(
        example_context(
            written(
                "device_for_each_child_node(dev, child) {",
                "if (a) {",
                "fwnode_handle_put(child);",
                "return 1;",
                "}",
                "init.fwnode = child;",
                "return 2;",
                "}",
                "return 3;",
            )
        )
    )
    assert len(loop.returns) == 2
    assert len(loop.puts) == len(loop.leaving_puts) == 1
    assert not loop.keeps_child


@pytest.mark.parametrize("keeps", ["f->node = child;", "node = child;", "nodes[i] = child;"])
def test_a_child_that_is_stored_is_kept(keeps: str) -> None:
    lines = ("for_each_child_of_node(np, child) {", keeps, "}")
    (loop,) = child_loops(example_context(written(*lines)))
    assert loop.keeps_child


@pytest.mark.parametrize(
    ("headers", "tree", "is_there"),
    [
        ("", {}, True),
        ("Date: Fri, 12 Jan 2024 10:00:00 +0100\n\n", {}, False),
        ("Date: Wed, 15 May 2024 10:00:00 +0100\n\n", {}, True),  # in linux-next it was
        ("", {"Makefile": "VERSION = 6\nPATCHLEVEL = 8\n"}, False),
    ],
)
def test_a_header_is_quoted_where_it_said_so_already(
    headers: str, tree: dict[str, str], *, is_there: bool
) -> None:
    context = example_context(headers + written("return 0;"), tree=tree)
    assert bool(advice(context)) is is_there
