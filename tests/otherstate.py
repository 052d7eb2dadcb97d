"""Contexts of patches that were made for another state of a file than the tree has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.example import example_context
from reviewbot.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.context.levels import TreeContext


def of_another_state(patch: str, path: str, tree: Mapping[str, str]) -> TreeContext:
    """The context of a patch, of which the tree has the file at ``path`` otherwise than it expects."""
    context = example_context(patch, tree=tree)
    context.tree.files[path] = tree[path].encode()  # type: ignore[attr-defined]
    return replace(context, images={})
