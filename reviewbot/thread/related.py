"""Which series of a thread might be postings of one: looked up, not compared each with each."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.model.series import Series

_NEAR = 50  # postings of one title before and after one that it is compared with


class Related:
    """The series of a thread by what postings of one have in common.

    That is a change-id, a title, or that one was posted in answer to the other.
    """

    def __init__(self, series: Iterable[Series]) -> None:
        ordered = tuple(series)
        self._numbers = {id(one): number for number, one in enumerate(ordered)}
        self._alike: dict[tuple[str, str], list[Series]] = defaultdict(list)
        self._owners: dict[str, list[Series]] = defaultdict(list)
        self._answers: dict[str, list[Series]] = defaultdict(list)
        for one in sorted(ordered, key=self._place):
            for key in _keys(one):
                self._alike[key].append(one)
            for mail in one.postings:
                self._owners[mail.message.message_id].append(one)
            for known in _above(one):
                self._answers[known].append(one)

    def to(self, one: Series, near: int | None = _NEAR) -> tuple[Series, ...]:
        """Itself and what it may be related to, in the order of the thread.

        Of very many the ``near`` ones on both sides and the newest; all where that is ``None``.
        """
        found = {id(series): series for series in self._found(one, near)}
        return tuple(sorted(found.values(), key=lambda series: self._numbers[id(series)]))

    def behind(self, one: Series) -> Iterator[Series]:
        """The series that come after it in the thread."""
        own = self._numbers[id(one)]
        return (series for series in self.to(one) if self._numbers[id(series)] > own)

    def _found(self, one: Series, near: int | None) -> Iterator[Series]:
        yield one
        for those in self._groups(one):
            if near is None:
                yield from those
            else:
                at = bisect_left(those, self._place(one), key=self._place)
                yield from those[max(at - near, 0) : at + near]
                yield from those[-1:]

    def _groups(self, one: Series) -> Iterator[Sequence[Series]]:
        """Those that have a key in common with one, those it answers, and those that answer it."""
        yield from (self._alike[key] for key in _keys(one))
        yield from (self._owners.get(known, ()) for known in _above(one))
        yield from (self._answers.get(mail.message.message_id, ()) for mail in one.postings)

    def _place(self, one: Series) -> tuple[int, int]:
        return one.revision, self._numbers[id(one)]


def _keys(one: Series) -> Iterator[tuple[str, str]]:
    yield from (("title", title) for title in one.titles)
    yield from (("change", id_) for id_ in one.change_ids)


def _above(one: Series) -> tuple[str, ...]:
    """The mails its first one answers."""
    head = one.mails[0].message
    return tuple(dict.fromkeys((*head.in_reply_to, *head.references)))
