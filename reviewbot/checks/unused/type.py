"""Struct or enumeration of a new C file that nothing in it mentions.

Reports one with a name that declares no variable, where neither that name nor, of an enumeration, a
member or what one ends in stands anywhere else in the file. Not where names are pasted together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.file.settled import is_mentioned_later
from reviewbot.context.c.hunk.cut import braced
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.tokens import A_DIRECTIVE, A_NAME, code
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.layout import is_tool
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=(".c",), shapes=(r"^(?:struct|union|enum) \w+ \{",))

_LONGEST = 60  # of a name that is looked at, from its end
_KINDS = ("struct", "union", "enum")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for file in context.files:
        if is_new_file(file) and file.path.endswith(".c") and not is_tool(file.path):
            for hunk in file.hunks:
                for kind, name in _unused(fragment(hunk)):
                    if not is_mentioned_later(context, name.text):
                        facts = {"type": f"{kind} {name.text}"}
                        yield Remark(name.line.body_line, facts)


def _unused(part: Fragment) -> Iterator[tuple[str, Token]]:
    """The names of types that stand in the first column, and nowhere else."""
    tokens, places = part.everything, part.code.places
    directives = [token.text for token in tokens if token.kind is A_DIRECTIVE]
    if any("##" in text for text in directives):
        return
    told = {word for text in directives for word in words_in(text)}
    for kind in filter(places.__contains__, _KINDS):
        for found in braced(tokens, kind):
            plain = code(found)
            tag = plain[1] if len(plain) > 2 and plain[2].text == "{" else None  # noqa: PLR2004
            is_plain = tag and plain[0].line.text.startswith(f"{kind} {tag.text} {{")
            if tag is None or not is_plain or not plain[-1].line.text.startswith("};"):
                continue
            names, ends = {tag.text}, set[str]()
            if kind == "enum":
                members = {token.text for token in plain[3:] if token.kind is A_NAME}
                names |= members
                ends = {end for each in members for end in _ends(each)}  # macros of headers paste
            is_used = any(len(places.get(name, ())) > 1 for name in names)
            is_used = is_used or not ends.isdisjoint(places)
            if not is_used and told.isdisjoint(names):
                yield kind, tag


def _ends(name: str) -> Iterator[str]:
    """What a name ends in, behind each of its underscores."""
    parts = name[-_LONGEST:].split("_")
    yield from ("_".join(parts[at:]) for at in range(1, len(parts)))
