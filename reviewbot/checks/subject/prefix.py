"""Subject prefix unlike that of the commits of the same files.

Reports the patch whose subject has not the prefix nearly all recent commits of every file it
changes begin with.

Why it matters: maintainers and lists filter mail by it, and a log is read by it; a wrong one is
reworded by whoever applies the patch, or overlooked.

Stays quiet: with fewer than six commits of a file in three years, or a seventh of them with another
prefix; with more than five files; where the prefix is a word of the subject's; with reverts and
backports. It only asks.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, Confidence, Good, HistoryContext, Made, Remark, Severity
from reviewbot.context.backports import is_backport

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEVERITY = Severity.NOTE
FINAL_ONLY = True

ASKED_AS = (
    r"(?i)\b(?:subject|commit|patch|title|proper|correct)\b[^.?!]{0,20}\b(?:prefix|perfix)"
    r"|\bprefix\w*\b[^.?!]{0,40}\b(?:subject|subsystem|title)"
    r"|\bsubject(?: line)?s?\b[^.?!]{0,30}\b(?:starts?|should be|style)\b|\bgit log --oneline\b"
)

CORE = "drivers/frob/core.c"
MAIL = """\
Subject: [PATCH] platform: frob: Start the clock

Start the clock before the first access.
---
=== drivers/frob/core.c
@@ static int frob_start(struct frob *frob)
+	clk_enable(frob->clk);
"""


def _made(*titles: str) -> tuple[Made, ...]:
    return tuple(
        Made(f"{number:040x}", title, (CORE,)) for number, title in enumerate(titles, 0x100000)
    )


HABIT = _made(
    "misc: frob: Count",
    'Revert "treewide: Count"',
    "Misc: frob: Say more",
    "misc: frob: Say less",
    "misc: Constify everything",
    "misc:frob: Stop",
    "misc/frob: Start",
    "misc: frob: Add a driver",
)

BAD = (
    Bad(
        MAIL,
        at=("Start the clock before the first access.",),
        confidence=Confidence.MODERATE,
        commits=HABIT,
    ),
)
GOOD = (
    Good(MAIL.replace("platform: frob", "misc: frob"), commits=HABIT),
    Good(
        MAIL.replace("platform: frob", "platform,misc: frob"),
        why="the prefix is there, further behind",
        commits=HABIT,
    ),
    Good(MAIL, why="too few commits to speak of a habit", commits=HABIT[:6]),
    Good(
        MAIL,
        why="others have no common habit either",
        commits=(*HABIT, *_made("treewide: Drop it", "frob: Stop twice")),
    ),
    Good(
        MAIL + "=== drivers/frob/new.c\n@@\n+int frob;\n",
        why="nothing is known of the other file",
        commits=HABIT,
    ),
    Good(
        MAIL.replace("platform: frob: Start the clock", 'Revert "platform: frob: Stop the clock"'),
        why="a revert repeats the title it reverts",
        commits=HABIT,
    ),
)

_FILES = 5  # a patch of more is about something they have in common
_RECENT = 20  # commits of a file
_FEWEST = 6
_SHARE = 0.85  # of the recent commits have the same prefix
_PREFIX = re.compile(r"\s*([\w.+-]+)[/:]")


def check(context: HistoryContext) -> Iterator[Remark]:
    """Remark on the start of the log, for the subject is not part of the body."""
    title = context.patch.subject.title
    start = next((at for at in context.body.log if context.message.line(at).strip()), 0)
    paths = [file.path for file in context.files]
    if not start or not 0 < len(paths) <= _FILES or title.lower().startswith("revert"):
        return
    if is_backport(context.patch):
        return
    titles = context.history.titles(paths)
    habits = {_habit(titles.get(path, ())) for path in paths}
    (habit, *others) = habits
    prefix = title.rpartition(":")[0].lower()
    if habit and not others and habit not in re.findall(r"[\w.+-]+", prefix):
        example = next(one for one in titles[paths[0]] if _first(one) == habit)
        yield Remark(start, {"prefix": habit, "example": example}, Confidence.MODERATE)


def _habit(titles: Sequence[str]) -> str:
    """The prefix nearly all of the newest titles have; nothing if there is none."""
    recent = [title for title in titles if not title.lower().startswith("revert")][:_RECENT]
    if len(recent) < _FEWEST:
        return ""
    ((prefix, count),) = Counter(map(_first, recent)).most_common(1)
    return prefix if count >= _SHARE * len(recent) else ""


def _first(title: str) -> str:
    """The first part of the prefix of a title, in lower case; nothing if it has none."""
    match = _PREFIX.match(title)
    return match[1].lower() if match else ""
