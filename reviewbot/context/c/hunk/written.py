"""Code that a regex finds: for what has no name a pattern could be anchored at, as ``a << 8 | b``."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.match import Match
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.tokens import A_DIRECTIVE
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import is_tool
from reviewbot.model.budget import shared, spend

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import Hunk

_CHARACTERS = 64  # read in a step


@frozen(eq=False)
class _Spelled:
    """The code of a hunk with a blank between two tokens, and where each token starts."""

    text: str
    starts: Sequence[int]


def new_written(
    context: DiffContext, regex: re.Pattern[str], sign: str | re.Pattern[str]
) -> Iterator[Match]:
    """Where added code matches, spelled with one blank between two tokens; directives are ``#``.

    The named groups of the regex become metavariables. ``sign`` is a text or a regex that must be
    on the added lines of a hunk for it to be looked at. Not what is only moved, nor what is part of
    a macro or belongs to another program.
    """
    for file in context.files:
        for hunk in c_hunks(context, file) if file.is_c and not is_tool(file.path) else ():
            text = hunk.added_text
            is_there = sign in text if isinstance(sign, str) else sign.search(text)
            for match in _matches(hunk, regex) if is_there else ():
                is_plain = match.is_added and not match.is_in_macro
                if is_plain and is_new(context, match.tokens[0].line):
                    yield match


def _matches(hunk: Hunk, regex: re.Pattern[str]) -> Iterator[Match]:
    part, spelled = fragment(hunk), _spelled(hunk)
    spend(len(spelled.text) // _CHARACTERS)
    for found in regex.finditer(spelled.text):
        bound = {
            name: _tokens(spelled, found.span(name))
            for name in regex.groupindex
            if found[name] is not None
        }
        start, stop = _tokens(spelled, found.span())
        yield Match(part, part.code, start, stop, bound)


def _tokens(spelled: _Spelled, span: tuple[int, int]) -> tuple[int, int]:
    """The index of the first token of a span of the text, and that behind its last one."""
    start, stop = span
    return bisect_right(spelled.starts, start) - 1, bisect_right(spelled.starts, stop - 1)


@shared(maxsize=1024, of_mail=True)
def _spelled(hunk: Hunk) -> _Spelled:
    texts = [
        "#" if token.kind is A_DIRECTIVE else token.text for token in fragment(hunk).code.tokens
    ]
    starts = [0, *accumulate([len(text) + 1 for text in texts])]
    return _Spelled(" ".join(texts), starts[: len(texts)])
