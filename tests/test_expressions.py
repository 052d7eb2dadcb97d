"""No regular expression of the package takes more than linear time, whatever a sender writes.

Each is run the way the code runs it on what is most likely to hurt: its own characters and words,
over and over, with an end that does not match. An expression that takes the square of its input
needs minutes for the largest of these; the limit is far from both.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import resource
import signal
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

import reviewbot
from reviewbot.checks.pages import asked_as
from reviewbot.checks.registry import all_checks
from reviewbot.knowledge.habits import forms, habits, needs
from reviewbot.regex import Late

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

pytestmark = pytest.mark.slow
Expression: TypeAlias = "re.Pattern[str] | re.Pattern[bytes]"

_SIZE = 20_000  # characters
_LIMIT = 1.0  # seconds for them; what is linear takes a few thousandths
# what looks at no more than so many characters, and where that is seen to
_SHORT = {
    "reviewbot.context.c.file.heads._TYPEDEF_NAME": 400,  # its caller
    "reviewbot.context.prose._NAMES": 400,  # _MAX_LINE
    "reviewbot.thread.sender._IDENTITY": 320,  # _LONGEST
    "reviewbot.context.c.file.teardown.thing._INDEX": 2000,  # brackets match in what is read
    "reviewbot.context.maintainers.regex._TOKEN": 2000,  # _STATES
    "reviewbot.context.search._LINE": 2000,  # what git writes has all its zeros
}
# where the name of the expression does not stand before the call
_RUN = {
    "reviewbot.context.c.file.definitions._DEAD": {"match"},
    "reviewbot.context.c.file.definitions._INSIDE": {"match"},
    "reviewbot.context.c.file.definitions._OUTSIDE": {"match"},
    "reviewbot.thread.group._RUNS": {"match"},
}
_CALLS = "search|match|fullmatch|findall|finditer|sub|split"
_SPELLED = {"n": "\n", "t": "\t", "s": " ", "w": "a", "d": "1", "b": " ", "S": "a"}


def _inside(value: object) -> Iterator[Expression]:
    """The expressions in what a module has."""
    if isinstance(value, Late):
        yield value.compiled()
    elif isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from _inside(each)
    elif isinstance(value, dict):
        yield from _inside(tuple(value.values()))


def _modules() -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(reviewbot.__path__, "reviewbot."):
        if not info.name.endswith("__main__"):
            yield importlib.import_module(info.name)


def _expressions() -> dict[tuple[str, int], tuple[str, Expression, set[str]]]:
    """Each expression of the package once: where it is, and how it is run."""
    root = Path(reviewbot.__path__[0])
    texts = {path: path.read_text() for path in root.rglob("*.py")}
    everything = "\n".join(texts.values())
    found: dict[tuple[str, int], tuple[str, Expression, set[str]]] = {}
    for module in _modules():
        own = texts[Path(module.__file__ or "")]
        for name, value in vars(module).items():
            inside = tuple(_inside(value))
            where = f"{module.__name__}.{name}"
            text = own if name.startswith("_") else everything
            calls = set(re.findall(rf"\b{name}\.({_CALLS})\b", text)) if inside else set()
            for each in inside:
                how = _RUN.get(where) or calls or {"search", "match"}
                key = (repr(each.pattern), each.flags)
                found.setdefault(key, (where, each, set()))[2].update(how)
    for name in habits():
        uses = [use for use, _ in needs(name)]
        for each in uses if uses or habits()[name].counted else forms(name):
            how = {"search" if uses else "finditer"}
            found[repr(each.pattern), each.flags] = (f"the convention {name}", each, how)
    for check in all_checks():
        each = asked_as(check)
        found[repr(each.pattern), each.flags] = (
            f"how reviewers ask for {check.name}",
            each,
            {"search"},
        )
    return found


def _hostile(pattern: str) -> Iterator[str]:
    """What to repeat."""
    plain = re.sub(r"\\(.)", lambda match: _SPELLED.get(match[1], match[1]), pattern)
    signs = sorted({sign for sign in plain if not sign.isalnum()} | set(" \ta_"))
    yield from signs
    yield from (f"a{sign}" for sign in signs)
    words = dict.fromkeys(re.findall(r"[A-Za-z_]{2,}", re.sub(r"\\.", " ", pattern)))
    yield from (f"{word} " for word in list(words)[:6])


def _run(expression: Expression, call: str, text: str) -> None:
    given = text.encode() if isinstance(expression.pattern, bytes) else text
    if call == "sub":
        expression.sub(given[:0], given)  # type: ignore[arg-type]  # of the pattern's own type
    elif call == "finditer":
        for _ in expression.finditer(given):  # type: ignore[arg-type]  # the same
            pass
    else:
        getattr(expression, call)(given)


class _SlowError(Exception):
    """The limit is over."""


@pytest.fixture
def _alarm() -> Iterator[None]:
    """An expression that takes too long is stopped."""

    def ring(*_: object) -> None:
        raise _SlowError

    before = signal.signal(signal.SIGVTALRM, ring)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def test_what_is_said_of_an_expression_is_said_of_one_there_is() -> None:
    for where in (*_SHORT, *_RUN):
        module, _, name = where.rpartition(".")
        assert next(_inside(getattr(importlib.import_module(module), name)))


def test_none_is_compiled_because_a_module_is_imported() -> None:
    early = [
        f"{module.__name__}.{name}"
        for module in _modules()
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and ".child." not in module.__name__  # scripts: no package
    ]
    assert early == []


@pytest.mark.usefixtures("_alarm")
def test_every_expression_takes_linear_time() -> None:
    slow: list[str] = []
    for where, expression, calls in _expressions().values():
        pattern = expression.pattern
        source = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
        for call in sorted(calls):
            for unit in _hostile(source):
                size = _SHORT.get(where, _SIZE)
                text = " " + (unit * (size // len(unit) + 1))[:size] + "\0"
                if call in ("match", "fullmatch"):
                    text = text[1:]
                try:
                    signal.setitimer(signal.ITIMER_VIRTUAL, _LIMIT)
                    _run(expression, call, text)
                except _SlowError:
                    slow.append(f"{where}.{call} on {unit!r}")
                    break
                finally:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    assert not slow


@pytest.mark.usefixtures("_alarm")
def test_one_that_takes_the_square_is_seen() -> None:
    start = _user_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, _LIMIT)
    with pytest.raises(_SlowError):
        # signals are looked for once in so many steps, of which a repeated letter is but one
        _run(re.compile(r"(?:ab)+://"), "findall", "ab" * 5 * _SIZE)
    assert _user_time() - start < 2 * _LIMIT


def _user_time() -> float:
    """What the timer counts: neither the system's time nor what other machines take of this one."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime
