"""Comments of several lines whose text begins beside the opening, and where that is the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.before import forms_before
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.comments import Comment
    from reviewbot.context.levels import DiffContext

TEXT_FIRST = regex(r"[ \t]*/\*[ \t]*\w(?!.*\*/)")
_FORMS = regex(r"[ \t]*/\*(?:[ \t]*\w(?!.*\*/)|[ \t]*$)")
_FEW = 0.2  # of the comments of a file: less is no habit


def is_head_of_file(comment: Comment) -> bool:
    """Whether no code stands above it in the file."""
    part, row = comment.part, comment.lines[0].new or 0
    return part.lines[0].new == 1 and all((t.line.new or 0) > row for t in part.code.tokens[:1])


def replaces_such(comment: Comment) -> bool:
    """Whether the hunk takes such a comment away: then it is the same with other words."""
    return any(line.new is None and TEXT_FIRST.match(line.text) for line in comment.part.hunk.lines)


def is_usual_form(context: DiffContext, comment: Comment) -> bool:
    """Whether the directory or the file has comments of that form."""
    if comment.file.path.startswith(tuple(table("comment_forms")["text_first"]["directories"])):
        return True
    forms = forms_before(context, comment.file, _FORMS)
    plain = forms.pop("/*", 0)
    such = forms.total()
    return such > _FEW * (such + plain)
