"""What has changed of the checks from one program to another, and whom that may concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.results.program import Version
    from reviewbot.results.row import Row

_ALONE = "DiffContext"  # what a check needs that can be asked about a mail alone


@frozen
class Changes:
    """The checks that are ``other`` ones, all that came or went among them.

    Of ``wider`` it has to be looked where they are called. ``reworded`` are those of whose remarks
    something else is made, ``apart`` those that are not to be asked about a mail alone.
    """

    other: frozenset[str] = frozenset()
    wider: frozenset[str] = frozenset()
    reworded: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()

    def doubts(self, row: Row) -> Mapping[str, tuple[str, ...]]:
        """Where each of the others may say something else than it did in a row."""
        places = {
            check: row.places if check in self.wider else row.called.get(check, ())
            for check in self.other
        }
        return {check: tuple(those) for check, those in places.items() if those}

    def is_gone(self, row: Row) -> bool:
        """Whether a row does not stand, whatever they say."""
        doubted = self.doubts(row).keys()
        spoke = self.reworded & row.said.keys()
        return bool(spoke) or not doubted.isdisjoint(self.apart | row.unsure)


def compared(old: Mapping[str, Version], new: Mapping[str, Version]) -> Changes:
    """The changes from old versions of checks, by name, to new ones."""
    names = frozenset(old.keys() | new.keys())
    both = [(name, old[name], new[name]) for name in old.keys() & new.keys()]
    alike = {name for name, was, is_ in both if was == is_}
    gated = {n for n, was, is_ in both if (was.gate, was.needs) == (is_.gate, is_.needs)}
    voiced = {name for name, was, is_ in both if was.voice == is_.voice}
    alone = {
        name
        for name in names
        if {each[name].needs for each in (old, new) if name in each} == {_ALONE}
    }
    return Changes(names - alike, names - gated, names - voiced, names - alike - alone)
