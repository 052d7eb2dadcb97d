"""Small raw mails of a thread."""

from __future__ import annotations

DIFF = """\
---
 frob.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

--- a/frob.c
+++ b/frob.c
@@ -1 +1 @@
-int a;
+int b;
"""
COVER = """\
Text.

Ada Author (2):
  frob: Add a list of listeners that is kept in the order in which
    they were added
  frob: Tell the listeners

change-id: 20260101-frob-listeners-0123456789ab
"""


def mail(  # noqa: PLR0913  the headers a thread is made by
    name: str,
    subject: str,
    body: str = DIFF,
    *,
    to: str = "",
    date: str = "Mon, 12 Jan 2026 23:00:00 -0500",
    author: str = "Ada Author <ada@example.org>",
) -> bytes:
    """A raw mail ``<name@example.org>``, an answer to the one named ``to``."""
    reply = f"In-Reply-To: <{to}@example.org>\n" if to else ""
    head = f"From: {author}\nMessage-ID: <{name}@example.org>\nSubject: {subject}\nDate: {date}\n"
    return f"{head}{reply}\n{body}".encode()
