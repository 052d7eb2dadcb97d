"""Kernel-doc of a new function that does not say in a section what is returned.

Reports, where a patch adds both, kernel-doc without ``Return:`` of a function that returns
something.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.comments import new_comments
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.comments import Comment
    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "return_section"
WHEN = When(files=C, signs=("/**",))

_SECTION = regex(r"(?:@?returns?|@return)[ ]*:", re.IGNORECASE)
_DEFINED = regex(r"(?P<type>\w[\w\t *]*?[\t *])(?P<name>\w++)\(")
_SAID = regex(r"(?:\A\s*[Rr]|[.:;] R)eturns?\b")  # not "it returns to 1", of a bit
_HEAD = 3  # lines from the comment to the name, which may stand below the type


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each function whose result has no section."""
    for comment in new_comments(context):
        if comment.is_block and comment.is_kernel_doc and comment.lines[0].text[:1] == "/":
            name = _documented(comment)
            if name and not any(map(_SECTION.match, comment.rows)):
                said = next(
                    (at for at, row in enumerate(comment.rows) if at > 1 and _SAID.search(row)), -1
                )
                facts: dict[str, Fact] = {"function": name, "is_said": said >= 0}
                yield Remark(comment.lines[said].body_line, facts)


def _documented(comment: Comment) -> str:
    """The function that is described and defined right below, if it returns something."""
    end = comment.part.lines.index(comment.lines[-1]) + 1
    below = " ".join(line.text for line in comment.part.lines[end : end + _HEAD])
    found = _DEFINED.match(below)
    words = found["type"].split() if found else []
    is_void = "void" in words and "*" not in below.split("(")[0]
    is_described = found and re.match(rf"{found['name']}\b", "".join(comment.rows[1:2]))
    return found["name"] if found and is_described and not is_void else ""
