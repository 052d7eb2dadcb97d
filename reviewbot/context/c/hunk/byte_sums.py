"""Numbers in big or little endian that are put together of the bytes of an array, or taken apart."""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.tokens import spelled
from reviewbot.frozen import frozen
from reviewbot.model.finding import Confidence
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reviewbot.context.c.hunk.match import Match

_PATH = r"\b(?:\w++ (?:->|\.) ){0,4}\w++"
_INDEX = r"\w++(?: \+ \d+)?"
_CAST = r"(?:\( (?:(?:__)?[us](?:8|16|32|64)|(?:unsigned )?int) \) )?"
_TERM = rf"(?:\( )?{_CAST}{_PATH} \[ {_INDEX} \](?: \))?(?: << \d+)?(?: \))?"
_STORED = r"(?: >> \d+)?(?: \))?(?: & 0x[fF][fF])?(?: \))? ;"

SUM = regex(rf"(?=[\w(])(?<!\w)(?<![.>] ){_TERM}(?: [|+] {_TERM}){{1,7}}")
"""A sum of shifted bytes, perhaps of a number; as ``new_written`` takes it."""

STORES = regex(
    rf"(?<![\w.>] )(?P<array>{_PATH}) \[ {_INDEX} \] = {_CAST}(?:\( ){{0,2}}(?P<value>{_PATH}){_STORED}"
    rf"(?: (?P=array) \[ {_INDEX} \] = {_CAST}(?:\( ){{0,2}}(?P=value){_STORED}){{1,7}}"
)
"""Assignments of shifted values to an array, perhaps of the bytes of a number; the same."""

_BYTE_OF_SUM = regex(rf"({_PATH}) \[ ({_INDEX}) \](?: \))?(?: << (\d+))?")
_BYTE_STORED = regex(rf"({_PATH}) \[ ({_INDEX}) \] = {_CAST}(?:\( ){{0,2}}{_PATH}(?: >> (\d+))?")
_BINDS = frozenset(("|", "+", "-", "*", "/", "%", "&", "^", "<<", ">>", "~", "!", "[", "->", "."))
_STATEMENTS = frozenset(("return", "case", "if", "switch", "while"))
_LENGTHS = (2, 3, 4, 8)
_BYTES = frozenset(("u8", "__u8", "uint8_t", "unsigned char", "char"))


@frozen
class Number:
    """The bytes of ``array`` from ``first`` on; ``kind`` is be16, le24 and so on."""

    array: str
    first: str
    kind: str

    @property
    def place(self) -> str:
        """A pointer to the first byte, as one writes it."""
        return f"&{self.array}[{self.first}]"


def of_bytes(
    found: Iterable[Match], read: Callable[[Match], Number | None]
) -> Iterator[tuple[Match, Number, Confidence]]:
    """The numbers that ``read`` sees in these places, but those of arrays that are not of bytes.

    Sure where the declaration of the array is in sight.
    """
    for match in found:
        number = read(match)
        is_bytes = _is_of_bytes(number.array, match) if number else False
        if number and is_bytes is not False:
            yield match, number, Confidence.HIGH if is_bytes else Confidence.MODERATE


def number_of(match: Match) -> Number | None:
    """The number that a sum is, if it is all of one and nothing else is done to its bytes."""
    if match.before in _BINDS or match.after in _BINDS or _is_torn(match):
        return None
    return _number(_BYTE_OF_SUM.findall(spelled(match.tokens)))


def _is_torn(match: Match) -> bool:
    """Whether the first byte is an argument: a parenthesis closes inside that a call opens."""
    closes = match.code.closing.get(match.start, match.stop) < match.stop - 1
    if match.before.isidentifier() and match.before not in _STATEMENTS and closes:
        return True
    depth = 0
    for token in match.tokens:
        if depth < 0 and token.text != ")":
            return True
        depth += (token.text == "(") - (token.text == ")")
    return False


def stored_in(match: Match) -> Number | None:
    """The number that assignments store, if they store all of its bytes."""
    return _number(_BYTE_STORED.findall(spelled(match.tokens)))


def _is_of_bytes(array: str, match: Match) -> bool | None:
    """Whether the elements of an array are bytes; ``None`` where its declaration is out of sight."""
    found = declarations(match.function).get(array, ()) if match.function else ()
    if not found:
        return None
    return all(each.type.removesuffix(" *") in _BYTES for each in found)


def _number(found: Sequence[tuple[str, str, str]]) -> Number | None:
    """The number of these bytes, each with its array, index and shift, if they are all of one."""
    parts = sorted(((*_place(at), int(shift or 0)) for _, at, shift in found), key=itemgetter(1))
    bases, places, shifts = (list(each) for each in zip(*parts, strict=True))
    follow = all(b - a == 1 for a, b in pairwise(places))
    are_alike = len(set(bases)) == 1 and len({array for array, _, _ in found}) == 1
    if not follow or not are_alike or len(parts) not in _LENGTHS:
        return None
    wanted = [8 * at for at in range(len(parts))]
    order = "le" if shifts == wanted else "be" if shifts == wanted[::-1] else ""
    first = f"{bases[0]} + {places[0]}" if bases[0] and places[0] else bases[0] or str(places[0])
    return (
        Number(found[0][0].replace(" ", ""), first, f"{order}{8 * len(parts)}") if order else None
    )


def _place(at: str) -> tuple[str, int]:
    """An index as a name, empty where there is none, and a number."""
    base, _, offset = at.partition(" + ")
    return ("", int(base, 0)) if base.isdigit() else (base, int(offset or 0))
