"""The syntax of a function's body, read by itself: what cannot be placed costs one function.

    tree = body(function)   # syntax.Node of the ``{ … }``, or None: not usable

The body is masked (``mask``) before it is parsed. ``flow.py`` makes plain facts of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.mask import mask, mask_without_branches
from reviewbot.context.c.syntax import MAX_SOURCE, Node, parse
from reviewbot.frozen import frozen
from reviewbot.model.budget import TooLargeError, shared

if TYPE_CHECKING:
    from reviewbot.context.c.file.definition import Definition


def body(function: Definition) -> Node | None:
    """The syntax of a function's ``{ … }``; row 0 is the line of its opening brace.

    ``None`` where the grammar met something it cannot place: such a function is not usable. Raises
    TooLargeError for one that is larger than ``parse`` takes.
    """
    found = parsed(function)
    return found.tree if found else None


@frozen
class Parsed:
    """A body's syntax; ``masked`` is the text it was made from, as long as the body.

    ``partial`` says that of every ``#if`` only the first branch is in it.
    """

    tree: Node
    masked: str
    partial: bool


def parsed(function: Definition) -> Parsed | None:
    """``body`` and how it was got; raises TooLargeError."""
    return _parsed(function.text[function.opening :]) if function.opening >= 0 else None


def first_line(function: Definition) -> int:
    """The line of the body's opening brace: what row 0 of ``body`` is."""
    return function.start + function.text.count("\n", 0, function.opening)


@shared(maxsize=512)
def _parsed(text: str) -> Parsed | None:
    if len(text) > MAX_SOURCE:
        raise TooLargeError
    for partial, masking in enumerate((mask, mask_without_branches)):
        masked = masking(text)
        # a header of our own: what stands in the real one must not cost the body
        tree = parse(f"void f(){masked}") if masked is not None else None
        found = next(tree.find("function_definition"), None) if tree else None
        block = found.child("body") if found else None
        if masked is not None and tree and block and len(tree.children) == 1:
            return Parsed(block, masked, bool(partial))
    return None
