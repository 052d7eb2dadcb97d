"""What is linked apart from the kernel, or under other names than its sources have."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.c.file.known_files import known_files
from reviewbot.knowledge.layout import is_kernel_program, is_test
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.context.image import Image
    from reviewbot.context.levels import BlobContext, TreeContext
    from reviewbot.model.patch import FileDiff


def is_apart(path: str) -> bool:
    """Whether a file belongs to a program of its own, is linked under other names or is a test."""
    return not is_kernel_program(path) or path.startswith(_renamed()) or is_test(path)


def linked_files(context: BlobContext) -> Iterator[tuple[FileDiff, Image]]:
    """The C files of a patch that are known and not apart, headers included."""
    return ((file, image) for file, image in known_files(context) if not is_apart(file.path))


def used_with_prefix(context: TreeContext, names: Iterable[str]) -> set[str]:
    """The names that are used with a prefix they get when they are linked."""
    found: set[str] = set()
    wanted = {f"{prefix}{name}": name for prefix in prefixes() for name in names}
    for folder in {entry["users"] for entry in table("linkage")["prefixed"]}:
        uses = context.tree.uses(wanted, folder)
        found.update(wanted[word] for word, lines in uses.items() if lines)
    return found


@cache
def _renamed() -> tuple[str, ...]:
    """Where the global names get a prefix when they are linked."""
    return tuple(folder for entry in table("linkage")["prefixed"] for folder in entry["folders"])


@cache
def prefixes() -> tuple[str, ...]:
    """What the names of some directories get in front when they are linked."""
    return tuple(prefix for entry in table("linkage")["prefixed"] for prefix in entry["prefixes"])
