"""Which of many checks are to be called for a mail: looked up by its words, for most need some."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.context.when import ALWAYS, shaped
from reviewbot.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewbot.context.when import Sight, When

    By = Mapping[str, Sequence[int]]

_MOST = 64  # words to look a check up by; of a larger table most mails have one


class Due:
    """The conditions of some checks, each known by its place among them."""

    def __init__(self, whens: Iterable[tuple[int, When]]) -> None:
        """Sort them by what is asked of a mail first."""
        self._always: list[int] = []
        self._by_files: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_told: dict[str, list[int]] = defaultdict(list)
        self._by_sign: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._by_shape: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._others: list[int] = []
        self._rest: dict[int, When] = {}  # what else is asked of a mail
        for place, when in whens:
            rest = self._sorted(place, when)
            if rest != ALWAYS:
                self._rest[place] = rest

    def _sorted(self, place: int, when: When) -> When:
        """Sort one by the first that is asked; what is left of it."""
        words = _needed(when)
        if when == ALWAYS:
            self._always.append(place)
        elif 0 < len(words) <= _MOST:
            for word in words:
                self._by_word[word].append(place)
        elif when.told:
            for text in when.told:
                self._by_told[text].append(place)
            return replace(when, told=())
        elif (when.signs or when.shapes) and not (when.words or when.patterns):
            return self._by_text(place, when)
        elif when.signs or when.patterns or when.words:
            self._others.append(place)
        else:
            self._by_files[when.files].append(place)
            return ALWAYS
        return when

    def _by_text(self, place: int, when: When) -> When:
        """The same of one that asks for a text on added lines, or else for a shape."""
        if not when.signs:
            for shape in when.shapes:
                self._by_shape[when.files][shape].append(place)
            return ALWAYS
        for sign in when.signs:
            self._by_sign[when.files][sign].append(place)
        return replace(when, signs=(), files=when.files if when.shapes else ())

    def of(self, mail: Sight) -> Iterator[int]:
        """Those that may find something in a mail."""
        yield from self._always
        for files, places in self._by_files.items():
            if mail.changes(files):
                yield from places
        for place in self._near(mail):
            rest = self._rest.get(place)
            if rest is None or _is_met(rest, mail):
                yield place

    def _near(self, mail: Sight) -> set[int]:
        """Those that find the first they ask for."""
        known: list[Sequence[int]] = [self._by_word[word] for word in self._words_in(mail)]
        if self._by_told:
            known += _with(self._by_told, mail.told)
        for files, by_sign in self._by_sign.items():
            if not files or mail.changes(files):
                known += _with(by_sign, mail.added(files).text)
        for files, by_shape in self._by_shape.items():
            if not files or mail.changes(files):
                known += _shaped(by_shape, mail.added(files).rows)
        return {*self._others, *chain.from_iterable(known)}

    def _words_in(self, mail: Sight) -> Iterable[str]:
        if not self._by_word:
            return ()
        try:
            return self._by_word.keys() & mail.words
        except (Exception, SystemExit):  # noqa: BLE001  who asks for the same is told of it then
            return self._by_word


def _with(known: By, text: str) -> list[Sequence[int]]:
    """Those whose sign is in a text."""
    return [places for sign, places in known.items() if sign in text] if text else []


def _shaped(known: By, rows: str) -> list[Sequence[int]]:
    """Those whose shape some lines have: that of a blank line none have as well."""
    return [places for shape, places in known.items() if shaped(shape).search(rows)]


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
