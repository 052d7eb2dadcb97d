"""Added object of a kind that is hardly ever written to, which is not const.

Reports file-level objects of the structs of knowledge/const_structs.toml that the mail does not show to be
changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.reached_objects import may_be_changed
from reviewbot.knowledge.layout import is_tool
from reviewbot.knowledge.load import table
from reviewbot.model.budget import shared
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine, FileDiff

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("struct",)
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("struct",), shapes=(r"struct \w+ \w+(?:\[\w*\])? = \{",))

_OBJECT = regex(r"(?:static )?struct (\w+) (\w+)(\[\w*\])? = \{")
_CONST = regex(r"\bconst struct \w+ (\w+)")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each definition."""
    structs = frozenset(table("const_structs")["structs"]["names"])
    for file in context.files:
        for line in file.added() if file.is_c and not is_tool(file.path) else ():
            match = _OBJECT.match(line.text)
            is_one = match is not None and match[1] in structs and is_new(context, line)
            if (
                match
                and is_one
                and not _is_meant(file, line, match[2])
                and not may_be_changed(context, file, match[1], match[2])
            ):
                facts = {"struct": match[1], "name": match[2]}
                yield Remark(line.body_line, facts)


def _is_meant(file: FileDiff, line: DiffLine, name: str) -> bool:
    """Whether it is const by the line above, or was and shall be so no more."""
    hunk, at = file.hunk_of(line)
    above = hunk.lines[at - 1].text if at else ""
    return above.endswith("const") or name in _removed(file)


@shared(maxsize=256, of_mail=True)
def _removed(file: FileDiff) -> frozenset[str]:
    """The names of what was const in removed lines."""
    found = (_CONST.search(line.text) for line in file.removed())
    return frozenset(one[1] for one in found if one)
