# ruff: noqa: E101  diffs in strings have both spaces and tabs
"""Archives for tests: git epochs as public-inbox makes them, of invented mails."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_AUTHOR, _REVIEWER = "Ada Author <ada@example.org>", "Rob Reviewer <rob@example.org>"
_DIFF = """\
--- a/drivers/misc/frob{n}.c
+++ b/drivers/misc/frob{n}.c
@@ -10,3 +10,5 @@ static int frob_event(struct notifier_block *nb, unsigned long event, void *p)
 	struct frob *frob = p;
+	frob_tell(frob, event, {n});
+	return notifier_from_errno(0);
 	frob_unused(frob);
 	frob_also(frob);
"""


def epoch(where: Path, *commits: tuple[str, bytes]) -> Path:
    """A repository with a commit for each file name and content; ``m`` adds, ``d`` deletes."""
    subprocess.run(["git", "init", "--quiet", "--bare", str(where)], check=True)
    grow(where, *commits)
    return where


def grow(where: Path, *commits: tuple[str, bytes]) -> None:
    """Append commits to an epoch."""
    git = ["git", "-C", str(where)]
    tip = subprocess.run(
        [*git, "rev-parse", "--verify", "--quiet", "refs/heads/master"],
        capture_output=True,
        check=False,
    ).stdout.strip()
    count = len(subprocess.run([*git, "rev-list", "--all"], capture_output=True, check=True).stdout)
    stream = b""
    for number, (name, content) in enumerate(commits, count):
        stream += b"commit refs/heads/master\n"
        stream += b"committer A <a@example.org> %d +0000\ndata 0\n" % (1_700_000_000 + number)
        if tip:
            stream += b"from %s\n" % tip
            tip = b""
        stream += b"deleteall\nM 100644 inline %s\n" % name.encode()
        stream += b"data %d\n%s\n" % (len(content), content)
    subprocess.run([*git, "fast-import", "--quiet"], input=stream, check=True)


def invented(series: int) -> Iterator[bytes]:
    """Mails of that many series of two patches with a cover, each patch answered by a reviewer."""
    for n in range(1, series + 1):
        yield _mail(n, 0, f"[PATCH 0/2] frob{n}: two patches", "All of it.\n")
        for index in (1, 2):
            body = (
                f"Say why.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\n{_DIFF.format(n=n)}"
            )
            yield _mail(n, index, f"[PATCH {index}/2] frob{n}: part {index}", body)
            said = f"> +\tfrob_tell(frob, event, {n});\n\nWhat for?\n"
            yield _mail(n, index + 2, f"Re: [PATCH {index}/2] frob{n}: part {index}", said)


def _mail(n: int, number: int, subject: str, body: str) -> bytes:
    """Mail 0 of a series is the cover, 1 and 2 are the patches, 3 and 4 the answers to those."""
    when = datetime(2016, 1, 1, 10, number, tzinfo=UTC) + timedelta(days=10 * n)
    parent = {0: "", 1: f"{n}-0", 2: f"{n}-0", 3: f"{n}-1", 4: f"{n}-2"}[number]
    head = [
        "From: " + (_AUTHOR if number < 3 else _REVIEWER),
        "To: frob@lists.example.org",
        f"Subject: {subject}",
        f"Message-ID: <{n}-{number}@example.org>",
        f"Date: {format_datetime(when)}",
    ]
    if parent:
        head += [f"In-Reply-To: <{parent}@example.org>", f"References: <{parent}@example.org>"]
    return ("\n".join(head) + "\n\n" + body).encode()


def archive(where: Path, series: int) -> Path:
    """An epoch of invented mails."""
    return epoch(where, *(("m", raw) for raw in invented(series)))
