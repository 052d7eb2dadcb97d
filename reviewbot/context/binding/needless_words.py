"""The words of a description that say nothing of the hardware."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import by_name, table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.binding.schema import Schema
    from reviewbot.context.yaml.node import Entry

_SOFTWARE = regex(
    r"\A(?:(?:dt|device ?tree|yaml) )?bindings? (?:for|of|to)\b|\A(?:(?:linux|device) )?driver for\b|"
    r"\bthis (?:dt |device ?tree |yaml )?(?:bindings?|schema|document)\b"
    r"|\b(?:this|device|linux|kernel) drivers?\b",
    re.IGNORECASE,
)
_NAME = regex(r"[^a-z\d\s]")


def needless_words(schema: Schema) -> str:
    """The words to drop, or the property that needs none; empty where the text is of use."""
    text = schema.text("description")
    found = _SOFTWARE.search(text)
    if found:
        return found[0]
    plain = by_name("obvious_descriptions", "properties").get(schema.name)
    said = _NAME.sub("", text.strip().lower().removeprefix("the ").rstrip("."))
    return schema.name if plain and (said in plain["says"] or _is_of(said, plain)) else ""


def row_with(binding: Binding, entry: Entry, words: str) -> int:
    """The row of a description by which such words have been said; its first where that is not known."""
    said = ""
    for row in range(entry.row, entry.value.end + 1):
        line = binding.lines.get(row)
        said = f"{said} {line.text.strip()}" if line else ""
        if words in said:
            return row
    return entry.row


def _is_of(said: str, plain: Mapping[str, Sequence[str]]) -> bool:
    """Whether it has no word but those that go without saying."""
    idle = {*table("obvious_descriptions")["words"], *plain.get("words", ())}
    return "words" in plain and idle.issuperset(said.split())
