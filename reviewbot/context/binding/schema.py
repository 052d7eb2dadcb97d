"""The schemas of a binding: its own, that of each property and child node, those of conditions.

JSON schema has words that hold one schema, several, or one for each name; all else is data. So
``title`` in a schema is its title, and ``title`` under ``properties`` is a property of that name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.yaml.node import Kind
from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.yaml.node import Entry, Node

NAMED = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"})
_LISTED = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_SINGLE = frozenset({
    "additionalProperties", "unevaluatedProperties", "items", "additionalItems", "contains", "not",
    "if", "then", "else", "propertyNames", "select", "dependencies",
})  # fmt: skip
_CONDITIONS = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "select"})


@frozen(slots=False, eq=False)
class Schema:
    """A schema, and the way to it: words and names as in ``("properties", "reg", "items", "0")``.

    ``entry`` is the line it is the value of, ``None`` for that of the file and those in lists.
    ``is_condition``: it is a choice of others or depends on something, as what is under ``if``,
    ``then`` or ``oneOf``; it adds to what is said elsewhere.
    """

    node: Node
    path: tuple[str, ...]
    entry: Entry | None
    above: Schema | None
    is_condition: bool

    @property
    def row(self) -> int:
        """The line it begins at: that of its name or word."""
        return self.entry.row if self.entry else self.node.row

    @property
    def name(self) -> str:
        """The property, child node or pattern it describes; empty where it describes none."""
        return self.path[-1] if self.entry and self.path[-2:-1] and self._is_named else ""

    @property
    def _is_named(self) -> bool:
        return self.path[-2] in NAMED and self.above is not None

    def __contains__(self, word: object) -> bool:
        return word in self.node

    def get(self, word: str) -> Node | None:
        """What it says of a word, as ``type``."""
        return self.node.get(word)

    def text(self, word: str) -> str:
        """What it says of a word where that is one scalar; empty otherwise."""
        found = self.node.get(word)
        return found.text if found else ""

    def entry_of(self, word: str) -> Entry | None:
        """The line with a word."""
        return self.node.entry(word)


def schemas(root: Node) -> Iterator[Schema]:
    """All schemas of a document, the outer before the inner, in the order of the file."""
    waiting = [Schema(root, (), None, None, is_condition=False)]
    while waiting:
        schema = waiting.pop()
        yield schema
        waiting += reversed(list(_below(schema)))


def _below(schema: Schema) -> Iterator[Schema]:
    for entry in schema.node.entries:
        word = entry.name
        depends = schema.is_condition or word in _CONDITIONS
        for steps, one, node in _held(entry):
            yield Schema(node, (*schema.path, word, *steps), one, schema, depends)


def _held(entry: Entry) -> Iterator[tuple[tuple[str, ...], Entry | None, Node]]:
    """The schemas that an entry of a schema holds: the step to it, its line, and itself."""
    word, value = entry.name, entry.value
    if word in NAMED:
        yield from (((one.name,), one, one.value) for one in value.entries)
    elif word in _LISTED or (word == "items" and value.items):
        yield from (((str(at),), None, item) for at, item in enumerate(value.items))
    elif word in _SINGLE and value.kind is Kind.MAPPING:
        yield (), entry, value
