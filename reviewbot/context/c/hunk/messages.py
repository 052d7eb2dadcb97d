"""The messages of the kernel that a patch adds: dev_err(), pr_info() and the like."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.old_texts import CONVERSION, stood_there
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.tokens import A_STRING, readable
from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table
from reviewbot.regex import regex
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.levels import DiffContext

_SAID = regex(r"[a-z']+")
_FUNCTION = ("__func__", "__FUNCTION__")


@cache
def _printers() -> Mapping[str, Mapping[str, Any]]:
    """Each function that prints a message → what is known of it."""
    return {
        f"{name}{variant}": entry
        for entry in table("messages")["printers"]
        for name in entry["names"]
        for variant in entry["variants"]
    }


PRINTED = Pattern("$printer(...)", printer=_printers)


@frozen
class Message:
    """A call that prints.

    ``format`` are the tokens of the format, ``who`` the arguments before, ``values`` those behind
    it.
    """

    match: Match
    format: tuple[Token, ...]
    who: tuple[tuple[Token, ...], ...]
    values: tuple[tuple[Token, ...], ...]

    @property
    def printer(self) -> str:
        """The function or macro."""
        return self.match["printer"]

    @property
    def text(self) -> str | None:
        """The format as it is written, in one piece; ``None`` where part of it is a macro."""
        if any(token.kind is not A_STRING for token in self.format):
            return None
        return self.literal

    @property
    def literal(self) -> str:
        """What of the format is written out, in one piece."""
        return "".join(token.text[1:-1] for token in self.format if token.kind is A_STRING)

    @property
    def says(self) -> frozenset[str]:
        """The words of its text, in lower case; none where part of it is a macro."""
        return frozenset(_SAID.findall((self.text or "").lower()))

    @property
    def conversions(self) -> Sequence[str]:
        """The letters of its conversions, in order; those of its literal parts."""
        return [match[1] for match in CONVERSION.finditer(self.literal)]

    @property
    def prints_error(self) -> bool:
        """Whether it is given an error code before the format and prints that itself."""
        return bool(_printers()[self.printer].get("takes_error"))

    @property
    def is_debug(self) -> bool:
        """Whether it is seen only by who debugs."""
        return _has_word(self.printer, "debug")

    @property
    def is_info(self) -> bool:
        """Whether it is seen though nothing is wrong."""
        return _has_word(self.printer, "info")

    @property
    def named_function(self) -> Token | None:
        """The ``__func__`` among its values."""
        alone = (value[0] for value in self.values if len(value) == 1)
        return next((token for token in alone if token.text in _FUNCTION), None)

    @property
    def is_trace(self) -> bool:
        """Whether it says no more than that its function was entered, left or called."""
        known = table("messages")["trace"]
        if self.text is None or any(readable(v) not in known["places"] for v in self.values):
            return False
        said = CONVERSION.sub("", self.text.replace("\\n", ""))
        words = {word.lower() for word in words_in(said)}
        function = self.match.function
        own = {name_of(function).lower()} if function else set()
        if self.named_function or words & own:
            return words <= {*known["telling"], *known["beside_name"], *own}
        return bool(words) and words <= set(known["telling"])

    @property
    def quieter(self) -> str:
        """What would print it for debugging only."""
        instead: str = table("messages")["debug"]["instead"][self.printer.split("_")[0]]
        return instead


@once_for_each
def new_messages(context: DiffContext) -> Sequence[Message]:
    """The messages a patch adds, in source order; raises TooLargeError.

    One whose words stood in removed lines is not new, whatever prints it, and however capitalised.
    """
    return list(_new_messages(context))


def _new_messages(context: DiffContext) -> Iterator[Message]:
    for match in new_code(context, PRINTED, partly=True, commented=True):
        arguments = match.arguments
        at = _printers()[match["printer"]]["format"]
        if match.is_added and len(arguments) > at:
            message = Message(match, arguments[at], arguments[:at], arguments[at + 1 :])
            if not stood_there(context, message.literal):
                yield message


def _has_word(printer: str, group: str) -> bool:
    return not frozenset(table("messages")[group]["words"]).isdisjoint(printer.split("_"))
