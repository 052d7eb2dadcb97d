"""Who will read what is said of a file: its maintainers and its lists."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.levels import tree_of
from reviewbot.context.maintainers import applies, sections_of
from reviewbot.knowledge.load import table
from reviewbot.thread.mailboxes import addresses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.levels import DiffContext
    from reviewbot.context.maintainers.section import Section
    from reviewbot.model.mail import Address


def maintainers(path: str | None, context: DiffContext) -> tuple[str, ...]:
    """The people who look after a file, and its reviewers, as the tree's MAINTAINERS has them."""
    return _emails(
        person
        for section in _sections(path, context)
        for person in (*section.maintainers, *section.reviewers)
    )


def is_by_who_applies(path: str | None, context: DiffContext) -> bool:
    """Whether a patch to a file is by who applies what is sent to its list.

    Who looks after a driver of theirs is reviewed as anybody is.
    """
    tree = tree_of(context)
    if not path or tree is None:
        return False
    return applies(context.message.author, (path,), tree)


def lists(path: str | None, context: DiffContext) -> tuple[str, ...]:
    """The lists of a file; of a mail, and of a file of none, those the mail was sent to."""
    own = lists_of_file(path, context) if path else ()
    message = context.message
    return own or _emails((*addresses(message.to), *addresses(message.cc)))


def lists_of_file(path: str, context: DiffContext) -> tuple[str, ...]:
    """The lists of a file as MAINTAINERS has them; without a tree, by directory."""
    near = _sections(path, context)
    if near:
        return tuple(dict.fromkeys(one.email.lower() for section in near for one in section.lists))
    return next((lists for starts, lists in _by_directory() if path.startswith(starts)), ())


def _sections(path: str | None, context: DiffContext) -> tuple[Section, ...]:
    """The sections that a file is in, but for the one that has all files."""
    tree = tree_of(context)
    near = sections_of(path, tree) if path and tree else ()
    return tuple(section for section in near if not section.is_of_everything)


def _emails(people: Iterable[Address]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.email.lower() for one in people))


@cache
def _by_directory() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(
        (tuple(entry["paths"]), tuple(entry["lists"])) for entry in table("subsystems")["subsystem"]
    )
