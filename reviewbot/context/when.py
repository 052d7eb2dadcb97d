"""When a check can find anything in a mail, told by words: what they cost is one look at each line."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.find import all_places
from reviewbot.context.told import told
from reviewbot.expressions import compiled
from reviewbot.frozen import frozen
from reviewbot.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.find import Clue, Places
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import Hunk

C = (".c", ".h")


@frozen
class When:
    """What a mail must have for a check to be called: one of each that is named.

    ``patterns``: C in which one of them may match; their triggers do as well. ``files``: the end of
    a changed file's path. ``words``, or else ``signs``: a whole word, or a text, on an added line of
    such a file; and ``shapes``: a regex that matches its added lines, ``^`` and ``$`` at each. One that
    begins with a letter or a sign is searched ten times as fast as one with a choice of them, and a
    hundred times as fast as one with an assertion, but for a ``^``.
    ``told``: a text, in lower case, in the subject or on a line above the diff.
    """

    patterns: tuple[Clue, ...] = ()
    files: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    def may_be(self, context: DiffContext) -> bool:
        """Whether the check may find something; raises TooLargeError."""
        return self.is_met(Sight(context))

    def is_met(self, mail: Sight) -> bool:
        """The same of a mail that others look at, too."""
        if self.files and not mail.changes(self.files):
            return False
        if self.patterns and not any(map(mail.places.has, self.patterns)):
            return False
        if self.told and not any(map(mail.told.__contains__, self.told)):
            return False
        if self.words or self.signs:
            added = mail.added(self.files)
            is_there = not added.words.isdisjoint(self.words)
            if not is_there and not any(map(added.text.__contains__, self.signs)):
                return False
        if self.shapes:
            rows = mail.added(self.files).rows
            return any(shaped(shape).search(rows) for shape in self.shapes)
        return True


ALWAYS = When()


class Sight:
    """What is asked of a mail, each worked out once, when it is."""

    def __init__(self, context: DiffContext) -> None:
        self.context = context
        self._patch = context.patch
        self._added: dict[tuple[str, ...], _Added] = {}
        self._changes: dict[tuple[str, ...], bool] = {}

    @lazy
    def places(self) -> Places:
        """Where patterns may match in it; raises TooLargeError."""
        return all_places(self.context)

    @lazy
    def words(self) -> frozenset[str]:
        """All there are to be looked for; raises TooLargeError."""
        return self.places.words | self.added(()).words

    @lazy
    def told(self) -> str:
        """What stands above the diff, in lower case."""
        return told(self._patch)

    def added(self, ends: tuple[str, ...]) -> _Added:
        """The added lines of files whose paths end like that; of all for none."""
        known = self._added.get(ends)
        if known is None:
            files = [file for file in self._patch.files if not ends or file.path.endswith(ends)]
            known = self._added[ends] = _Added([hunk for file in files for hunk in file.hunks])
        return known

    def changes(self, ends: tuple[str, ...]) -> bool:
        """Whether it changes a file whose path ends like that."""
        known = self._changes.get(ends)
        if known is None:
            known = any(file.path.endswith(ends) for file in self._patch.files)
            self._changes[ends] = known
        return known


class _Added:
    """The added lines of some files."""

    def __init__(self, hunks: Sequence[Hunk]) -> None:
        self._hunks = hunks

    @lazy
    def words(self) -> frozenset[str]:
        """Their words."""
        return frozenset[str]().union(*[hunk.added_words for hunk in self._hunks])

    @lazy
    def text(self) -> str:
        """All of them."""
        return "\n".join([hunk.added_text for hunk in self._hunks])

    @lazy
    def rows(self) -> str:
        """The same, each line behind a newline: what is there is found faster than the begin of a line."""
        return f"\n{self.text}"


@cache
def shaped(shape: str) -> re.Pattern[str]:
    """What finds a shape in lines that each stand behind a newline."""
    return compiled(rf"\n{shape[1:]}" if shape.startswith("^") else shape, re.MULTILINE)
