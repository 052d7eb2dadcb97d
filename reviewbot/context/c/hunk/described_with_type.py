"""Lines of kernel-doc with more than the name behind the ``@``: ``@u32 flags: what is wanted``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from reviewbot.context.c.hunk.comments import Comment
    from reviewbot.model.patch import DiffLine

_TYPED = regex(r"@(\w+)[ \t*]+(?:\w+[ \t*]+){0,3}?(\w+)[ \t]*:")


def with_type(comment: Comment, names: Container[str]) -> Mapping[str, DiffLine]:
    """The line of each of these names that has words before it, the first of which is no name."""
    rows = zip(comment.lines, comment.rows, strict=True)
    matches = ((line, _TYPED.match(row)) for line, row in rows)
    return {
        found[2]: line
        for line, found in matches
        if found and found[2] in names and found[1] not in names
    }
