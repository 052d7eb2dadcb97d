"""What a patch has otherwise in its next revision, as rules: tokens before, tokens after.

    for old, new, line in edits(before, after):     # the lines of a file, in two revisions
        rules_of(tokens(old), tokens(new), known)

Lines are aligned at those that each revision has once, so the work grows with n log n. In a rule
only names that many people use are kept: ``$1`` is another name, ``@1`` one in capitals, ``N`` a
number, ``S`` a string.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LINES = 5  # of a side of a rule
TOKENS = 60  # of a side of a rule
END = "\n"  # a token: the end of a line
GONE = "\0"  # a token that is like no other: between lines that are not below each other
KINDS = {".c": "c", ".h": "c", ".yaml": "yaml", ".dts": "dts", ".dtsi": "dts"}
_OF_C = re.compile(
    r'<[\w./+-]+\.h>|"(?:[^"\\]|\\.)*"|\d\w*|[^\W\d]\w*|->|<<|>>|[=!<>&|+*/-]=|&&|\|\||\S'
)
_OF_TREE = re.compile(r'"[^"]*"|[\w#$][\w#$,.-]*|\S')
_NAME = re.compile(r"[^\W\d]")
_NUMBER = re.compile(r"\d")
_COMMENT = re.compile(r"\s*(?:/?\*|//)")


class Rule(NamedTuple):
    """Tokens before and after, in files of a kind; a whole line begins and ends with ``END``."""

    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    def __str__(self) -> str:
        return f"{shown(self.before)}  ->  {shown(self.after)}"


class Edit(NamedTuple):
    """Lines of a file that are others in the next revision; ``place`` is the number of the first."""

    before: Sequence[str]
    after: Sequence[str]
    place: int


def kind_of(path: str) -> str:
    """The kind of a file, empty where no rules are made of it."""
    name = PurePosixPath(path)
    return KINDS.get(name.suffix, "kbuild" if name.name in ("Kconfig", "Makefile") else "")


def tokens(line: str, kind: str) -> tuple[str, ...]:
    """The tokens of a line, none of a comment."""
    if kind != "c":
        return tuple(_OF_TREE.findall(line))
    return () if _COMMENT.match(line) else tuple(_OF_C.findall(line))


def edits(before: Sequence[str], after: Sequence[str]) -> Iterator[Edit]:
    """What differs between two versions, up to so many lines each, and is not only moved.

    Lines that are only added begin with the one above them, so that a rule can tell where.
    """
    there = set(after)
    corners = ((-1, -1), *_common(before, after), (len(before), len(after)))
    for (one, other), (end, rest) in pairwise(corners):
        old, new = range(one + 1, end), range(other + 1, rest)
        for edit in _apart(_trimmed(before, after, old, new)):
            if edit.after[:1] == edit.before or not there.issuperset(edit.before):
                yield edit


def _trimmed(before: Sequence[str], after: Sequence[str], old: range, new: range) -> Edit:
    """Two parts without the lines at their ends that are the same; with one above what is added."""
    while old and new and before[old[0]] == after[new[0]]:
        old, new = old[1:], new[1:]
    while old and new and before[old[-1]] == after[new[-1]]:
        old, new = old[:-1], new[:-1]
    if new and not old and old.start:
        old = range(old.start - 1, old.stop)
        new = range(new.start - 1, new.stop)
    return Edit(before[old.start : old.stop], after[new.start : new.stop], old.start)


def _apart(edit: Edit) -> Iterator[Edit]:
    """Line by line, where there are as many as before; nothing where it is too long."""
    old, new, place = edit
    if not old or max(len(old), len(new)) > LINES:
        return
    if len(old) != len(new):
        yield edit
        return
    for number, (one, other) in enumerate(zip(old, new, strict=True)):
        if one != other:
            yield Edit((one,), (other,), place + number)


def _common(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The lines that both have once, as many as are in the same order: a patience diff."""
    ours, theirs = Counter(before), Counter(after)
    places = {line: number for number, line in enumerate(after) if theirs[line] == 1}
    shared = [
        (n, places[line]) for n, line in enumerate(before) if ours[line] == 1 and line in places
    ]
    ends: list[int] = []  # the place the best chain of each length ends at
    last: list[int] = []  # and the pair it ends with
    back: list[int] = []
    for number, (_, place) in enumerate(shared):
        length = bisect_left(ends, place)
        back.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(shared[at])
        at = back[at]
    return chain[::-1]


def rules_of(edit: Edit, kind: str, known: Callable[[str], bool]) -> Iterator[Rule]:
    """The rule of the whole lines, and that of the tokens that differ."""
    old, new = (stream(lines, kind) for lines in (edit.before, edit.after))
    if old == new or max(len(old), len(new)) > TOKENS:
        return
    yield from _rule(kind, old, new, known)
    start, end = _differing(old, new)
    if start or end:
        yield from _rule(kind, old[start : len(old) - end], new[start : len(new) - end], known)


def stream(lines: Sequence[str], kind: str) -> tuple[str, ...]:
    """The tokens of lines, an ``END`` before, between and behind them; empty lines are none."""
    found = [(*line, END) for line in (tokens(each, kind) for each in lines) if line]
    return (END, *(token for line in found for token in line)) if found else ()


def _differing(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many tokens at the start and the end are the same in both, but for one on each side."""
    most = min(len(old), len(new))
    start = next((n for n in range(most) if old[n] != new[n]), most)
    end = next((n for n in range(most - start) if old[-1 - n] != new[-1 - n]), most - start)
    return max(start - 1, 0), max(end - 1, 0)


def _rule(
    kind: str, old: Sequence[str], new: Sequence[str], known: Callable[[str], bool]
) -> Iterator[Rule]:
    before, after = abstract((old, new), known)
    if before != after and any(len(t) > 2 and known(t) for t in before):  # noqa: PLR2004  `if`, `=`
        yield Rule(kind, before, after)


def abstract(sides: Sequence[Sequence[str]], known: Callable[[str], bool]) -> list[tuple[str, ...]]:
    """The tokens without what is nobody else's: the same name is the same on all sides."""
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()

    def of(token: str) -> str:
        if token not in names:
            sign = blunt(token, known)
            counts[sign] += sign in "$@"
            names[token] = f"{sign}{counts[sign]}" if sign in "$@" else sign
        return names[token]

    return [tuple(of(token) for token in side) for side in sides]


def blunt(token: str, known: Callable[[str], bool]) -> str:
    """What a token is: itself, or the kind it is of."""
    if _NUMBER.match(token):
        return token if token in ("0", "1") else "N"
    if token[0] == '"':
        return "S"
    if not _NAME.match(token) or known(token):
        return token
    return "@" if token.isupper() else "$"


def shown(side: Sequence[str]) -> str:
    """One side of a rule, on a line."""
    return " ".join("⏎" if token == END else token for token in side) or "(nothing)"
