"""Who looks after the files of a patch and was not written to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewbot.context.mailmap import renewed
from reviewbot.context.maintainers import nearest, sections_of
from reviewbot.context.memo import once_for_each
from reviewbot.context.recipients import is_among, may_reach, reaches, recipients
from reviewbot.context.signing import signatures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.levels import Tree
    from reviewbot.context.maintainers.section import Section
    from reviewbot.model.mail import Address
    from reviewbot.model.series import Series

_SEEN = ("Reviewed-by", "Acked-by", "Signed-off-by", "Co-developed-by", "Suggested-by", "Tested-by")


class Unreached(NamedTuple):
    """A section of MAINTAINERS, its people if none of them was written to, its lists likewise.

    ``is_by_all`` where nobody was who looks after the files, be it from further above.
    """

    section: str
    people: tuple[str, ...]
    lists: tuple[str, ...]
    is_by_all: bool


def unreached(path: str, series: Series, tree: Tree) -> Iterator[Unreached]:
    """The nearest sections of a file that a series went past."""
    told = tuple(renewed(one, tree) for one in _told(series))
    around = [one for one in sections_of(path, tree) if not one.is_of_everything]
    is_by_all = not any(_is_told(section, told, tree) for section in around)
    for section in nearest(path, tree):
        missed = () if _is_told(section, told, tree) else section.maintainers
        lists = tuple(one.email for one in section.lists if not one.subscribers_only)
        if any(is_among(email, told) for email in lists):
            lists = ()
        if section.is_maintained and (missed or lists):
            yield Unreached(section.title, tuple(map(_name, missed)), lists, is_by_all)


def _is_told(section: Section, told: tuple[Address, ...], tree: Tree) -> bool:
    """Whether one of its maintainers is among those, by any address."""
    return any(
        reaches(one, told) or may_reach(one, told)
        for each in section.maintainers
        for one in {each, renewed(each, tree)}
    )


def _name(one: Address) -> str:
    return one.name or one.email


@once_for_each
def _told(series: Series) -> tuple[Address, ...]:
    """Everybody its mails went to, who sent them, and who has signed them."""
    return tuple(
        dict.fromkeys(
            one
            for mail in series.mails
            for one in (
                mail.message.author,
                *recipients(mail.message),
                *(each.by for each in signatures(mail, *_SEEN)),
            )
        )
    )
