"""Commits as the mails that git-format-patch(1) makes of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.errors import UsageError
from reviewbot.frozen import frozen
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.commits.chosen import Range
    from reviewbot.commits.repository import Commits
    from reviewbot.model.mail import Address

MOST = 500  # commits; a longer range is a mistake
_DOMAIN = "commit.invalid"  # RFC 2606: nobody's
# no line of a commit or a diff looks so: those of messages are escaped, those of diffs marked
_FROM = regex(rb"^From ([0-9a-f]{40}(?:[0-9a-f]{24})?) Mon Sep 17 00:00:00 2001\n", re.MULTILINE)
_ESCAPED = regex(rb"^>(>*From )", re.MULTILINE)
_FORMAT = (
    *("--stdout", "--pretty=mboxrd", "--full-index", "--no-binary", "--root", "--numbered"),
    *("--no-ext-diff", "--no-textconv", "--no-notes", "--no-color", "--no-encode-email-headers"),
)


@frozen
class Mails:
    """The mails of a range in its order; how many merges have none, and how many change nothing."""

    raws: tuple[bytes, ...]
    merges: int
    empty: int


def mails(repository: Commits, commits: Range, me: Address | None) -> Mails:
    """The commits as mails of ``me``; raises UsageError where they are too many, or none at all."""
    meant = (commits.tip, *((f"^{commits.base}",) if commits.base else ()))
    listed = repository.lines("rev-list", f"--max-count={MOST + 1}", "--parents", *meant)
    if len(listed) > MOST:
        raise UsageError(f"{commits.name} has over {MOST} commits: give fewer, such as HEAD~5..")
    merges = sum(line.count(" ") > 1 for line in listed)
    out = repository.say("format-patch", *_FORMAT, *_sender(me), *meant)
    _, *parts = _FROM.split(out)
    raws = tuple(
        b"Message-ID: <%b>\n%b" % (message_id(commit.decode()).encode(), _ESCAPED.sub(rb"\1", mail))
        for commit, mail in zip(parts[::2], parts[1::2], strict=True)
    )
    cover = any(line.startswith(commits.cover_commit) for line in listed if commits.cover_commit)
    return Mails(raws, merges, len(listed) - merges - len(raws) - cover)


def message_id(commit: str) -> str:
    """The id its mail has here: the same in every run."""
    return f"{commit}@{_DOMAIN}"


def commit_of(message_id: str) -> str:
    """The commit whose mail that is; ``""`` for a cover."""
    return message_id.removesuffix(f"@{_DOMAIN}").removeprefix("cover")


def _sender(me: Address | None) -> tuple[str, ...]:
    """Who would send them: the author of another's commit is told in the body then."""
    if me is None or not me.email:
        return ()
    name = me.name.replace("<", "").replace(">", "") or me.email
    return (f"--from={name} <{me.email}>",)
