"""A changelog between revisions inside the commit log.

Reports a heading such as "v2:", "v1 -> v2:" or "Changes since v1:" above the ``---`` of a patch.

Why it matters: what is above the ``---`` becomes the commit. Later readers do not know the earlier
revisions; the list of what was wrong with them tells them nothing.

Stays quiet: in cover letters; below the ``---``; in series for trees that keep it in the log, by
their addressees and files (knowledge/changelogs.toml), and in what goes to the sender's own tree, by
the branch in the subject or by MAINTAINERS; where the notes below the ``---`` tell of the versions,
too; at links to older versions, as footnotes have them; in notes of maintainers in brackets
("[v2: rebased]"). Where other notes stand below the ``---``, its author knows what that is for: it
is only reported.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.changelog import (
    changelog_in_log,
    cut_above,
    notes_apart,
    tells_of_versions,
)
from reviewbot.context.log_habits import is_for_own_tree, keeps_changelog_in_log
from reviewbot.context.trailers import tags

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("cut",)
ASKED_AS = (
    r"(?i)\b(?:change[- ]?logs?|(?:version|revision) (?:history|info(?:rmation)?|log)|history)\b[^.?!,;]{0,60}"
    r"(?:\bbelow\b|\bunder\b|\bafter (?:the )?(?:cut|dash|separat|tear|signed|['\"`]?-{3})|['\"`]?-{3})"
    r"|\b(?:below|after|under|behind) (?:the )?['\"`]?-{3}"
    r"|\b(?:changes?|change[- ]?log|history)\b[^.?!]{0,40}\b(?:not|n['’]t) (?:belong )?(?:in|into|part of) the "
    r"(?:commit |git )?(?:log|message|history)\b"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first heading of a changelog in the log."""
    if context.is_cover or context.series.revision < 2:  # noqa: PLR2004  the first has none
        return
    for line in islice(changelog_in_log(context.patch), 1):
        cut, notes = cut_above(context.patch, line), notes_apart(context.patch)
        if keeps_changelog_in_log(context.series) or tells_of_versions(notes):
            return
        if not cut and is_for_own_tree(context):
            return
        signed = any(tag.at < line for tag in tags(context.patch, "Signed-off-by"))
        is_meant = notes and not cut and not signed
        confidence = Confidence.LOW if is_meant else Confidence.HIGH
        yield Remark(line, {"cut": cut}, confidence)
