"""What the added lines of a patch use for certain: functions, macros and headers, by their names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import A_DIRECTIVE, A_NAME, AN_OP, code, tokenize
from reviewbot.frozen import frozen
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.patch import DiffLine, FileDiff, Hunk, Patch

_INCLUDE = regex(r"#[ \t]*include[ \t]*(<[\w./-]+>|\"[\w./-]+\")")
_TESTED = regex(r"\b(?:defined|__is_defined|IS_ENABLED|IS_BUILTIN|IS_REACHABLE)\b")
_BEFORE_A_CALL = frozenset(("return", "else", "do", "case", "goto", "sizeof"))
_MAX_LINE = 400  # longer ones are generated, and each name in one costs a look at all of it
_DEVICE_TREE = (".dts", ".dtsi", ".dtso")


@frozen
class Use:
    """A line that uses a name, and its file."""

    file: FileDiff
    line: DiffLine


def sure_uses(patch: Patch, names: Container[str]) -> Mapping[str, list[Use]]:
    """Where added code calls or names one of these, or includes something: ``<x.h>``, ``"x.h"``.

    A name that is also declared, or stands where it could be, is left out.
    """
    found: dict[str, list[Use]] = defaultdict(list)
    unclear: set[str] = set()
    for file in patch.files:
        if not file.is_c and not file.path.endswith(_DEVICE_TREE):
            continue
        for hunk in file.hunks:
            for name, line in _in_hunk(hunk, names):
                if line:
                    found[name].append(Use(file, line))
                else:
                    unclear.add(name)
    return {name: uses for name, uses in found.items() if name not in unclear}


def _in_hunk(hunk: Hunk, names: Container[str]) -> Iterator[tuple[str, DiffLine | None]]:
    """The includes and some names in added lines, each with its line if it is used there for certain."""
    if all(line.kind is not ADDED for line in hunk.lines):
        return
    tokens = tokenize(hunk.post)
    for token in tokens:
        if token.kind is A_DIRECTIVE and token.line.kind is ADDED:
            if include := _INCLUDE.match(token.text):
                yield include[1], token.line
            else:
                yield from ((word, None) for word in words_in(token.text) if word in names)
    tokens = code(tokens)
    for index, token in enumerate(tokens):
        if token.text in names and token.kind is A_NAME and token.line.kind is ADDED:
            yield token.text, token.line if _is_use(tokens, index) else None


def _is_use(tokens: Sequence[Token], index: int) -> bool:
    """Whether the name at ``index`` stands inside an expression of a function, as no member."""
    line = tokens[index].line.text
    if not index or not line[:1].isspace() or len(line) > _MAX_LINE:
        return False
    before = tokens[index - 1]
    if before.text in ("->", ".", "*", "#", "##") or _TESTED.search(line):
        return False
    return before.kind is AN_OP or before.text in _BEFORE_A_CALL
