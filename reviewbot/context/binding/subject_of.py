"""What the subject of a patch of bindings has to tell: that it is one, and of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.layout import is_with_bindings

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch

_BESIDE = ("include/dt-bindings/", "MAINTAINERS")
_DEPTH = 3  # of the directory of all bindings


def is_of_bindings(mail: Patch) -> bool:
    """Whether a patch changes bindings, and nothing but what goes with them."""
    rest = [file.path for file in mail.files if not is_with_bindings(file.path)]
    return len(rest) < len(mail.files) and all(path.startswith(_BESIDE) for path in rest)


def binding_directory(path: str) -> str:
    """The one a binding is in, below that of all: ``iio``; empty for one that is in no other."""
    return path.split("/")[_DEPTH] if path.count("/") > _DEPTH else ""
