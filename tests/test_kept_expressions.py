"""An expression that was kept is the one that ``re`` compiles, and what is of no use is compiled."""

from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING, Any

import pytest

from reviewbot import expressions
from reviewbot.checks import registry
from reviewbot.expressions import _known, _new
from reviewbot.paths import in_cache
from reviewbot.prepared import kept, state_of
from reviewbot.regex import Late

if TYPE_CHECKING:
    from collections.abc import Iterator


def forget() -> None:
    """Begin as a new process does."""
    _known.cache_clear()
    _new.clear()


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    """Nothing is known yet, and the others know as much as before."""
    forget()
    yield
    forget()


def test_each_of_the_program_is_the_same() -> None:
    """The engine's own numbers are compared as well: so ``==`` of patterns is defined."""
    list(registry.walk(registry.GROUP))
    written = [(one.pattern, vars(one)["_flags"]) for one in gc.get_objects() if type(one) is Late]
    assert len(written) > 300
    for each in written:
        expressions.compiled(*each)
    expressions.keep_new()
    forget()
    for pattern, flags in written:
        made: re.Pattern[Any] = expressions.compiled(pattern, flags)
        assert made == re.compile(pattern, flags)
        assert made.groupindex == re.compile(pattern, flags).groupindex
    assert not _new


def test_names_are_kept() -> None:
    for _ in range(2):
        found = expressions.compiled(r"(?P<one>a)(b)|(?P<two>c)", re.IGNORECASE).search("xAb")
        assert found
        assert (found["one"], found[2], found["two"], found.lastgroup) == ("A", "b", None, None)
        expressions.keep_new()
        forget()


def test_what_is_known_stays_when_more_is_kept() -> None:
    for pattern in ("a", "b"):
        expressions.compiled(pattern)
        expressions.keep_new()
        forget()
    expressions.compiled("a"), expressions.compiled("b")
    assert not _new


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "_MOST", 2)
    for pattern in ("a", "b", "c"):
        expressions.compiled(pattern)
        expressions.keep_new()
        forget()
    assert [key for key, _ in _known()] == ["c"]


def test_what_is_damaged_or_of_no_use_is_compiled() -> None:
    expressions.compiled("fr(o)b")
    expressions.keep_new()
    forget()
    row = _known()["fr(o)b", 0]
    _known()["fr(o)b", 0] = (row[0], b"\1\2\3\4", *row[2:])
    assert expressions.compiled("fr(o)b").match("frob")
    assert _new
    forget()
    path = in_cache("prepared/expressions.marshal")
    path.write_bytes(path.read_bytes()[:-1])
    assert _known() == {}
    assert expressions.compiled("fr(o)b").match("frob")


def test_another_python_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    def otherwise(*_: object) -> None:
        raise AttributeError

    assert expressions.compiled("frob").match("frob")
    with monkeypatch.context() as patched:
        patched.setattr("re._compiler._code", otherwise)
        expressions.keep_new()
    assert kept("expressions.marshal", state_of(())) is None
    with pytest.raises(re.error):
        expressions.compiled("(")
