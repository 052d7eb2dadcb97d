"""Subject prefix unlike that of the patches in the same directory.

Reports the patch of one directory whose subject begins with another word than nearly all subjects of
patches in that directory do on the lists; of a whole archive that is scanned also unlike those that were applied there, where
nothing is known of the lists. Who looks after it is told of a slip of the finger only, and so is who takes
the prefix of a commit that the log names, where that is a name in the path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, SeriesContext, Severity
from reviewbot.context.all_over import is_all_over, is_enabled
from reviewbot.context.committed_title import committed_title
from reviewbot.context.learned_prefixes import fits, habit_of, is_of_another, is_slip
from reviewbot.context.opening import first_line
from reviewbot.context.own_files import is_of_own_files
from reviewbot.context.prefixes import first_part, spelled_part, words
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True
_COMMIT = regex(r'(?<=\(")[^"\n]{1,120}')  # its title, or as much as stands in a line
_SAY_SO = ("subject.no_prefix", "subject.path_prefix", "subject.dt_prefix", "subject.dt_order")


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark at the top of the log: the subject is no line of the body."""
    title = committed_title(context.patch)
    paths = [file.path for file in context.files]
    own = context.prior.habits
    habit = habit_of(paths, own) if title else None
    if habit and not fits(words(title), paths, own):
        given = spelled_part(title)
        slip = given if is_slip(given, habit) else ""
        if not slip and (is_of_own_files(context) or _is_named(given, context)):
            return
        goes_by_another = (
            is_enabled(title, habit)
            or is_of_another(given, habit, paths)
            or is_all_over(context.patch, context.series)
        )
        sure = habit.is_sure and (slip or not goes_by_another)
        facts = {
            "prefix": habit.prefix,
            "directory": habit.directory,
            "slip": slip,
            "right": habit.spelled,
        }
        yield Remark(
            first_line(context.patch),
            facts,
            Confidence.HIGH if sure else Confidence.MODERATE,
            yields_to=_SAY_SO,
        )


def _is_named(given: str, context: SeriesContext) -> bool:
    """Whether it is a name in a path, and a commit named in the log, as the one that is fixed, begins so, too."""
    names = {
        name.partition(".")[0].lower() for file in context.files for name in file.path.split("/")
    }
    if given.lower() not in names:
        return False
    body = context.body
    lines = (context.message.line(at) for at in range(body.log.start, body.trailers.stop))
    titles = (title[0] for line in lines if '("' in line for title in _COMMIT.finditer(line))
    return any(first_part(title) == given.lower() for title in titles)
