"""Description of a binding that says nothing of the hardware.

Reports "this binding", and about a description of ``reg``, ``clocks`` and the like that only says
what such a property is, as of ``reset-gpios`` that it resets; asks where
that is said in passing, of a driver, or of a class of devices.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.knowledge.load import by_name, table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("what",)
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("description",))

_SOFTWARE = regex(
    r"\A(?:(?:dt|device ?tree|yaml) )?bindings? (?:for|of|to)\b|\A(?:(?:linux|device) )?driver for\b|"
    r"\bthis (?:dt |device ?tree |yaml )?(?:bindings?|schema|document)\b"
    r"|\b(?:this|device|linux|kernel) drivers?\b",
    re.IGNORECASE,
)
_NAME = regex(r"[^a-z\d\s]")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each description to drop, or to word otherwise."""
    for binding in bindings(context):
        for schema in binding.find("**", has=("description",)):
            entry = schema.entry_of("description")
            what = _needless(schema)
            if entry and what and binding.adds(entry):
                is_obvious = what == schema.name
                is_said = bool(binding.compatibles) and _is_all(schema, what)
                sure = Confidence.HIGH if is_obvious or is_said else Confidence.MODERATE
                yield Remark(binding.at(entry), {"what": what}, sure)


def _needless(schema: Schema) -> str:
    """The words to drop, or the property that needs none; empty where the text is of use."""
    text = schema.text("description")
    found = _SOFTWARE.search(text)
    if found:
        return found[0]
    plain = by_name("obvious_descriptions", "properties").get(schema.name)
    said = _NAME.sub("", text.strip().lower().removeprefix("the ").rstrip("."))
    return schema.name if plain and (said in plain["says"] or _is_of(said, plain)) else ""


def _is_all(schema: Schema, what: str) -> bool:
    """Whether the text is about nothing else; what is called a driver may be hardware."""
    return schema.text("description").strip().startswith(what) and "driver" not in what.lower()


def _is_of(said: str, plain: Mapping[str, Sequence[str]]) -> bool:
    """Whether it has no word but those that go without saying."""
    idle = {*table("obvious_descriptions")["words"], *plain.get("words", ())}
    return "words" in plain and idle.issuperset(said.split())
