"""Whether a patch is one of the kernel: what is built like it has other habits."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch


def is_kernel(mail: Patch) -> bool:
    """Whether all files of a patch are where the kernel has files."""
    directories, files = _layout()
    return all(file.path.startswith(directories) or file.path in files for file in mail.files)


@cache
def _layout() -> tuple[tuple[str, ...], frozenset[str]]:
    """The directories and the files at its top."""
    layout = table("layout")["kernel"]
    return tuple(layout["directories"]), frozenset(layout["files"])
