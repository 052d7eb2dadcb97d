"""Whether a series goes to a tree that keeps the changelog between revisions in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table
from reviewbot.thread.messages import addresses

if TYPE_CHECKING:
    from reviewbot.model.mail import Message
    from reviewbot.model.series import Series


def keeps_changelog_in_log(series: Series) -> bool:
    """Whether any of its mails went to a list of such a tree, or changes its files."""
    habit = table("changelogs")["in_log"]
    lists, directories = frozenset(habit["lists"]), tuple(habit["directories"])
    return any(
        not lists.isdisjoint(_went_to(mail.message))
        or any(file.path.startswith(directories) for file in mail.files)
        for mail in series.mails
    )


def _went_to(message: Message) -> set[str]:
    """The lower-case addresses a mail was sent to, and the lists it came by."""
    sent = (*addresses(message.to), *addresses(message.cc))
    return {address.email.lower() for address in sent} | set(message.lists)
