"""Whether a title and a log tell of a bug that is fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.committed_title import summary
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIX = regex(r"(?:^|[:-] *|\) )(?:properly |also )?fix(?:es|ed|ing)?\b")
_NEW = regex(
    r"(?:add|introduce|implement|annotate|support|enable|allow|expose|document|export|test|print|report"
    r"|log|dump|detect|trace)(?:s|ed|ing)?\b"
)
_GOES = regex(
    r"\b(?:remove|drop|delete|revert|clean[ -]?up|simplify|refactor|omit|unneeded|unnecessary|redundant)\w*\b"
)
_COSMETIC = regex(
    r"\b(?:typos?|spelling|misspell\w*|comments?|kernel-?doc|docs?|documentation|style|format\w*"
    r"|indent\w*|white-?space|checkpatch|sparse|smatch|coccinelle|warnings?|grammar|examples?|includes?"
    r"|alignment|naming|names?|w=1|macros?)\b"
)
_CRASH = (
    r"null[ -]?(?:pointer|ptr|deref)|use[ -]after[ -]free|memory leak|protection fault"
    r"|\b(?:uaf\b|panics?\b|oops(?:es)?\b|dead-?lock|double[ -](?:free|put)|out[ -]of[ -]bounds"
    r"|crash(?:e[sd])?\b|leaks? of\b|divi(?:de|sion) by zero|buffer (?:over|under)(?:flow|run|read)|data race)"
)
_CRASHES = regex(_CRASH)
_WRONG = regex(
    rf"{_CRASH}|\b(?:corrupt|hangs?\b|leak(?:s|ed|ing|age)?\b|rac(?:e|es|y)\b|(?:over|under)flow"
    r"|uninitiali[sz]ed|regressi|off[ -]by[ -]one|unbalanced\b|wrong(?:ly)?\b|incorrect"
    r"|broken?\b|bogus\b|bugs?\b|fail(?:s|ure|ed|ing)?\b|invalid\b|never (?:\w+ed|put|set)\b"
    r"|caus(?:es|ed|ing)\b|(?:cause|leads?|leading|results?|resulting) (?:in|to|a|an|the)\b)"
)
_SAYS = regex(
    r"(?:^|[.;] +)this (?:patch |commit |change |also )*fixes (?:the|a|an|this|it)\b"
    r"|\bfix(?:es|ed|ing)? (?:the|a|this|that) (?:above |said )?(?:bug|issue|problem|regression)s?\b"
)
_TRACE = regex(
    r"Call Trace:|BUG: K(?<=\bBUG: K)[AM]SAN|UBSAN:(?<=\bUBSAN:)|general protection fault"
    r"|Unable to handle kernel|kernel BUG at(?<=\bkernel BUG at)"
)


def is_of_bug(title: str, log: Iterable[str], *, is_reported: bool = False) -> bool:
    """Whether a patch fixes what went wrong where it ran: not a comment, a name, or what is dropped.

    ``is_reported`` tells that somebody reported it.
    """
    named, told = (
        title.lower(),
        summary(title).lower(),
    )  # to ignore the case takes ten times as long
    if _COSMETIC.search(named) or _GOES.search(named) or _NEW.match(told):
        return False
    texts = (title, *log)
    lower = [text.lower() for text in texts]
    says = ("fix" in text and _SAYS.search(text) for text in lower)
    if is_reported or _FIX.search(named) or any(says):
        return any(map(_WRONG.search, lower))
    return bool(_CRASHES.search(told)) or any(map(_TRACE.search, texts))
