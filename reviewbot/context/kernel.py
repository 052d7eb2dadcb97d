"""Whether a patch is one of the kernel: what is built like it has other habits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch


def is_kernel(mail: Patch) -> bool:
    """Whether all files of a patch are in directories of the kernel."""
    directories = tuple(table("layout")["kernel"]["directories"])
    return all(file.path.startswith(directories) for file in mail.files)
