"""Statement or function head on two lines that fits on one.

Reports, where both lines are added, a call, a condition or the head of a function that takes no
more than 80 columns if joined; a question where it comes within six of them, or is a call that takes
100 where the directory has those, but where a patch breaks several so in a file and has no wider line
there. Not of a macro that declares something, nor where a comment or a second string stands in it, nor a
list of flags, nor where the code was broken there before.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.two_lines import new_pairs
from reviewbot.context.fix import joined, one_line
from reviewbot.knowledge.columns import COLUMNS, columns_of
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine, FileDiff


SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
MOOT_BESIDE = ("fwnode.property_shape", "log.newline")  # the statement goes, or gets longer
WHEN = When(files=C)

_DECLARES = regex(r"(?:(?:static|const) )*[A-Z][A-Z0-9_]+\(|\s*(?:static )?DE(?:FINE|CLARE)_\w+\(")
_SOME = 4  # pairs of a file
_SPARE = 6  # who comes nearer to the end of the line may well mean the break


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each pair of lines that could be one."""
    wide: dict[FileDiff, list[Remark]] = defaultdict(list)
    for first, second in new_pairs(context):
        file, _ = context.patch.anchors.get(second.body_line, (None, None))
        columns = columns_of(file.path) if file and _is_call(first) else COLUMNS
        width = len(one_line(first, second).expandtabs())
        is_plain = not _DECLARES.match(first.text)
        if width <= columns and is_plain and not _was_broken(context, second):
            facts = {"columns": columns if width > COLUMNS else 0}
            sure = Confidence.HIGH if width <= COLUMNS - _SPARE else Confidence.MODERATE
            remark = Remark(second.body_line, facts, sure, fix=joined(first, second))
            if file and width > COLUMNS:
                wide[file].append(remark)
            else:
                yield remark
    for file, remarks in wide.items():
        if len(remarks) < _SOME or not _keeps_to_80(file):
            yield from remarks


def _keeps_to_80(file: FileDiff) -> bool:
    """Whether no line that is added to a file is wider, strings aside: then its author means it."""
    added = [line.text.expandtabs() for line in file.added() if '"' not in line.text]
    spend(len(added))
    return all(len(text) <= COLUMNS for text in added)


def _is_call(first: DiffLine) -> bool:
    """Whether it breaks behind an argument of a call; a list of parameters is seldom wanted wider."""
    text = first.text.rstrip()
    return text[:1].isspace() and text.endswith((",", "(")) and "(*" not in text


def _was_broken(context: DiffContext, second: DiffLine) -> bool:
    """Whether a removed line began there, too."""
    end = second.text.strip()
    return not context.removed().isdisjoint((end, end.rstrip(" {;"), f"{end.rstrip(' {;')};"))
