"""Subject that says "bindings" once more behind "dt-bindings:".

Reports "Add bindings for", "Document the frob binding", "Add frob schema" and the like. Of a patch of a
line or two that alone is not worth a mail; where one word would be left of what a binding gets, it asks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.binding.conversion import is_conversion
from reviewbot.context.binding.subject_of import is_of_bindings
from reviewbot.context.committed_title import committed_title
from reviewbot.context.opening import first_line
from reviewbot.knowledge.layout import is_binding_header
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("word",)

_FEW = 2  # lines a patch adds
_FOR = " for"
# "Add GPIO binding" of one that is there: "Add GPIO" says less
_BARE = regex(r"^:? ?\w+ [A-Za-z]+ binding[s .]*$")
_PREFIX = regex(r"(?:[a-z][\w-]*: ?)?dt-bindings:", re.IGNORECASE)
_AGAIN = regex(
    r"(?:^|: ?)(?:add|create|describe|document|introduce|provide|new)\b"
    r"(?:(?! (?:to|in|into|from|example)\b)[^:]){0,60}?"
    r"(?<![\w-])(?P<word>(?:(?:device[ -]?tree|dt|json|yaml) )?bindings?"
    r"(?: (?:documentation|document|yaml|schema|file))?|document(?:ation)?|(?:dt |json |yaml )?schema|yaml file)"
    r"(?P<what> for\b| of\b| with\b|[ .]*$)",
    re.IGNORECASE,
)


def _is_of_bindings(context: DiffContext) -> bool:
    """Whether a patch is of bindings, or of nothing but their headers."""
    headers = bool(context.files) and all(is_binding_header(file.path) for file in context.files)
    return headers or is_of_bindings(context.patch)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark at the top of the log: the subject is no line of the body."""
    title = committed_title(context.patch)
    prefix = _PREFIX.match(title)
    again = _AGAIN.search(title, prefix.end() - 1) if prefix else None
    if again and _is_of_bindings(context) and not is_conversion(context):
        word = again["word"] + (again["what"] if again["what"] == _FOR else "")
        added = sum(1 for file in context.files for _ in file.added())
        is_new = any(file.old_path is None for file in context.files)
        is_sure = is_new or not _BARE.match(again[0])
        confidence = Confidence.HIGH if is_sure else Confidence.MODERATE
        facts = {"word": word}
        yield Remark(first_line(context.patch), facts, confidence, aside=added <= _FEW)
