"""Whether a patch is one of the kernel: what is built like it has other habits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.layout import is_kernel_file

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch


def is_kernel(mail: Patch) -> bool:
    """Whether all files of a patch are where the kernel has files."""
    return all(is_kernel_file(file.path) for file in mail.files)
