"""Whether what a call has set can be a negative code: an unsigned one never is below zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations, type_of
from reviewbot.context.c.lex import blank
from reviewbot.context.whole import known_text
from reviewbot.knowledge.error_codes import code_names
from reviewbot.knowledge.load import table
from reviewbot.model.budget import shared, spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff

_WORD = regex(r"\w+|[^\w\s]")
_MEMBER = 3  # tokens of ``frob->irq``
_LINE = 20  # characters of a line of code, about


def holds_a_code(context: DiffContext, match: Match, name: str) -> bool:
    """Whether what a metavariable stands for is signed, as far as can be told.

    A variable with the name of an error code, declared out of sight, is taken for an int. The
    struct of a member is looked for in all that is known of the files of the mail; a member of a
    struct that is out of sight is signed but for those the shared headers make unsigned.
    """
    tokens, function = match.of(name), match.function
    if len(tokens) == 1:
        return _is_signed_variable(tokens[0].text, function)
    if len(tokens) != _MEMBER or function is None:
        return False
    keyword, _, tag = type_of(tokens[0].text, function).rstrip(" *").partition(" ")
    return keyword == "struct" and _is_signed_member(context, tag, tokens[2])


def _is_signed_variable(name: str, function: Function | None) -> bool:
    found = declarations(function).get(name, ()) if function else ()
    if not found:
        return name in code_names()
    return all(_is_signed(each.words) for each in found)


def _is_signed_member(context: DiffContext, tag: str, member: Token) -> bool:
    """Whether all that declare that member in a struct of that name make it signed.

    Of a struct that is out of sight, whether no shared header makes it unsigned.
    """
    files = (file for file in context.files if file.is_c)
    rows = [row for file in files for row in _rows(_text(context, file), tag)]
    if not rows:
        return f"{tag}.{member.text}" not in table("unsigned_members")["names"]
    found = [words for words in rows if member.text in words]
    return bool(found) and all(map(_is_signed, found))


def _rows(text: str, tag: str) -> Iterator[Sequence[str]]:
    """The lines between the braces of a struct, in words."""
    spend(len(text) // _LINE)
    for part in text.split(f"struct {tag} {{\n")[1:]:
        yield from (_WORD.findall(line) for line in part.partition("\n}")[0].split("\n"))


def _text(context: DiffContext, file: FileDiff) -> str:
    """What is known of the code of a file after the patch."""
    return _code(known_text(context, file))


@shared(maxsize=64, of_mail=True)
def _code(source: str) -> str:
    return blank(source, strings=True)


def _is_signed(words: Sequence[str]) -> bool:
    known = table("signed_types")
    return not {*words}.isdisjoint(known["names"]) and {*words}.isdisjoint(known["not"])
