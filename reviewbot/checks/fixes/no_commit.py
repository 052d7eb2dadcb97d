"""``Fixes:`` that names a bug report instead of a commit.

Reports a Fixes: line with a URL and no id of a commit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.backports import is_backport
from reviewbot.context.kernel import is_kernel
from reviewbot.context.trailers import tags
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(told=("fixes",))


_URL = regex(r"https?://", re.IGNORECASE)
_ID = regex(r"\b[0-9a-f]{7,40}\b", re.IGNORECASE)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each Fixes: line with nothing but a URL."""
    if is_kernel(context.patch) and not is_backport(context.patch):
        for tag in tags(context.patch, "Fixes"):
            if _URL.match(tag.value) and not _ID.search(tag.value):
                yield Remark(tag.at)
