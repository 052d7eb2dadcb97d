"""Bindings of the devicetree as mails bring them, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.example import example_patch
from reviewbot.context.binding.binding import bindings
from reviewbot.context.levels import DiffContext
from reviewbot.model.series import Series

if TYPE_CHECKING:
    from reviewbot.context.binding.binding import Binding

PATH = "Documentation/devicetree/bindings/iio/adc/example,frob.yaml"


def added(text: str, path: str = PATH) -> DiffContext:
    """The context of a mail, without a tree, that adds a file."""
    lines = "".join(f"+{line}\n" for line in text.rstrip("\n").split("\n"))
    patch = example_patch(f"Add it.\n---\n--- /dev/null\n+++ b/{path}\n@@\n{lines}")
    return DiffContext(patch, Series("", 1, False, None, (patch,), 1))  # noqa: FBT003  no name for it


def binding(text: str) -> Binding:
    """A binding that a mail adds."""
    (found,) = bindings(added(text))
    return found
