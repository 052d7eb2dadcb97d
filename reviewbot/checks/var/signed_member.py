"""Register, offset or bit of a driver's own struct that is kept in an int.

Asks, once a mail, about members of structs in a C file the patch adds that are called so and are int, where
nothing in the file is less than zero of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.cut import braced
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.members import members
from reviewbot.context.c.hunk.tokens import code
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.layout import is_tool
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
NAMED = "member"
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(
    files=(".c",), shapes=(r"\tint[ \t]+(?:\w+_)?(?:reg|offset|bit|shift|mask|line)(?:_\w+)?\b",)
)

_NAME = regex(r"(?:\w+_)?(?:reg|offset|bit|shift|mask|line)")


def check(context: DiffContext) -> Iterator[Remark]:
    """Ask about each of them."""
    for file in context.files:
        if is_new_file(file) and file.path.endswith(".c") and not is_tool(file.path):
            for hunk in file.hunks:
                part = fragment(hunk)
                for name in _signed(part):
                    if not _may_be_negative(part.code, name.text):
                        facts = {"member": name.text}
                        yield Remark(name.line.body_line, facts, Confidence.MODERATE)


def _signed(part: Fragment) -> Iterator[Token]:
    """The names of such members."""
    for found in braced(part.everything, "struct"):
        plain = code(found)
        brace = next(at for at, token in enumerate(plain) if token.text == "{")
        for one in members(plain[brace + 1 : -1]) or ():
            if one.words == ("int",) and _NAME.fullmatch(one.name.text):
                yield one.name


def _may_be_negative(code: Code, name: str) -> bool:
    """Whether a member of that name is compared with zero, or is set to what may be below."""
    for at in code.places.get(name, ()):
        if at and code.texts[at - 1] in ("->", "."):
            behind = (code.text(at + 1), code.text(at + 2))
            if behind in (("<", "0"), (">=", "0"), ("=", "-"), ("==", "-"), ("!=", "-")):
                return True
            if behind[0] == "=" and code.text(at + 3) == "(" and not behind[1].isupper():
                return True
    return False
