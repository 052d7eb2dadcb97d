"""The pass over the words of a body: what the table knows, attributes, assembly, calls."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.c.file.mask.arguments import mask_arguments
from reviewbot.context.c.file.mask.calls import SHOUTED, Calls
from reviewbot.knowledge.load import names_in

if TYPE_CHECKING:
    from reviewbot.context.c.file.mask.masked import MaskedText

_QUALIFIERS_OF_ASM = 4  # volatile, inline, goto
_CASE = 12  # tokens from "case" to the "..." of a range

_ROLES = (  # the groups of the table that tell what a name is; the first that has it counts
    "assembly", "attributes", "sizes", "attribute_calls", "block_ends", "type_calls",
    "loop_starts", "loop_ends", "operators",
)  # fmt: skip

# fmt: off
_STATEMENTS = frozenset(
    (
        "break", "case", "continue", "default", "do", "else", "for", "goto", "if", "return",
        "sizeof", "switch", "typeof", "while",
    )
)
# fmt: on


@cache
def _roles() -> dict[str, str]:
    """What the table says of each name."""
    return {name: role for role in reversed(_ROLES) for name in names_in("macros", role)}


def mask_words(masked: MaskedText) -> None:
    """Mask all of a body."""
    words = _Words(masked)
    index = 0
    while index < len(masked.tokens):
        token = masked.tokens[index]
        if token.kind == "name":
            index = words.mask(index)
            continue
        if token.text == "...":
            before = range(max(index - _CASE, 0), index)
            is_range = any(masked.word(at) == "case" for at in before)
            masked.write(token.start, " | " if is_range else "...")
        index += 1


class _Words:
    """Masks the words of a body, which come in source order."""

    def __init__(self, masked: MaskedText) -> None:
        self._masked = masked
        self._calls = Calls(masked)

    def mask(self, index: int) -> int:
        """Mask what begins with the word there; the next index to look at."""
        masked, word = self._masked, self._masked.word(index)
        role, close = _roles().get(word), masked.group(index)
        if role == "assembly":
            return self._assembly(index)
        if word == "__label__":
            return self._statement(index)
        if masked.word(index - 1) in (".", "->"):
            pass  # a member may be called anything
        elif role == "attributes":
            masked.erase(index, index)
        elif role == "sizes":
            masked.rename(index, "sizeof")
        elif close and role:
            self._named(role, index, close)
            return close + 1
        elif close and word not in _STATEMENTS:
            self._calls.mask(index, close)
        elif self._is_prefix(index) or (word in ("static", "const") and self._declares(index + 1)):
            masked.erase(index, index)
        return index + 1

    def _named(self, role: str, index: int, close: int) -> None:
        """``name(…)`` as the table says."""
        masked = self._masked
        match role:
            case "type_calls":
                self._type(index, close)
            case "loop_starts":
                masked.erase(index + 1, close)
                masked.rename(index, "do")
            case "loop_ends":
                masked.erase(index + 2, close - 1)
                masked.rename(index, "while")
                masked.write(masked.tokens[close].start - 1, "0")
            case "operators":
                masked.rename(index, masked.word(index).upper())
                mask_arguments(masked, index + 2, close)
            case _:  # an attribute, or the end of a block
                masked.erase(index, close)

    def _is_prefix(self, index: int) -> bool:
        """``KERN_INFO PREFIX "…"``: of two names in front of a string the first goes."""
        tokens = self._masked.tokens
        is_named = index + 1 < len(tokens) and tokens[index + 1].kind == "name"
        is_first = self._masked.word(index - 1) in ("(", ",")
        return is_named and is_first and bool(SHOUTED.match(tokens[index].text))

    def _declares(self, index: int) -> bool:
        """``static DECLARE_WORK(…)``: the grammar takes no storage class before a call."""
        return bool(SHOUTED.match(self._masked.word(index)) and self._masked.group(index))

    def _type(self, index: int, close: int) -> None:
        """``typeof(…)`` as a type: ``int``."""
        masked = self._masked
        masked.erase(index, close)
        is_argument = "," in (masked.word(index - 1), masked.word(close + 1))
        masked.write(masked.tokens[index].start, "_t_" if is_argument else "int")

    def _assembly(self, index: int) -> int:
        masked = self._masked
        opening = index + 1
        last = min(index + _QUALIFIERS_OF_ASM, len(masked.tokens) - 1)
        while opening < last and masked.tokens[opening].kind == "name":
            opening += 1
        close = masked.pairs.get(opening)
        if close is None or masked.word(opening) != "(":
            return index + 1
        masked.erase(index, close)
        if not self._is_of_declaration(index):
            masked.write(masked.tokens[index].start, "0")
        return close + 1

    def _is_of_declaration(self, index: int) -> bool:
        """``register int x asm("r0")``: part of a declaration."""
        before = self._masked.tokens[index - 1] if index else None
        is_named = before is not None and (before.kind == "name" or before.text == "]")
        return is_named and self._masked.word(index - 1) not in ("else", "do")

    def _statement(self, index: int) -> int:
        """All up to the semicolon."""
        last = index
        while last + 1 < len(self._masked.tokens) and self._masked.word(last) != ";":
            last += 1
        self._masked.erase(index, last)
        return last + 1
