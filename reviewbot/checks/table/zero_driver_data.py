"""Table of ids of a bus whose driver data is 0 in each entry.

Reports the first 0: the data of the entries is written out, though none of them has any. As a question in
a table of the platform bus. Not where most others of the directory have it, as far as the tree shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.bus_tables import BUS_TABLE, inside
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.fix import swapped
from reviewbot.context.levels import tree_of
from reviewbot.context.whole import folder_of
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(patterns=(BUS_TABLE,))

_NAMED = ("platform_device_id",)  # of few entries, mostly
_ZERO = (",", "0", "}")
_SIBLINGS = 8  # looked at
_CHARACTERS = 4000  # of a file read in a step
_FIRST = regex(
    rb'_device_id\s{1,4}\w{1,60}\[\]\s{1,4}=\s{1,4}\{\s{0,20}\{\s{0,4}"[^"\n]{1,60}"(?P<zero>\s{0,4},\s{0,4}0)?\s{0,4}\}'
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such table at the first 0."""
    for match in new_code(context, BUS_TABLE):
        code, within = match.code, inside(match)
        entries = [at for at in within if code.text(at) == "{" and code.text(at + 1) != "}"]
        zeros = [at for at in entries if tuple(code.texts[at + 2 : at + 5]) == _ZERO]
        if zeros and zeros == entries and not _is_usual(context, match):
            first = code.tokens[zeros[0]].line.body_line
            fix = tuple(edit for at in zeros for edit in _fix(match, at))
            sure = Confidence.MODERATE if match["type"] in _NAMED else Confidence.HIGH
            yield Remark(first, {}, sure, fix=fix)


def _is_usual(context: DiffContext, match: Match) -> bool:
    """Whether most of the other files in the directory that have such a table write the 0."""
    file, tree = file_of(context, match), tree_of(context)
    if file is None or tree is None:
        return False
    folder, word = folder_of(file), match["type"]
    paths = [path for path in tree.files_with((word,), folder)[word] if path != file.path]
    with_zero = without = 0
    for path in [path for path in paths if path.rpartition("/")[0] == folder][:_SIBLINGS]:
        content = tree.read(path) or b""
        spend(1 + len(content) // _CHARACTERS)
        found = _FIRST.search(content)
        with_zero += found is not None and found["zero"] is not None
        without += found is not None and found["zero"] is None
    return with_zero > max(1, without)


def _fix(match: Match, at: int) -> Fix:
    """An entry without it; inside of the braces are as many blanks as there were in front."""
    part, entry = match.fragment, match.code.tokens[at : at + 5]
    side = " " * (part.column(entry[1]) - part.column(entry[0]) > 1)
    return swapped(part, entry[2:], f"{side}}}")
