"""What a hunk shows whole of a binding of which no more is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.layout import is_binding
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine


def blocks(
    context: DiffContext, key: str, known: Collection[str]
) -> Iterator[tuple[DiffLine, str]]:
    """Each ``key: |`` that a mail adds to other bindings than those: its line, and the lines below it.

    All of them are added, and the line that ends them is in sight.
    """
    removed = context.removed()
    head = f"{key}: |"
    if head in removed:
        return
    for file in context.files:
        for hunk in file.hunks if is_binding(file.path) and file.path not in known else ():
            for at, line in enumerate(hunk.post):
                is_head = line.kind is ADDED and line.text.strip() == head
                if is_head and (text := _below(hunk.post, at)):
                    yield line, text


def _below(lines: Sequence[DiffLine], at: int) -> str:
    """The lines indented further, or nothing where one of them was there, or their end is not in sight."""
    found: list[str] = []
    for line in lines[at + 1 :]:
        if line.text.strip() and _depth(line) <= _depth(lines[at]):
            return "\n".join(found).rstrip("\n")
        if line.kind is not ADDED:
            return ""
        found.append(line.text)
    return ""


def _depth(line: DiffLine) -> int:
    return len(line.text) - len(line.text.lstrip(" "))
