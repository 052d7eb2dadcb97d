"""Documentation of Rust that names something without a link to it.

Asks about added ``///`` lines with the path of a C header that is relative, for which there is ``srctree/``, and with
the name of a type in backticks that the file defines or uses, and that nothing in that comment links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.rust.documents import documents, names_in_scope
from reviewbot.knowledge.layout import is_tool
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".rs",), signs=("///", "//!"))

_RELATIVE = regex(r"\]\((?:\.\./)+(\S+?)\)")
_NAMED = regex(r"(?<!\[)(?<!this )`([A-Z]\w*[a-z]\w*)`(?!\])")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first name of each line."""
    for file in context.files:
        if not file.path.endswith(".rs") or is_tool(file.path):
            continue
        scope = names_in_scope(file)
        for document in documents(file):
            for line in document.lines:
                path = _RELATIVE.search(line.text)
                named = (name for name in _NAMED.findall(line.text) if name in scope)
                name = next((name for name in named if name not in document.known), "")
                if is_new(context, line) and (path or name):
                    told = f"srctree/{path[1]}" if path else f"[`{name}`]"
                    yield Remark(line.body_line, {"link": told}, Confidence.MODERATE)
