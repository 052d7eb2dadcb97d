"""What the bindings that a series adds or changes say of a property, whichever patch they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.schema import schemas
from reviewbot.context.binding.types import type_of
from reviewbot.context.levels import DiffContext, tree_of
from reviewbot.context.memo import once_for_each
from reviewbot.context.yaml.node import Node
from reviewbot.context.yaml.read import read
from reviewbot.knowledge.layout import is_binding
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from reviewbot.context.binding.schema import Schema
    from reviewbot.model.series import Series


def types_in_series(context: DiffContext, names: Collection[str]) -> Mapping[str, frozenset[str]]:
    """The types of each property of those names, where all of its schemas tell one."""
    found = (*_added(context.series), *_changed(context, names))
    return _types(schema for schema in found if schema.name in names)


def _types(found: Iterable[Schema]) -> dict[str, frozenset[str]]:
    told: dict[str, set[str]] = {}
    for schema in found:
        told.setdefault(schema.name, set()).add(type_of(schema))
    return {name: frozenset(kinds) for name, kinds in told.items() if "" not in kinds}


@once_for_each
def _added(series: Series) -> tuple[Schema, ...]:
    """The properties of bindings that are new, each patch by itself."""
    return tuple(
        schema
        for patch in series.patches
        for binding in bindings(DiffContext(patch, series))
        for schema in binding.schemas
        if _is_property(schema)
    )


def _changed(context: DiffContext, names: Iterable[str]) -> Iterator[Schema]:
    """Those of the others with one of the names, as they are in the tree after this patch."""
    files = [file for patch in context.series.patches for file in patch.files if file.old_path]
    paths = dict.fromkeys(file.path for file in files if is_binding(file.path))
    tree = tree_of(context)
    for path in paths:
        source = (tree.read(path) if tree else None) or b""
        root = read(source) if any(name.encode() in source for name in names) else None
        if isinstance(root, Node):
            for schema in schemas(root):
                spend(1)
                if _is_property(schema):
                    yield schema


def _is_property(schema: Schema) -> bool:
    return schema.path[-2:-1] == ("properties",) and not schema.is_condition
