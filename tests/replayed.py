# ruff: noqa: E101  diffs in strings have both spaces and tabs
"""An archive for tests of what became of findings: small series, their next revisions, replies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

from epochs import epoch

if TYPE_CHECKING:
    from pathlib import Path

BAD, FINE = "notifier_from_errno(0)", "NOTIFY_OK"
_AUTHOR, _REVIEWER = "Ada Author <ada@example.org>", "Rob Reviewer <rob@example.org>"
_PATCH = """\
Tell the {name}.

Signed-off-by: Ada Author <ada@example.org>
---
{notes}--- a/drivers/misc/{name}.c
+++ b/drivers/misc/{name}.c
@@ -10,3 +10,5 @@ static int {name}_event(struct notifier_block *nb, unsigned long event, void *p)
 	struct {name} *{name} = p;
+	{name}_tell({name}, event);
+	return {value};
 	{name}_unused({name});
 	{name}_also({name});
"""


def patch(name: str, value: str, day: int, revision: int = 1, to: str = "") -> bytes:
    """A patch that adds a return of the value, posted on that day; its id is ``NAME-REVISION``."""
    version, notes = (f" v{revision}", f"v{revision}: again\n\n") if revision > 1 else ("", "")
    body = _PATCH.format(name=name, value=value, notes=notes)
    subject = f"[PATCH{version}] misc: {name}: tell it"
    return _mail(f"{name}-{revision}", subject, body, day, to=to or "frob@lists.example.org")


def reply(above: str, text: str, day: int, number: int = 1, author: str = _REVIEWER) -> bytes:
    """An answer to a patch; its id is ``ABOVE-re-NUMBER``."""
    name = above.partition("-")[0]
    return _mail(
        f"{above}-re-{number}",
        f"Re: [PATCH] misc: {name}: tell it",
        text,
        day,
        author=author,
        above=above,
    )


def quote(name: str, value: str = BAD) -> str:
    """The lines of a patch a reviewer would comment on, quoted."""
    return f"> +\t{name}_tell({name}, event);\n> +\treturn {value};\n\n"


def _mail(  # noqa: PLR0913  the headers a thread is made by
    name: str,
    subject: str,
    body: str,
    day: int,
    *,
    author: str = _AUTHOR,
    above: str = "",
    to: str = "frob@lists.example.org",
) -> bytes:
    when = format_datetime(datetime(2019, 12, 1, 10, tzinfo=UTC) + timedelta(days=day))
    head = f"From: {author}\nTo: {to}\nSubject: {subject}\n"
    head += f"Message-ID: <{name}@example.org>\nDate: {when}\n"
    if above:
        head += f"In-Reply-To: <{above}@example.org>\n"
    return f"{head}\n{body}".encode()


def mails() -> tuple[bytes, ...]:
    """All outcomes there are; the first 31 days are of 2019, the rest of 2020."""
    return (
        patch("asked", BAD, 1),
        reply("asked-1", quote("asked") + "Just return NOTIFY_OK here.\n", 2),
        patch("asked", BAD, 3, 2),  # as it was, in spite of that
        patch("mended", BAD, 10),
        patch("mended", FINE, 12, 2),
        patch("kept", BAD, 40),
        reply("kept-1", quote("kept") + "What for?\n", 41),
        patch("kept", BAD, 42, 2),
        patch("taken", BAD, 50, to="other@lists.example.org"),
        reply("taken-1", "Applied, thanks!\n", 51),
        patch("alone", BAD, 60),
        patch("clean", FINE, 70),
        reply("clean-1", quote("clean", FINE) + "Why not just return NOTIFY_OK?\n", 71),
    )


def archive(where: Path) -> Path:
    """An epoch of these mails."""
    return epoch(where, *(("m", raw) for raw in mails()))
