"""Which results still stand: those of a unit of mails by all that was seen of it.

A unit is looked up by what it was made of. It stands where no check has changed that may say
something of it; a check that looks at a mail alone is asked about those mails. Where one says
something else now the unit is worked out again, and what the others said is told from memory.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reviewbot.frozen import frozen, replace
from reviewbot.knowledge.taste import NONE
from reviewbot.memory import Memory
from reviewbot.results.again import same_again
from reviewbot.results.changes import Changes, compared
from reviewbot.results.program import Version, common, digest, version
from reviewbot.results.row import read, row_of, written
from reviewbot.results.store import Store, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reviewbot.checks.api import Check
    from reviewbot.knowledge.taste import Taste
    from reviewbot.results.again import At
    from reviewbot.results.row import Row


@frozen
class Known:
    """What is kept of a unit: it stands, unless it ``is_gone``.

    Where it ``is_doubted`` these mails, by id, tell that.
    """

    row: Row | None = None
    is_gone: bool = True
    is_doubted: bool = False
    mails: frozenset[str] = frozenset()


class Results:
    """What is kept for some checks; ``rest`` names all else that a result depends on.

    Without a file in the ``store`` nothing is known. ``beyond``: what is made of a remark depends
    on what else its check says. ``taste`` is of those who will read what they say. Where the
    checks ``see_tree``, a mail alone does not tell what one says of it.
    """

    def __init__(  # noqa: PLR0913  all that a result depends on is named here
        self,
        store: Store,
        checks: Iterable[Check],
        rest: str,
        *,
        beyond: bool = False,
        taste: Taste = NONE,
        see_tree: bool = False,
    ) -> None:
        self._store = store
        self._beyond = beyond
        self._taste = taste
        self._see_tree = see_tree
        self._checks = {check.name: check for check in checks}
        self._rest = rest
        self._changes: dict[str, Changes] = {}
        self._is_told = False

    @property
    def fault(self) -> str:
        """Why nothing is kept; empty where it is."""
        return self._store.fault

    def note(self, *parts: object) -> Any:  # noqa: ANN401  of JSON
        """What was noted about something; ``None`` where it is not known."""
        return self._loaded(self._key("note", *parts))

    def put_note(self, value: object, *parts: object) -> None:
        """Note something that the checks have no part in."""
        if self._store.base:
            self._store.put(self._key("note", *parts), json.dumps(value).encode())

    def of(self, *parts: object) -> Known:
        """What is known of the unit that is made of these parts."""
        value = self._store.get(self._key("unit", *parts))
        row = read(value) if value else None
        if row is None:
            return Known()
        changes = self._since(row.program)
        doubts = changes.doubts(row)
        mails = frozenset(
            place.partition(" ")[2]
            for check, places in doubts.items()
            if check in self._checks
            for place in places
        )
        is_gone = changes.is_gone(row) or (self._see_tree and bool(doubts))
        return Known(row, is_gone=is_gone, is_doubted=bool(doubts), mails=mails)

    def memory(self, row: Row | None) -> Memory:
        """What of a row is not asked again."""
        if row is None:
            return Memory()
        asked = self._since(row.program).other | row.unsure
        called = {check: at for check, at in row.called.items() if check not in asked}
        try:
            return Memory(row.known(self._checks.keys() - asked), called_before=called)
        except (ValueError, TypeError, KeyError, AttributeError):  # damaged
            return Memory()

    def confirmed(self, row: Row, at: At, *parts: object) -> bool:
        """Whether the changed checks say of the mails ``at`` its places what they said in the row."""
        doubts = self._since(row.program).doubts(row)
        called = same_again(row, doubts, self._checks, at, self._taste)
        if called is None:
            return False
        self._put(replace(row, program=self._program, called={**row.called, **called}), *parts)
        return True

    def put(self, memory: Memory, outcome: object, *parts: object) -> None:
        """Keep what came of a unit, and what the checks said."""
        if memory.is_lasting and self._store.base:
            self._put(row_of(memory, outcome, self._program), *parts)

    def _put(self, row: Row, *parts: object) -> None:
        if not self._is_told:
            self._is_told = True
            self._store.put(f"program {self._program}", json.dumps(self._versions).encode())
        self._store.put(self._key("unit", *parts), written(row))

    @cached_property
    def _versions(self) -> dict[str, tuple[str, ...]]:
        return {name: version(check).parts for name, check in self._checks.items()}

    @cached_property
    def _program(self) -> str:
        return digest(self._versions)

    def _key(self, *parts: object) -> str:
        return digest(self._rest, *parts)

    def _since(self, program: str) -> Changes:
        """What is other now than in a program."""
        if program == self._program:
            return Changes()
        if program not in self._changes:
            told = self._loaded(f"program {program}") or {}
            old, new = (
                {name: Version(*parts) for name, parts in each.items()}
                for each in (told, self._versions)
            )
            changes = compared(old, new)
            if self._beyond:
                changes = replace(changes, reworded=changes.other)
            self._changes[program] = changes
        return self._changes[program]

    def _loaded(self, key: str) -> Any:  # noqa: ANN401  of JSON
        value = self._store.get(key)
        try:
            return json.loads(value) if value else None
        except ValueError:
            return None


NOTHING = Results(Store(), (), "")


@contextmanager
def results(
    checks: Iterable[Check],
    *rest: object,
    templates: Path | None = None,
    beyond: bool = False,
    taste: Taste = NONE,
    tree: str = "",
) -> Iterator[Results]:
    """What is kept for these checks, and the trees of that state, in the user's cache."""
    checks = tuple(checks)
    base = common(frozenset(check.package for check in checks), templates)
    with opened() as store:
        whole = digest(base, *rest, tree)
        yield Results(store, checks, whole, beyond=beyond, taste=taste, see_tree=bool(tree))
