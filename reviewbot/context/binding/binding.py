"""A binding as a patch leaves it: the document, its schemas and examples, and what is added."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.binding.examples import examples
from reviewbot.context.binding.find import says, way
from reviewbot.context.binding.schema import schemas
from reviewbot.context.rows import Post, post
from reviewbot.context.whole import is_new_file
from reviewbot.context.yaml.node import Refused
from reviewbot.context.yaml.read import read
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import is_binding
from reviewbot.model.budget import TooLargeError, spend

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reviewbot.context.binding.examples import Example
    from reviewbot.context.binding.schema import Schema
    from reviewbot.context.levels import DiffContext
    from reviewbot.context.yaml.node import Node


@frozen(slots=False, eq=False)
class Binding(Post):
    """A file of it after the patch."""

    root: Node

    @property
    def path(self) -> str:
        """Where it is in the tree."""
        return self.file.path

    @property
    def is_new(self) -> bool:
        """Whether the patch adds the file."""
        return is_new_file(self.file)

    @cached_property
    def schemas(self) -> tuple[Schema, ...]:
        """All schemas in it, in the order of the file."""
        found = tuple(schemas(self.root))
        spend(len(found))
        return found

    def find(
        self,
        path: str,
        *,
        has: Collection[str] = (),
        lacks: Collection[str] = (),
        only: Collection[str] = (),
    ) -> Iterator[Schema]:
        """The schemas at a path (find.py) that have all of some words, none of others, or only some."""
        wanted = way(path)
        spend(len(self.schemas))
        for schema in self.schemas:
            if wanted.leads_to(schema.path) and says(schema, has, lacks, only):
                yield schema

    @cached_property
    def compatibles(self) -> tuple[Node, ...]:
        """The strings of ``compatible`` it is for, each where it stands."""
        return tuple(
            text
            for schema in self.schemas
            if schema.path[:2] == ("properties", "compatible")
            for text in _strings(schema.node)
        )

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        """The examples, each one devicetree."""
        return examples(self.root, self.source)


def _strings(node: Node) -> Iterator[Node]:
    """The strings a schema lets something be."""
    const, enum = node.get("const"), node.get("enum")
    if const:
        yield const
    if enum:
        yield from enum.items


def bindings(context: DiffContext) -> Iterator[Binding]:
    """Each binding that the mail changes and that is known whole, in the order of the diff.

    What is no YAML is left out; raises TooLargeError where one is beyond the bounds of ours.
    """
    for file in context.files:
        after = post(context, file) if is_binding(file.path) else None
        root = read(after.source) if after else None
        if isinstance(root, Refused) and not root.is_broken:
            raise TooLargeError(f"a binding is refused: {root.reason}")
        if after and root and not isinstance(root, Refused):
            yield Binding(after.file, after.lines, after.removed, after.source, root)
