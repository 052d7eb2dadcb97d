"""Path of a directory for the prefix of a subject.

Reports titles that begin with "drivers/hwmon:" or a longer path that the patch changes. Not to who looks
after the files, and knows what is used there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.committed_title import committed_title
from reviewbot.context.learned_prefixes import sure_prefix
from reviewbot.context.opening import first_line
from reviewbot.context.own_files import is_of_own_files
from reviewbot.context.prefixes import is_everybodys, place_of_titles
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("prefix", "path")

_PATH = regex(r"(?P<path>(?:drivers|Documentation/devicetree/bindings)(?:/[\w.-]+)+) ?:")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark at the top of the log: the subject is no line of the body."""
    prefix = _PATH.match(committed_title(context.patch))
    usual_paths = tuple(table("subjects")["path"]["prefixes"])
    if prefix and not prefix["path"].startswith(usual_paths) and not is_of_own_files(context):
        usual = sure_prefix([file.path for file in context.files])
        path = place_of_titles(context.files)
        facts = {"prefix": prefix["path"], "path": path, "usual": usual}
        tells_nothing = is_everybodys(path) or _is_of_several(context)  # of any one driver
        if usual or not tells_nothing:
            yield Remark(first_line(context.patch), facts)


def _is_of_several(context: DiffContext) -> bool:
    """Whether code in several directories is changed, of which each may have a prefix of its own."""
    return len({file.path.rpartition("/")[0] for file in context.files if file.is_c}) > 1
