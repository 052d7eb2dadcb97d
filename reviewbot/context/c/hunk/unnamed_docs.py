"""Comments that begin as kernel-doc does and name nothing, and files that have them on purpose."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.before import lines_at_hand
from reviewbot.context.c.hunk.comments import kernel_docs
from reviewbot.context.c.hunk.kernel_doc import struct_below
from reviewbot.context.c.hunk.tokens import A_COMMENT
from reviewbot.context.c.hunk.type_bodies import type_around
from reviewbot.context.memo import once_for_each
from reviewbot.model.budget import spend
from reviewbot.model.patch import CONTEXT
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.comments import Comment
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff

_DOCUMENTS = regex(
    r"(?:(?:struct|union|enum|typedef|function|var|define|fn|macro)[ ])?[\w.]+(?:\(.*?\))?[ ]*(?:[-\u2013:]|$)"
)
_DOXYGEN = regex(r"[@\\](?:brief|defgroup|addtogroup|ingroup|def|cond|details)\b")
_TOP, _SHORTEST = 8, 2  # lines
_MANY = 3


def is_unnamed(comment: Comment) -> bool:
    """Whether it stands between statements, or is text about no name."""
    return _is_inside(comment) or (_is_text(comment) and not _has_described_members(comment))


@once_for_each
def files_of_unnamed(context: DiffContext) -> frozenset[FileDiff]:
    """The files in which such comments were there before, or that are written for Doxygen."""
    shown = (
        comment.file
        for comment in kernel_docs(context)
        if (comment.lines[0].kind is CONTEXT and is_unnamed(comment))
        or any(map(_DOXYGEN.search, comment.rows))
    )
    return frozenset((*shown, *(file for file in context.files if _has_many(context, file))))


def _has_many(context: DiffContext, file: FileDiff) -> bool:
    """Whether the file, as far as it is known, had some that name nothing."""
    lines = lines_at_hand(context, file) if file.is_c else ()
    spend(len(lines))
    texts = (
        below.strip(" \t*") if line.strip() == "/**" else line.strip(" \t*/")
        for line, below in pairwise(lines)
        if line.lstrip().startswith("/**")
    )
    return sum("@" not in text and not _DOCUMENTS.match(text) for text in texts) >= _MANY


def _is_inside(comment: Comment) -> bool:
    """Whether it stands between statements."""
    function = comment.part.function(comment.token)
    is_indented = comment.lines[0].text[:1].isspace()
    is_of_member = "@" in comment.token.text or type_around(comment.part, comment.lines[0])
    return bool(is_indented and function and function.header and not is_of_member)


def _is_text(comment: Comment) -> bool:
    """Whether it is text about no name, outside of everything and not at the top of a file."""
    is_at_top = comment.file.old_path is None and (comment.lines[0].new or 0) <= _TOP
    is_block = comment.lines[0].text[:1] == "/" and len(comment.rows) > _SHORTEST
    is_documentation = any(map(_DOCUMENTS.match, comment.rows))
    return is_block and not is_at_top and not is_documentation and "@" not in comment.token.text


def _has_described_members(comment: Comment) -> bool:
    """Whether it is above a struct with kernel-doc of its own inside: what it lacks is the name."""
    inside = (token.text for token in struct_below(comment) if token.kind is A_COMMENT)
    return any(text.startswith("/**") and "@" in text for text in inside)
