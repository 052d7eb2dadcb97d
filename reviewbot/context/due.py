"""Which of many checks are to be called for a mail: looked up by its words, for most need some."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.context.when import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.context.when import Sight, When

_MOST = 64  # words to look a check up by; of a larger table most mails have one


class Due:
    """The conditions of some checks, each known by its place among them."""

    def __init__(self, whens: Iterable[tuple[int, When]]) -> None:
        """Sort them by what is asked of a mail first."""
        self._always: list[int] = []
        self._by_files: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._others: list[int] = []
        self._whens = dict(whens)
        for place, when in self._whens.items():
            words = _needed(when)
            if when == ALWAYS:
                self._always.append(place)
            elif 0 < len(words) <= _MOST:
                for word in words:
                    self._by_word[word].append(place)
            elif when.told or when.signs or when.shapes or when.patterns:
                self._others.append(place)
            else:
                self._by_files[when.files].append(place)

    def of(self, mail: Sight) -> Iterator[int]:
        """Those that may find something in a mail."""
        yield from self._always
        for files, places in self._by_files.items():
            if mail.changes(files):
                yield from places
        near = {*self._others, *chain(*[self._by_word[word] for word in self._words_in(mail)])}
        yield from (place for place in near if _is_met(self._whens[place], mail))

    def _words_in(self, mail: Sight) -> Iterable[str]:
        if not self._by_word:
            return ()
        try:
            return self._by_word.keys() & mail.words
        except (Exception, SystemExit):  # noqa: BLE001  who asks for the same is told of it then
            return self._by_word


def _is_met(when: When, mail: Sight) -> bool:
    try:
        return when.is_met(mail)
    except (Exception, SystemExit):  # noqa: BLE001  it asks for the same, and is told of then
        return True


def _needed(when: When) -> frozenset[str]:
    """Words of which a mail must have one; empty where it is not told by words."""
    if when.patterns:
        needed = [clue.trigger.rarest for clue in when.patterns]
        return frozenset().union(*needed) if all(needed) else frozenset()
    return frozenset(() if when.signs else when.words)
