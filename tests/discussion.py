"""Threads of invented mails: patches, and what people reply."""

# ruff: noqa: E101  a context line is a space and then the code's own tabs

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reviewbot.checks.example import example_patch
from reviewbot.model.mail import Address, Message
from reviewbot.model.series import Series
from reviewbot.thread.thread import Thread

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AUTHOR = Address("Ada Author", "ada@example.org")
REVIEWER = Address("Rob Reviewer", "rob@example.org")

FROB = """\
Start the frob when it is probed.

Signed-off-by: Ada Author <ada@example.org>
---
=== drivers/misc/frob.c
@@ static int frob_probe(struct device *dev)
 	struct frob *frob = dev_get_drvdata(dev);
+	int ret;

+	ret = frob_start(frob, FROB_MODE_NORMAL | FROB_MODE_SLOW, dev->parent);
+	if (ret) {
+		dev_err(dev, "cannot start\\n");
+		return ret;
+	}
 	return 0;
 }
"""


def posted(short: str = FROB, subject: str = "[PATCH] misc: frob: start it", day: int = 0) -> Patch:
    """A patch of the author's, from a short form (see ``example_patch``)."""
    patch = example_patch(short, subject, f"post-{day}@example.org")
    return replace(patch, message=replace(patch.message, author=AUTHOR, date=_when(day)))


def reply(
    to: Patch | Message, text: str, author: Address = REVIEWER, *, day: int = 1, name: str = "reply"
) -> Message:
    """An answer to a mail; its message-id is ``NAME@example.org``."""
    above = to if isinstance(to, Message) else to.message
    return replace(
        above,
        message_id=f"{name}@example.org",
        subject=f"Re: {above.subject}",
        author=author,
        date=_when(day),
        in_reply_to=(above.message_id,),
        references=(*above.references, above.message_id),
        lines=tuple(text.rstrip("\n").split("\n")),
    )


def quoted(patch: Patch, first: str, last: str) -> str:
    """The lines of a mail from the one that is ``first`` to the one that is ``last``, quoted."""
    lines = [line.strip() for line in patch.message.lines]
    start = lines.index(first)
    stop = lines.index(last, start)
    return "".join(f"> {line}\n" for line in patch.message.lines[start : stop + 1])


def thread(*mails: Patch | Message) -> Thread:
    """All of them; each patch is a series of its own."""
    patches = [mail for mail in mails if not isinstance(mail, Message)]
    messages = [mail if isinstance(mail, Message) else mail.message for mail in mails]
    return Thread(tuple(messages), tuple(series(patch) for patch in patches), ())


def series(patch: Patch) -> Series:
    """A series of one patch."""
    subject = patch.subject
    return Series(subject.title, subject.revision, subject.is_rfc, None, (patch,), 1)


def _when(day: int) -> datetime:
    return START + timedelta(days=day)
