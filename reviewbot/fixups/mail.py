"""A fix-up as a mail that git-am(1) takes, and git-rebase(1) folds into its patch (--autosquash)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.draft import Draft
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.model.fixup import Fixup

_FRONT = regex(r"(?:[Rr][Ee]:|[ \t:]|\[[^\]]*\])*+")  # what git-mailinfo(1) takes off a subject
# what it takes for the end of a message, or for a header in it
_SPEAKS_TO_GIT = regex(r"---|diff -|Index: |>?From[: ]|Date:|Subject:|[-\s]*(?:8<|>8|%<|>%)")


def as_mail(fixup: Fixup, reason: str) -> Draft:
    """The mail, to nobody; ``reason`` is what the remark says."""
    prose = "\n".join(
        f" {line}" if _SPEAKS_TO_GIT.match(line) else line for line in reason.split("\n")
    )
    return Draft(
        in_reply_to="",
        references=(),
        to=(),
        cc=(),
        subject=f"fixup! {committed(fixup.patch.text)}",
        body=f"{prose}\n---\n{fixup.diff}",
        patch=fixup.patch,
    )


def committed(subject: str) -> str:
    """The title that git-am(1) makes of a mail's subject."""
    return _FRONT.sub("", subject, count=1).strip()
