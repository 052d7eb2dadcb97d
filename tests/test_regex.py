"""An expression is made when it is first used, and then is as any other."""

from __future__ import annotations

import re

import pytest

from reviewbot import regex as module
from reviewbot.regex import Late, regex


def test_it_is_compiled_when_it_is_used_and_then_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def compiled(self: Late[str]) -> re.Pattern[str]:
        made.append(self.pattern)
        return re.compile(self.pattern, re.IGNORECASE)

    monkeypatch.setattr(module.Late, "compiled", compiled)
    frob = regex(r"FR(o)b", re.IGNORECASE)
    assert frob.pattern == r"FR(o)b"
    assert made == []
    for _ in range(3):
        assert [match[1] for match in frob.finditer("a frob")] == ["o"]
    assert made == [r"FR(o)b"]


def test_it_has_what_an_expression_has() -> None:
    late, early = regex(rb"(?P<one>a)|b", re.DOTALL), re.compile(rb"(?P<one>a)|b", re.DOTALL)
    assert (late.flags, late.groups, late.groupindex) == (
        early.flags,
        early.groups,
        early.groupindex,
    )
    assert late.sub(b"c", b"aba") == early.sub(b"c", b"aba")
    assert list(map(late.fullmatch, (b"c",))) == [None]
    with pytest.raises(AttributeError):
        late.none_such  # type: ignore[attr-defined]  # noqa: B018


def test_what_is_none_says_so_when_it_is_used() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.search("")
