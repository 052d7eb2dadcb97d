"""The headers in front of a commit log, which git-am(1) takes instead of those of the mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import replace
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Body, Subject

_TITLE = "[patch] "  # a line that is a subject without its name, see git-mailinfo(1)


def written(message: Message, body: Body, name: str) -> str:
    """The value of the in-body header of that lower-case name, unfolded; empty without one."""
    value: list[str] = []
    for number in body.headers:
        line = message.line(number)
        if value and line[:1] in (" ", "\t"):
            value.append(line.strip())
        elif value:
            break
        elif name == "subject" and line.lower().startswith(_TITLE):
            value.append(line)
        elif line.lower().startswith(f"{name}:"):
            value.append(line.partition(":")[2].strip())
    return " ".join(value).strip()


def subject_of(message: Message, body: Body) -> Subject:
    """What the patch in a mail is called: by an in-body ``Subject:``, else by the mail's.

    Version and number are those of the mail where that has some, unless it is a reply: its subject
    is that of the mail it answers.
    """
    outer = read_subject(message.subject)
    if outer.is_reply:
        outer = replace(
            outer,
            is_reply=False,
            is_resend=False,
            revision=1,
            is_versioned=False,
            index=None,
            inserted=0,
            expected=None,
        )
    text = written(message, body, "subject")
    if not text:
        return outer
    inner = read_subject(text)
    versioned = inner if inner.revision > 1 and not outer.is_versioned else outer
    numbered = inner if outer.index is None else outer
    return replace(
        outer,
        title=inner.title or outer.title,
        tags=(*outer.tags, *(tag for tag in inner.tags if tag not in outer.tags)),
        is_patch=outer.is_patch or inner.is_patch,
        is_rfc=outer.is_rfc or inner.is_rfc,
        is_resend=outer.is_resend or inner.is_resend,
        revision=versioned.revision,
        is_versioned=versioned.is_versioned,
        index=numbered.index,
        inserted=numbered.inserted,
        expected=numbered.expected,
    )
