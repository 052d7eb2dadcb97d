"""Regular expressions as an earlier start compiled them: it takes fifty times as long as to hand one over.

``re`` writes a program of numbers for each, which its engine runs. There is no way in its documentation
to keep that, so what is kept counts for this very Python, and whatever cannot be had as here is
compiled. Those that are new are kept at the end; what comes of strangers' words is not for here.
"""

from __future__ import annotations

import marshal
import re
from functools import cache
from typing import AnyStr, cast

from reviewbot.prepared import keep, kept, state_of

_NAME = "expressions.marshal"
_MOST = 2_000  # kept at a time: the program has some 1,000
_Key = tuple[str | bytes, int]
_Row = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

_new: dict[_Key, None] = {}


def compiled(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` makes of it; raises re.error as that does."""
    key = pattern, int(flags)
    row = _known().get(key)
    if row:
        try:
            return cast("re.Pattern[AnyStr]", _handed_over(pattern, row))
        except Exception:  # noqa: BLE001  of no use to this Python, whatever it says
            _known().pop(key)
    made = re.compile(pattern, flags)
    _new[key] = None
    return made


def keep_new() -> None:
    """Keep those that were compiled here for the next start."""
    if not _new:
        return
    known = _known() if len(_known()) + len(_new) <= _MOST else {}
    try:
        known |= {key: _row(*key) for key in _new}
    except Exception:  # noqa: BLE001  this Python does it otherwise
        return
    keep(_NAME, state_of(()), marshal.dumps(known))


@cache
def _known() -> dict[_Key, _Row]:
    content = kept(_NAME, state_of(()))
    known: dict[_Key, _Row] = marshal.loads(content) if content else {}  # noqa: S302  as Python keeps a module
    return known


def _handed_over(pattern: str | bytes, row: _Row) -> object:
    import _sre  # type: ignore[import-not-found]  # noqa: PLC0415  others than CPython may have none

    flags, numbers, groups, names, by_number = row
    code = memoryview(numbers).cast("I").tolist()
    made: object = _sre.compile(pattern, flags, code, groups, names, by_number)
    return made


def _row(pattern: str | bytes, flags: int) -> _Row:
    """What the engine is told of it: the same as in ``re._compiler.compile``."""
    from array import array  # noqa: PLC0415  most starts meet none that is new
    from re import _compiler, _parser  # type: ignore[attr-defined]  # noqa: PLC0415

    parsed = _parser.parse(pattern, flags)
    names: dict[str, int] = parsed.state.groupdict
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    numbers = array("I", _compiler._code(parsed, flags)).tobytes()  # noqa: SLF001
    return (
        int(flags | parsed.state.flags),
        numbers,
        parsed.state.groups - 1,
        names,
        tuple(by_number),
    )
