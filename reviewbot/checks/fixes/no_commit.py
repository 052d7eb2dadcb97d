"""``Fixes:`` that names a bug report instead of a commit.

Reports a Fixes: line with a URL and no id of a commit.

Why it matters: Fixes: names the commit that brought the bug, for those who have that commit; a
report goes into Closes: or Link: (Documentation/process/submitting-patches.rst).

Stays quiet: where the URL is that of a commit; where a file is not one of the kernel's, as other
projects use it so; in backports, which copy a log.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, DiffContext, Good, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.kernel import is_kernel
from reviewbot.context.trailers import tags

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True

ASKED_AS = (
    r"(?i)\bfixes:?[ -]*(?:tag )?[^.?!]{0,40}\b(?:sha1?|not a|reference\w*|commit)\b"
    r"|\b(?:use|need|should be|wants?)\b[^.?!]{0,20}\bcloses\b"
)

BAD = (
    Bad(
        """\
The clock is off after resume.

Fixes: https://bugzilla.kernel.org/show_bug.cgi?id=198019
Signed-off-by: A. Author <author@example.org>
---
=== drivers/frob/core.c
@@ static int frob_resume(struct frob *frob)
+	clk_enable(frob->clk);
""",
        at=("Fixes: https://bugzilla.kernel.org/show_bug.cgi?id=198019",),
    ),
)
GOOD = (
    Good(
        """\
The clock is off after resume.

Fixes: 0123456789ab ("frob: Add a driver") # https://bugs.example.org/1
Fixes: https://git.example.org/linux/c/0123456789ab
Closes: https://bugzilla.kernel.org/show_bug.cgi?id=198019
---
=== drivers/frob/core.c
@@ static int frob_resume(struct frob *frob)
+	clk_enable(frob->clk);
""",
        why="a commit is named, somehow, and the report is in its place",
    ),
    Good(
        """\
Say what is wrong.

Fixes: https://github.com/example/frob/issues/9
---
=== libfrob/list.c
@@ void frob_list_free(struct frob_list *list)
+	free(list->head);
""",
        why="this is not the kernel",
    ),
)

_URL = re.compile(r"https?://", re.IGNORECASE)
_ID = re.compile(r"\b[0-9a-f]{7,40}\b", re.IGNORECASE)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each Fixes: line with nothing but a URL."""
    if is_kernel(context.patch) and not is_backport(context.patch):
        for tag in tags(context.patch, "Fixes"):
            if _URL.match(tag.value) and not _ID.search(tag.value):
                yield Remark(tag.at)
