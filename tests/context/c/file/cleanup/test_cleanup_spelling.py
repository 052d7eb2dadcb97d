"""How things and calls are spelled."""

from __future__ import annotations

import pytest

from reviewbot.context.c.file.cleanup.spelling import bare, is_base, is_part, looked_at, mentions


@pytest.mark.parametrize(
    ("text", "name"),
    [("&frob->lock", "frob->lock"), ("(struct frob *)(p)", "p"), ("*(&x)", "x"), ("a", "a")],
)
def test_bare(text: str, name: str) -> None:
    assert bare(text) == name


def test_members() -> None:
    assert is_part("frob->clk", frozenset(("frob",)))
    assert not is_part("frobs", frozenset(("frob",)))
    assert is_base("frob", frozenset(("frob->clk",)))
    assert not is_base("fro", frozenset(("frob->clk",)))


def test_what_a_condition_looks_at() -> None:
    assert looked_at("unlikely(IS_ERR(clk)) || frob_check(buf)") == "((clk))||0"
    assert mentions("!clk", "clk")
    assert not mentions("clk->rate", "clk")
