"""Who keeps the changelog between revisions in the log: some trees, and maintainers in their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.levels import TreeContext
from reviewbot.context.maintainers import maintains
from reviewbot.knowledge.load import table
from reviewbot.regex import regex
from reviewbot.thread.mailboxes import addresses

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.mail import Message
    from reviewbot.model.series import Series


# "sched_ext/for-7.1-fixes", "tip/core/rcu": a branch of the sender's own tree, in the subject
_BRANCH = regex(
    r"tip/[\w./-]+|[a-z][\w.-]*/(?:[\w.-]+/)?(?:for-|fixes|next|linus|urgent|devel|main|master)[\w./-]*",
    re.IGNORECASE,
)


def is_for_own_tree(context: DiffContext) -> bool:
    """Whether the sender maintains what is changed, or names the branch it is for."""
    if any(_BRANCH.fullmatch(tag) for tag in context.patch.subject.tags):
        return True
    paths = [file.path for file in context.files]
    return isinstance(context, TreeContext) and maintains(
        context.message.author, paths, context.tree
    )


def keeps_changelog_in_log(series: Series) -> bool:
    """Whether any of its mails went to a list of such a tree, or changes its files."""
    habit = table("changelogs")["in_log"]
    lists, directories = frozenset(habit["lists"]), tuple(habit["directories"])
    paths = [file.path for mail in series.mails for file in mail.files]
    if paths and all(path.startswith(tuple(habit["elsewhere"])) for path in paths):
        return False
    return any(
        not lists.isdisjoint(_went_to(mail.message))
        or any(file.path.startswith(directories) for file in mail.files)
        for mail in series.mails
    )


def _went_to(message: Message) -> set[str]:
    """The lower-case addresses a mail was sent to, and the lists it came by."""
    sent = (*addresses(message.to), *addresses(message.cc))
    return {address.email.lower() for address in sent} | set(message.lists)
