"""A function, macro or header used by an earlier patch than the one that adds it.

Reports calls of a function, uses of a macro and includes of a header in added lines, where a later
patch of the series defines the function or macro or adds the header, and nothing in the series
shows that it was there before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.introduced import header_paths
from reviewbot.context.c.hunk.names_in import names_in
from reviewbot.context.c.hunk.tokens import TokenKind, code, tokenize
from reviewbot.context.memo import once_for_each
from reviewbot.context.positions import position
from reviewbot.knowledge.layout import architecture
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.introduced import Introduced
    from reviewbot.context.c.hunk.names_in import SeriesNames
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.patch import DiffLine, FileDiff, Hunk, Patch

SEVERITY = Severity.WARNING
BUG = True

_WORD = re.compile(r"\w+")
_INCLUDE = re.compile(r"#[ \t]*include[ \t]*(<[\w./-]+>|\"[\w./-]+\")")
_TESTED = re.compile(r"\b(?:defined|__is_defined|IS_ENABLED|IS_BUILTIN|IS_REACHABLE)\b")
_BEFORE_A_CALL = frozenset(("return", "else", "do", "case", "goto", "sizeof"))
_MAX_LINE = 400  # longer ones are generated, and each name in one costs a look at all of it
_NAMED = 3  # names of one later patch that the template spells out


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark once on each later patch this one needs, at the last of the uses that are named."""
    patches, own = context.series.patches, position(context.patch, context.series)
    if own + 1 >= len(patches) or context.series.missing:
        return
    known = names_in(context.series)
    if known.waits(own) or not known.may_need_later(own):
        return
    uses = _uses(context.patch)
    needed: dict[int, list[tuple[str, DiffLine]]] = defaultdict(list)
    for name, places in uses.items():
        built = [(file, line) for file, line in places if not known.is_unbuilt(file.path, own)]
        later = built and _later(known, own, name, [file for file, _ in built])
        if later:
            spelled, index = later
            needed[index].append((spelled, built[0][1]))
    for index, missed in sorted(needed.items()):
        missed.sort(key=lambda one: one[1].body_line)
        subject = patches[index].subject
        first = dict(reversed(missed))
        names = tuple(dict.fromkeys(name for name, _ in missed))
        last = max(first[name].body_line for name in names[:_NAMED])
        others = [(name, line) for name, line in missed if line.body_line != last]
        yield Remark(
            last,
            {
                "names": names,
                "patch": subject.label,
            },
            related=tuple(Related(line.body_line, f"{name} as well") for name, line in others),
        )


@once_for_each
def _uses(patch: Patch) -> Mapping[str, list[tuple[FileDiff, DiffLine]]]:
    """Where added code calls, names or includes something; ``<x.h>`` and ``"x.h"`` are includes.

    A name that is also declared, or stands where it could be, is left out.
    """
    found: dict[str, list[tuple[FileDiff, DiffLine]]] = defaultdict(list)
    unclear: set[str] = set()
    for file in patch.files:
        if not file.is_c and not file.path.endswith((".dts", ".dtsi", ".dtso")):
            continue
        for hunk in file.hunks:
            if all(line.kind is not LineKind.ADDED for line in hunk.lines):
                continue
            for name, line in _in_hunk(hunk):
                if line:
                    found[name].append((file, line))
                else:
                    unclear.add(name)
    return {name: places for name, places in found.items() if name not in unclear}


def _in_hunk(hunk: Hunk) -> Iterator[tuple[str, DiffLine | None]]:
    """The names and includes in added lines, each with its line if it is used there for certain."""
    tokens = tokenize(hunk.post)
    for token in tokens:
        if token.kind is TokenKind.DIRECTIVE and token.line.kind is LineKind.ADDED:
            if include := _INCLUDE.match(token.text):
                yield include[1], token.line
            else:
                yield from ((word, None) for word in _WORD.findall(token.text))
    tokens = code(tokens)
    for index, token in enumerate(tokens):
        if token.kind is TokenKind.NAME and token.line.kind is LineKind.ADDED:
            yield token.text, token.line if _is_use(tokens, index) else None


def _is_use(tokens: Sequence[Token], index: int) -> bool:
    """Whether the name at ``index`` stands inside an expression of a function, as no member."""
    line = tokens[index].line.text
    if not index or not line[:1].isspace() or len(line) > _MAX_LINE:
        return False
    before = tokens[index - 1]
    if before.text in ("->", ".", "*", "#", "##") or _TESTED.search(line):
        return False
    return before.kind is TokenKind.OP or before.text in _BEFORE_A_CALL


def _later(
    known: SeriesNames, own: int, name: str, users: Sequence[FileDiff]
) -> tuple[str, int] | None:
    """How to spell the name, and the index of the later patch that brings it first."""
    if name[0] in '<"':
        paths = {path for user in users for path in header_paths(name, user.path)}
        added = known.adds_header(paths, own)
        return None if added is None or known.touches(paths, added) else (name.strip('<>"'), added)
    found = known.introduces(name, own)
    if found is None:
        return None
    index, one = found
    if not all(_knows(one, user.path) for user in users) or known.was_there(name, index):
        return None
    return (f"{name}()" if one.kind == "function" else name), index


def _knows(one: Introduced, user: str) -> bool:
    """Whether a file could only mean this very definition."""
    if one.private:
        return user == one.path
    return user.startswith(architecture(one.path))
