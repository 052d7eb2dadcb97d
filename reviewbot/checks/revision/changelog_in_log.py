"""A changelog between revisions inside the commit log.

Reports a heading such as "v2:", "v1 -> v2:" or "Changes since v1:" above the ``---`` of a patch.

Why it matters: what is above the ``---`` becomes the commit. Later readers do not know the earlier
revisions; the list of what was wrong with them tells them nothing.

Not drafted where notes stand below the ``---`` as well: who knows it wants the changelog kept.

Stays quiet: in cover letters; below the ``---``; in series for trees that keep it in the log, by
their addressees and files (knowledge/changelogs.toml); at links to older versions, as footnotes
have them; in notes of maintainers in brackets ("[v2: rebased]").
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, Confidence, DiffContext, Good, Remark, Severity
from reviewbot.context.changelog import changelog_in_log, cut_above, has_notes
from reviewbot.context.log_habits import keeps_changelog_in_log

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("cut",)
ASKED_AS = (
    r"(?i)\b(?:change[- ]?logs?|(?:version|revision) (?:history|info(?:rmation)?|log)|history)\b[^.?!]{0,60}"
    r"(?:\bbelow\b|\bafter\b|\bunder\b|\bhere\b|'?-{3})"
    r"|\b(?:below|after|under|behind) (?:the )?['\"`]?-{3}"
)

_DIFF = """\
=== drivers/frob/core.c
@@ static int frob_probe(struct frob *frob)
-	frob_add(frob);
+	frob_add_tail(frob);
"""
BAD = (
    Bad(
        f"""\
Subject: [PATCH v2] frob: register in the order of probe

Removal walks the list in this order.

Changes since v1:
 - Call the right function.

Signed-off-by: A. Author <author@example.org>
---
{_DIFF}""",
        at=("Changes since v1:",),
    ),
    Bad(
        f"""\
Subject: [PATCH v3 1/2] frob: register in the order of probe

Removal walks the list in this order.

Signed-off-by: A. Author <author@example.org>

v1 -> v2: Call the right function.
v2 -> v3: Rebased.
---
{_DIFF}""",
        at=("v1 -> v2: Call the right function.",),
    ),
    Bad(
        f"""\
Subject: [PATCH v2] frob: register in the order of probe

Removal walks the list in this order.

Signed-off-by: A. Author <author@example.org>
--
v2: Call the right function.
---
{_DIFF}""",
        at=("v2: Call the right function.",),
    ),
    Bad(
        f"""\
Subject: [PATCH v2] frob: register in the order of probe

Removal walks the list in this order.

v2: Call the right function.

Signed-off-by: A. Author <author@example.org>
---
Ada, any preference where this goes?

{_DIFF}""",
        at=("v2: Call the right function.",),
        confidence=Confidence.LOW,
    ),
)
GOOD = (
    Good(
        f"""\
Subject: [PATCH v2] frob: register in the order of probe

Removal walks the list in this order.

Signed-off-by: A. Author <author@example.org>
---
Changes since v1:
 - Call the right function.

{_DIFF}""",
        why="it is below the ---",
    ),
    Good(
        f"""\
Subject: [PATCH v2] frob: support version 2 of the hardware

Changes in the order of registers make
v2 of the frob another device: it has no list.

Signed-off-by: A. Author <author@example.org>
---
{_DIFF}""",
        why="a version of the hardware",
    ),
    Good(
        """\
Subject: [PATCH v2] drm/frob: register in the order of probe

Removal walks the list in this order.

v2: Call the right function.
---
=== drivers/gpu/drm/frob/core.c
@@ static int frob_probe(struct frob *frob)
-	frob_add(frob);
+	frob_add_tail(frob);
""",
        why="graphics drivers keep it in the log",
    ),
    Good(
        f"""\
Subject: [PATCH v2] frob: register in the order of probe

Removal walks the list [1] in this order, as was said of v1.

[1] https://lore.kernel.org/r/20260101-frob@example.org
v1: https://lore.kernel.org/r/20251201-frob@example.org

Signed-off-by: A. Author <author@example.org>
---
{_DIFF}""",
        why="a footnote",
    ),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first heading of a changelog in the log."""
    if context.is_cover or context.series.revision < 2:  # noqa: PLR2004  the first has none
        return
    for line in islice(changelog_in_log(context.patch), 1):
        if not keeps_changelog_in_log(context.series):
            cut = cut_above(context.patch, line)
            chosen = not cut and has_notes(context.patch)  # who knows of the --- has a reason
            sure = Confidence.LOW if chosen else Confidence.HIGH
            yield Remark(line, {"cut": cut}, sure)
