"""The parts of a hunk that are only built with an option."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import A_COMMENT, A_DIRECTIVE, A_STRING
from reviewbot.context.c.lex import CONDITIONAL, blank
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table
from reviewbot.model.budget import shared
from reviewbot.regex import regex
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.model.patch import DiffLine, Hunk

_OPTION = regex(  # ``#ifdef CONFIG_X``, ``#if defined(CONFIG_X)``, ``#if IS_ENABLED(CONFIG_X)``
    r"#[ \t]*(?:ifdef[ \t]+|if[ \t]+(?:defined|IS_ENABLED)[ \t]*\(?[ \t]*)(CONFIG_\w+)[ \t]*\)?[ \t]*(?:/\*.*)?"
)
_CHAIN = 16  # tokens of a path to a member
_END = regex(r"#[ \t]*endif\b")
_TYPE = regex(
    r"static|const|struct|union|enum|unsigned|int|long|bool|char|[su](?:8|16|32|64)|size_t"
)
# what a table in the function has begins so, which no if () can leave out
_ROWS = ("{", ".", "[", "case", "default")


@frozen(eq=False)
class Conditional:
    """``#ifdef CONFIG_X``, what is inside, ``#endif``; nothing else, as an ``#else``."""

    option: str
    opening: DiffLine
    inside: tuple[DiffLine, ...]

    @property
    def code(self) -> str:
        """What is inside without comments, in one line."""
        text = "\n".join(line.text for line in self.inside)
        return " ".join(blank(text, strings=False).split())


@shared(maxsize=1024, of_mail=True)
def conditionals(hunk: Hunk) -> tuple[Conditional, ...]:
    """The conditionals of the post-image that are whole in sight, without other such directives inside."""
    found: list[Conditional] = []
    start: int | None = None
    for at, line in enumerate(hunk.post):
        directive = CONDITIONAL.match(line.text)
        if directive is None:
            continue
        if directive[1] == "endif" and start is not None:
            opening = hunk.post[start]
            option = _OPTION.fullmatch(opening.text.strip())
            if option:
                found.append(Conditional(option[1], opening, hunk.post[start + 1 : at]))
        start = at if directive[1].startswith("if") else None
    return tuple(found)


def is_conditional(hunk: Hunk, line: DiffLine) -> bool:
    """Whether a line of the post-image stands behind an ``#if`` of the hunk that is still open.

    Not the one that keeps a header from being read twice.
    """
    return any(not _is_guard(hunk.post[at : at + 2]) for at, _ in open_at(hunk, line))


def open_at(hunk: Hunk, line: DiffLine) -> Sequence[tuple[int, bool]]:
    """The ``#if`` of the post-image still open at a line of it, the outer ones first.

    Each by its place in the post-image, and whether the line is behind its ``#else`` or ``#elif``.
    """
    stop = hunk.post.index(line) if line in hunk.post else len(hunk.post)
    open_: list[tuple[int, bool]] = []
    for at, word in _directives(hunk):
        if at >= stop:
            break
        if word.startswith("if"):
            open_.append((at, False))
        elif open_:
            start, _ = open_.pop()
            open_ += [] if word == "endif" else [(start, True)]
    return open_


@shared(maxsize=1024, of_mail=True)
def _directives(hunk: Hunk) -> tuple[tuple[int, str], ...]:
    """The directives of conditional inclusion in the post-image: their places and words."""
    found = (
        (at, CONDITIONAL.match(line.text)) for at, line in enumerate(hunk.post) if "#" in line.text
    )
    return tuple((at, match[1]) for at, match in found if match)


def _is_guard(lines: Sequence[DiffLine]) -> bool:
    """Whether the second of two lines defines what the first says is not defined."""
    words = [line.text.replace("#", "# ").split() for line in lines]
    first, second = words[0], words[-1]
    return first[1:2] == ["ifndef"] and second[1:2] == ["define"] and first[2:3] == second[2:3]


def is_inside_function(part: Fragment, at: int) -> bool:
    """Whether a statement is behind that directive: indented, in a function that opens above."""
    tokens = part.everything
    behind = next((token for token in tokens[at + 1 :] if token.kind is not A_DIRECTIVE), None)
    before = [token for token in tokens[:at] if token.line.text[:1] in ("{", "}")]
    is_row = behind is None or behind.kind is A_STRING or behind.text in _ROWS
    is_statement = behind is not None and not is_row and behind.line.text[:1] == "\t"
    return is_statement and bool(before) and before[-1].line.text.startswith("{")


def may_always_compile(part: Fragment, at: int) -> bool:
    """Whether what is behind that directive looks as if the compiler knew it without the option, too.

    Not what only some architectures have, a declaration, a member that is read or set, which may be
    there with the option only, nor what has another branch.
    """
    tokens = part.everything
    of_some = table("layout")["architecture_options"]["names"]
    if not frozenset(words_in(tokens[at].text)).isdisjoint(of_some):
        return False
    end = next((n for n in range(at + 1, len(tokens)) if tokens[n].kind is A_DIRECTIVE), 0)
    if not end or not _END.match(tokens[end].text):
        return False
    inside = [token.text for token in tokens[at + 1 : end] if token.kind is not A_COMMENT]
    declares = len(inside) > 1 and _TYPE.fullmatch(inside[0]) is not None
    return not declares and not any(_is_member_read(inside, n) for n in range(len(inside)))


def _is_member_read(texts: Sequence[str], at: int) -> bool:
    """Whether a member is reached there, and not only its address taken."""
    if texts[at] not in ("->", "."):
        return False
    start = at
    while start > max(1, at - _CHAIN) and (
        texts[start - 1] in ("->", ".") or texts[start - 1].isidentifier()
    ):
        start -= 1
    return texts[start - 1] != "&"
