"""Error code that is not for drivers: -ENOTSUPP, -ENOSYS.

Reports where one is returned or assigned, and the file does not look for the same code; not where
callers wait for that very code, as those of pin controllers do, nor in headers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.compared_code import is_compared
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import swapped
from reviewbot.knowledge.load import by_name
from reviewbot.model.budget import shared, spend
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.patch import Hunk

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("code",)
KERNEL_ONLY = True

_GIVES = frozenset(("return", "=", "?", ":"))


def _codes() -> Mapping[str, Any]:
    """The codes by name."""
    return by_name("errno_choice", "codes")


_CODE = Pattern("-$code", code=_codes)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each code that is given to a caller who has no use for it."""
    for match in new_code(context, _CODE, partly=True):
        line = match.line
        known = _codes()[match["code"]]
        file = file_of(context, match)
        is_agreed = file is None or file.path.startswith(tuple(known["agreed_paths"]))
        is_agreed = is_agreed or match["code"] in _known(match.fragment.hunk)
        is_kept = is_agreed or any(f"-{match['code']}" in text for text in context.removed())
        is_kept = is_kept or (file is not None and is_compared(context, file, match["code"]))
        if match.is_added and match.before in _GIVES and not is_kept and not _is_awaited(match):
            facts = {each: known[each] for each in ("instead", "because")}
            fix = swapped(match.fragment, match.of("code"), known["instead"])
            yield Remark(line.body_line, {"code": match["code"], **facts}, fix=fix)


@shared(maxsize=1024, of_mail=True)
def _known(hunk: Hunk) -> str:
    """The lines that were there, and the comments."""
    spend(len(hunk.lines))
    texts = (
        line.text
        for line in hunk.post
        if line.kind is not ADDED or line.text.lstrip().startswith(("*", "/"))
    )
    return "\n".join(texts)


def _is_awaited(match: Match) -> bool:
    """Whether the code around looks for it, or the function is one whose callers do."""
    function = match.function
    words = frozenset(name_of(function).split("_")) if function else frozenset[str]()
    texts = match.code.texts
    looked_for = any(
        texts[at - 2] in ("==", "!=") for at in match.code.places[match["code"]] if at > 1
    )
    return looked_for or not words.isdisjoint(_codes()[match["code"]]["agreed_words"])
