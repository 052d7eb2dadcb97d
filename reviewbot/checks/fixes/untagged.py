"""Fix of a bug without a ``Fixes:`` line, and without a word of which commit is to blame.

Asks at the end of the log, where the title or the log says "fix", or somebody reported it, and there stands what
goes wrong, where the title tells of a crash, a leak or the like, and where the log has the trace of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.blame import FOR_BUG, FOR_FORGETTING, FOR_LEAVING, blames
from reviewbot.context.bug_words import is_of_bug
from reviewbot.context.committed_title import committed_title
from reviewbot.context.trailers import tags
from reviewbot.knowledge.layout import is_devicetree
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(
    told=(
        "fix", "null", "after free", "after-free", "uaf", "panic", "oops", "lock", "double", "bounds",
        "crash", "leak", "fault", "by zero", "buffer", "data race", "call trace", "asan", "ubsan",
        "msan", "kernel", "reported",
    ),
)  # fmt: skip
_BESIDE = ("tools/", "samples/", "Documentation/", "scripts/")
_TELLS = regex(
    r"\bfixes\b[: ]+(?:tag|line)|\bfixes: [0-9a-f]{7}"
    r"|\b(?:no|any|not a|harmless) (?:\w{1,20} ){0,2}bugs?\b|^link: \S{1,80}/acpica/"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the last line of the log of each such patch."""
    mail = context.patch
    title = committed_title(mail)
    if not title or not any(map(_is_code, context.files)) or tags(mail, "Fixes"):
        return
    log = [at for at in mail.body.log if mail.message.line(at).strip()]
    texts = [mail.message.line(at) for at in log]
    beside = [mail.message.line(at) for at in (*mail.body.trailers, *mail.body.notes)]
    is_reported = bool(tags(mail, "Reported-by"))
    is_bug = bool(log) and is_of_bug(title, texts, is_reported=is_reported)
    if not is_bug or any(_TELLS.search(text.lower()) for text in (*texts, *beside)):
        return
    if any(
        found for what in (FOR_BUG, FOR_FORGETTING, FOR_LEAVING) for found in blames(mail, what)
    ):
        return  # fixes.missing says more
    yield Remark(log[-1], {}, Confidence.MODERATE)


def _is_code(file: FileDiff) -> bool:
    """Whether what was wrong may have been released with it."""
    is_old = file.old_path is not None and not file.path.startswith(_BESIDE)
    return is_old and (file.is_c or is_devicetree(file.path))
