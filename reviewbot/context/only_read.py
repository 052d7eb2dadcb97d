"""Whether an array that a patch brings in is only read, as far as all its uses are in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.tokens import A_DIRECTIVE
from reviewbot.model.budget import shared
from reviewbot.model.patch import ADDED
from reviewbot.words import words_in

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.code import Code
    from reviewbot.model.patch import FileDiff

_WRITES = frozenset(("=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "|=", "^=", "++", "--"))
_COUNTS = frozenset(("ARRAY_SIZE", "sizeof"))


def is_only_read(file: FileDiff, name: str, dimensions: int) -> bool:
    """Whether it is used, and each use reads an element or counts them.

    What mentions the name was not there before: a use that nobody sees may write to it.
    """
    if name in _elsewhere(file):
        return False
    codes = [fragment(hunk).code for hunk in file.hunks if name in hunk.words]
    uses = [(code, at) for code in codes for at in code.places.get(name, ())]
    is_brought = all(code.tokens[at].line.kind is ADDED for code, at in uses)
    others = [(code, at) for code, at in uses if not _is_definition(code, at)]
    is_one = len(uses) == len(others) + 1
    return (
        is_brought and is_one and bool(others) and all(_reads(*use, dimensions) for use in others)
    )


@shared(maxsize=64, of_mail=True)
def _elsewhere(file: FileDiff) -> frozenset[str]:
    """The words of what the patch takes out of a file, and of its macros."""
    tokens = (token for hunk in file.hunks for token in fragment(hunk).everything)
    macros = [token.text for token in tokens if token.kind is A_DIRECTIVE]
    return frozenset(words_in("\n".join([*macros, *(line.text for line in file.removed())])))


def _is_definition(code: Code, at: int) -> bool:
    """Whether braces stand behind it."""
    end, _ = _behind(code, at)
    return code.texts_and_end[end : end + 2] == ["=", "{"]


def _reads(code: Code, at: int, dimensions: int) -> bool:
    """Whether it is an element that is neither changed nor pointed to, or stands in ARRAY_SIZE()."""
    before, texts = code.texts[max(at - 2, 0) : at], code.texts_and_end
    if before[-1:] == ["("] and before[0] in _COUNTS and texts[at + 1] == ")":
        return True
    end, depth = _behind(code, at)
    is_changed = texts[end] in _WRITES or before[-1:] in (["++"], ["--"])
    is_address = before[-1:] == ["&"] and not _is_operand(before[0])
    return depth >= dimensions and not (is_changed or is_address)


def _is_operand(text: str) -> bool:
    """Whether what stands there has a value, so that a sign behind joins two."""
    return text != "return" and (text in ")]" or text[-1].isalnum() or text.endswith("_"))


def _behind(code: Code, at: int) -> tuple[int, int]:
    """What stands behind the brackets that follow a name, and how many pairs these are."""
    end, depth = at + 1, 0
    while code.texts_and_end[end] == "[" and end in code.closing:
        end, depth = code.closing[end] + 1, depth + 1
    return end, depth
