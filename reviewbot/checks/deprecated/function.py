"""Added call of a function that new code is asked not to use.

Reports, in new files, the functions of knowledge/deprecated.toml, and names what took their place; asks
in others, which may have more of them. Those of one interface are one remark. Not of what the drivers of a
directory have in common, where the others in it call the old one, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.new import file_of, is_new, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import renamed
from reviewbot.context.levels import tree_of
from reviewbot.context.sources_beside import paths_beside
from reviewbot.context.whole import folder_of, is_new_file
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("callee",)
KERNEL_ONLY = True


def _deprecated() -> Mapping[str, Any]:
    """The functions with a successor."""
    return by_name("deprecated", "functions")


_SEVERAL = 3  # files of a directory

_CALL = Pattern("$callee($x, ...)", callee=_deprecated)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added call of one, unless the patch removes one."""
    for match, others in _together(_new_calls(context)):
        known, callee = _deprecated()[match["callee"]], match["callee"]
        if known.get("shared") and _is_usual(context, match, known["instead"]):
            continue
        instead, is_same = known["instead"], known.get("is_new_name", False)
        facts = {
            "callee": callee,
            "instead": instead,
            "interface": known["interface"] if others else "",
        }
        related = tuple(Related(other.line.body_line, "here, too") for other in others)
        file = file_of(context, match)
        sure = Confidence.HIGH if file and is_new_file(file) else Confidence.MODERATE
        fix = renamed(match, "callee", instead) if is_same else ()
        yield Remark(match.line.body_line, facts, sure, related, recommends=(instead,), fix=fix)


def _together(calls: Iterable[Match]) -> Iterable[tuple[Match, list[Match]]]:
    """Each call, with the others of its interface: who moves one to the new one moves all."""
    found: dict[Any, tuple[Match, list[Match]]] = {}
    for match in calls:
        first = found.setdefault(
            _deprecated()[match["callee"]].get("interface", match), (match, [])
        )
        if first[0] is not match:
            first[1].append(match)
    return found.values()


def _is_usual(context: DiffContext, match: Match, instead: str) -> bool:
    """Whether several of the other files beside it call this one, and hardly any what took its place."""
    file, tree = file_of(context, match), tree_of(context)
    if file is None or tree is None:
        return False
    words = (match["callee"], instead)
    found = tree.files_with(words, folder_of(file))
    old, new = (len(paths_beside(context, file, found[word])) for word in words)
    return old >= _SEVERAL and new * _SEVERAL <= old


def _new_calls(context: DiffContext) -> Iterator[Match]:
    for match in new_code(context, _CALL, partly=True):
        callee, before = match["callee"], match.before
        is_call = before not in ("->", ".", "*") and not before.isidentifier()
        was_there = any(
            callee in hunk.removed_words for file in context.files for hunk in file.hunks
        )
        if (
            (is_call or before in _STATEMENTS)
            and is_new(context, match.tokens[0].line)
            and not was_there
            and _MADE not in match.fragment.words
        ):
            yield match


_STATEMENTS = ("return", "else", "do")
_MADE = "desc_to_gpio"  # makes the number of a descriptor, for what takes nothing else
