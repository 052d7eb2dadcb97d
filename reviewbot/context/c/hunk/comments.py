"""The comments a patch adds, with the lines they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.context.levels import BlobContext, Level
from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import is_tool
from reviewbot.lazy import lazy
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff, Hunk

_BORDER = regex(r"[ \t]*(?:/\*+|\*/|\*+(?!/))?")
_END = regex(r"\*+/$")


@frozen(slots=False, eq=False)
class Comment:
    """A comment in a hunk, with the whole ``lines`` it stands on."""

    file: FileDiff
    part: Fragment
    token: Token
    lines: tuple[DiffLine, ...]

    @property
    def is_block(self) -> bool:
        """Whether it is in ``/* */``, whole, and no part of a macro."""
        text = self.token.text
        is_whole = text.startswith("/*") and text.endswith("*/")
        return is_whole and not any(line.text.endswith("\\") for line in self.lines)

    @property
    def is_kernel_doc(self) -> bool:
        """Whether documentation is made from it."""
        return self.token.text.startswith("/**") and self.token.text[3:4] not in ("*", "/")

    @property
    def is_alone(self) -> bool:
        """Whether nothing else stands on its lines."""
        return "\n".join(line.text for line in self.lines).strip() == self.token.text

    @lazy
    def rows(self) -> tuple[str, ...]:
        """The text, line by line, without the stars at the side."""
        return tuple(map(_bare, self.token.text.split("\n")))


def _bare(row: str) -> str:
    """A row without the stars at its sides."""
    border = _BORDER.match(row)
    inside = row[border.end() :] if border else row
    return (_END.sub("", inside) if inside.endswith("*/") else inside).strip()


@once_for_each
def new_comments(context: DiffContext) -> Sequence[Comment]:
    """The comments all of whose lines are added, in source order; not what is only moved."""
    return [
        comment
        for comment in _comments(context, _adds_any)
        if all(line.kind is ADDED for line in comment.lines)
        and any(is_new(context, line) for line in comment.lines)
    ]


@once_for_each
def kernel_docs(context: DiffContext) -> Sequence[Comment]:
    """The blocks of kernel-doc in hunks that add anything, whether added or not, in source order."""
    found = _comments(context, _has_kernel_doc)
    return [comment for comment in found if comment.is_block and comment.is_kernel_doc]


def _comments(context: DiffContext, where: Callable[[Hunk], bool]) -> Iterator[Comment]:
    """Those in some hunks of C that is no tool's, in source order."""
    for file in context.files:
        for hunk in c_hunks(context, file) if file.is_c and not is_tool(file.path) else ():
            if where(hunk):
                yield from comments_of(file, fragment(hunk))


def _has_kernel_doc(hunk: Hunk) -> bool:
    """Whether it adds anything, and a block of kernel-doc may begin in it."""
    return bool(hunk.added_words) and "/**" in fragment(hunk).text


def _adds_any(hunk: Hunk) -> bool:
    """Whether a comment may begin in an added line."""
    return "/*" in hunk.added_text or "//" in hunk.added_text


def comments_of(file: FileDiff, part: Fragment) -> Iterator[Comment]:
    """All that are in a hunk, whether added or not."""
    for token in part.comments:
        first = part.lines[0].new or 0
        start, stop = (token.line.new or 0) - first, (token.last.new or 0) - first + 1
        yield Comment(file, part, token, part.lines[start:stop])


def is_known(context: DiffContext, comment: Comment, code: Sequence[Token]) -> bool:
    """Whether the mail shows the code that a comment is of, or the file is known as it is."""
    if all(token.line.body_line for token in code):
        return True
    image = context.images.get(comment.file) if isinstance(context, BlobContext) else None
    return image is not None and image.level == Level.EXACT
