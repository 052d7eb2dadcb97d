"""The variables a patch declares inside of functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.new import has_added, is_new
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import is_tool
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.declared import Declared
    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.levels import DiffContext

# a declaration on a line of its own, or in the head of a loop
_MAYBE = regex(
    r"\t(?<!\S\t)(?!return\b|goto\b|else\b|case\b)[A-Za-z_]\w*[ \t]*(?:[ \t][A-Za-z_]|\*)|\((?<=for \()\w+ [\w*]"
)


@frozen(eq=False)
class NewVariable:
    """A variable with the function and the hunk it is declared in."""

    part: Fragment
    function: Function
    declared: Declared

    @property
    def name(self) -> str:
        """The name it is declared with."""
        return self.declared.name.text

    @property
    def initialiser(self) -> Sequence[Token]:
        """``= value``."""
        start = next(at for at, t in enumerate(self.function.body) if t is self.declared.value[0])
        return self.function.body[start - 1 : start + len(self.declared.value)]

    @property
    def is_one(self) -> bool:
        """Whether nothing else of the function has this name."""
        return len(declarations(self.function)[self.name]) == 1


@once_for_each
def changed_parts(context: DiffContext) -> Sequence[Fragment]:
    """The hunks of C of the kernel that add something, in order."""
    return [
        fragment(hunk)
        for file in context.files
        if file.is_c and not is_tool(file.path)
        for hunk in c_hunks(context, file)
        if has_added(hunk)
    ]


@once_for_each
def new_variables(context: DiffContext) -> Sequence[NewVariable]:
    """The variables declared on added lines in functions of the kernel, not in macros."""
    return [
        NewVariable(part, function, each)
        for part in changed_parts(context)
        if _MAYBE.search(part.hunk.added_text)
        for function in part.changed_functions
        for same in declarations(function).values()
        for each in same
        if not each.is_parameter
        and is_new(context, each.name.line)
        and each.name.line.text[:1].isspace()  # what is global begins in the first column
        and not each.name.line.text.endswith("\\")
    ]
