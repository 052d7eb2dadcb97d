"""How macros with parameters are written around a patch, and what is given to those it adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.before import lines_at_hand
from reviewbot.context.sources_beside import sources_beside
from reviewbot.frozen import frozen
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewbot.context.levels import DiffContext, Tree
    from reviewbot.model.patch import FileDiff

_MACRO = regex(r"#[ \t]*define[ \t]+(?P<name>\w+)\((?P<parameters>[\w, ]+)\)[ \t]+(?P<body>\S.*)")
_NUMBER = regex(r"\b\d\w*")
_SPACE = regex(r"\s+")
_LITERAL = regex(r"\s*\d\w*\s*")
_BESIDE = 5  # files of the directory that are read
_SEARCHED = 100  # lines searched in a step


@frozen(eq=False)
class Macro:
    """A macro of one line."""

    name: str
    parameters: Sequence[str]
    body: str

    @property
    def form(self) -> tuple[Sequence[str], str]:
        """What it shares with those that are written like it: any number may be another."""
        return self.parameters, _SPACE.sub("", _NUMBER.sub("0", self.body))


def macro_of(text: str) -> Macro | None:
    """The macro a line defines, if it has parameters and ends there."""
    found = _MACRO.fullmatch(text.rstrip()) if text[:1] == "#" else None
    if not found or found["body"].endswith("\\"):
        return None
    names = tuple(one.strip() for one in found["parameters"].split(","))
    return Macro(found["name"], names, found["body"])


def is_written_so(context: DiffContext, file: FileDiff, macro: Macro) -> bool:
    """Whether the file, or one beside it, has another macro of the same form that the patch does not add."""
    if _has_form(lines_at_hand(context, file), file, macro):
        return True

    def having(tree: Tree, folder: str) -> Iterable[str]:
        found = tree.files_with(macro.parameters, folder)
        return set.intersection(*({*paths} for paths in found.values())) if found else ()

    beside = sources_beside(context, file, having, _BESIDE)
    return any(_has_form(source.split("\n"), file, macro) for source in beside)


def takes_literals(file: FileDiff, macro: Macro, parameter: str) -> bool:
    """Whether a macro of a source file is given plain numbers there, wherever the patch uses it."""
    if not file.path.endswith(".c"):
        return False  # who includes it may give others
    at = macro.parameters.index(parameter)
    lines = [line.text for hunk in file.hunks for line in hunk.post]
    spend(1 + len(lines) // _SEARCHED)
    call = f"{macro.name}("
    uses = [use for text in lines if text[:1] != "#" for use in text.split(call)[1:]]
    given = [use.partition(")")[0].split(",") for use in uses]
    return bool(given) and all(len(each) > at and _LITERAL.fullmatch(each[at]) for each in given)


def _has_form(lines: Iterable[str], file: FileDiff, macro: Macro) -> bool:
    defined = [text for text in lines if text[:1] == "#" and "define" in text]
    spend(1 + len(defined) // _SEARCHED)
    others = [found for text in defined if (found := macro_of(text))]
    own = {found.name for line in file.added() if (found := macro_of(line.text))} if others else ()
    return any(each.form == macro.form and each.name not in own for each in others)
