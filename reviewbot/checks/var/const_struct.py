"""Added object of a kind that is hardly ever written to, which is not const.

Reports file-level objects of the structs of knowledge/const_structs.toml that the mail does not show to be
changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.const_objects import is_meant_so, may_be_changed
from reviewbot.knowledge.layout import is_tool
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator


SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("struct",)
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("struct",), shapes=(r"struct \w+ \w+(?:\[\w*\])? = \{",))

_OBJECT = regex(r"(?:static )?struct (\w+) (\w+)(\[\w*\])? = \{")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each definition."""
    structs = frozenset(table("const_structs")["structs"]["names"])
    for file in context.files:
        for line in file.added() if file.is_c and not is_tool(file.path) else ():
            match = _OBJECT.match(line.text) if " = {" in line.text else None
            is_one = match is not None and match[1] in structs and is_new(context, line)
            if (
                match
                and is_one
                and not is_meant_so(file, line, match[2])
                and not may_be_changed(context, file, match[1], match[2])
            ):
                facts = {"struct": match[1], "name": match[2]}
                yield Remark(line.body_line, facts)
