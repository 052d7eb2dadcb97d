"""Whether those who look after what a patch changes are content with how it looks.

Measured: of the remarks of taste on bindings that a maintainer of them had tagged, or written, none
was wanted; no other subsystem was looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.binding_people import binding_people
from reviewbot.context.recipients import reaches
from reviewbot.context.signing import signatures
from reviewbot.knowledge.layout import is_binding_header, is_with_bindings

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext, Tree

_CONTENT = ("Reviewed-by", "Acked-by")
_MAINTAINERS = "MAINTAINERS"  # says who looks after them, and is changed by the same patch


def is_accepted(context: DiffContext, tree: Tree | None) -> bool:
    """Whether it is of bindings and what goes with them, and by one of their maintainers or tagged."""
    paths = [file.path for file in context.files if not _goes_with_them(file.path)]
    if not paths or not all(map(is_with_bindings, paths)):
        return False
    given = (each.by for each in signatures(context.patch, *_CONTENT))
    those = (context.message.author, *given)
    return any(reaches(one, those) for one in binding_people(tree)[1])


def _goes_with_them(path: str) -> bool:
    return path == _MAINTAINERS or is_binding_header(path)
