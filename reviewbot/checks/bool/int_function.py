"""Added function of type int that returns 0 and 1, and whose callers ask yes or no.

Asks about a static one, whole in sight, that has both and returns nothing else, where all that is seen
of it are calls, one of them as a condition.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.asked import is_asked
from reviewbot.context.c.hunk.declared import name_of, returned
from reviewbot.context.c.hunk.new import is_new_function
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.functions import Function

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(r"static (?<![^\n]static )(?:inline )?int\b",))

_RESULTS = frozenset(("0", "1"))
_SUCCESS = regex(r"\breturns? 0\b", re.IGNORECASE)
_ABOVE = 12  # lines of a comment


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for part in changed_parts(context):
        for function in part.functions if "return 1;" in part.hunk.added_text else ():
            header = [token.text for token in function.header]
            is_int = header[:1] == ["static"] and returned(function) in ("int", "inline int")
            if is_int and is_new_function(function) and _results(function) == _RESULTS:
                name = name_of(function)
                if is_asked(context, name) and not _tells_success(part, function):
                    at = next(token for token in function.header if token.text == name)
                    yield Remark(at.line.body_line, {"function": f"{name}()"}, Confidence.MODERATE)


def _tells_success(part: Fragment, function: Function) -> bool:
    """Whether the comment right above says what 0 stands for: then it is a code, not an answer."""
    spend(len(part.lines))
    start = part.lines.index(function.header[0].line)
    above = [line.text for line in part.lines[max(0, start - _ABOVE) : start]]
    while above and above[0].lstrip()[:1] not in ("/", "*"):
        del above[0]
    return any(_SUCCESS.search(text) for text in above)


def _results(function: Function) -> frozenset[str]:
    """What a function returns, where that is one word; else the words it begins with."""
    texts = [token.text for token in function.body]
    found = [texts[at + 1 : at + 3] for at, text in enumerate(texts) if text == "return"]
    return frozenset(words[0] if words[1:] == [";"] else "?" for words in found if words)
