"""When a check can find anything in a mail, told by words: what they cost is one look at each line."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.find import all_places
from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.context.c.hunk.find import Clue, Places
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import Patch

C = (".c", ".h")


@frozen
class When:
    """What a mail must have for a check to be called: one of each that is named.

    ``patterns``: C in which one of them may match; their triggers do as well. ``files``: the end of
    a changed file's path. ``words``, or else ``signs``: a whole word, or a text, on an added line of
    such a file. ``told``: a text, in lower case, in the subject or on a line above the diff.
    """

    patterns: tuple[Clue, ...] = ()
    files: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    def may_be(self, context: DiffContext) -> bool:
        """Whether the check may find something; raises TooLargeError."""
        return self.is_met(_Sight(context))

    def is_met(self, mail: _Sight) -> bool:
        """The same of a mail that others look at, too."""
        if self.patterns and not any(map(mail.places.of, self.patterns)):
            return False
        if self.told and not any(map(mail.told.__contains__, self.told)):
            return False
        if self.words or self.signs:
            added = mail.added(self.files)
            is_there = not added.words.isdisjoint(self.words)
            return is_there or any(map(added.text.__contains__, self.signs))
        return not self.files or mail.changes(self.files)


ALWAYS = When()


def called(context: DiffContext, whens: Iterable[tuple[str, When]]) -> Iterator[str]:
    """The names of those that may find something, looked for together."""
    mail = _Sight(context)
    for name, when in whens:
        try:
            is_met = when.is_met(mail)
        except (Exception, SystemExit):  # noqa: BLE001  it asks for the same, and is told of then
            is_met = True
        if is_met:
            yield name


@frozen
class _Lines:
    """The added lines of some files."""

    words: frozenset[str]
    text: str


class _Sight:
    """What is asked of a mail, each worked out once, when it is."""

    def __init__(self, context: DiffContext) -> None:
        self._context = context
        self._patch = context.patch
        self._added: dict[tuple[str, ...], _Lines] = {}
        self._changes: dict[tuple[str, ...], bool] = {}

    @cached_property
    def places(self) -> Places:
        """Where patterns may match in it; raises TooLargeError."""
        return all_places(self._context)

    @cached_property
    def told(self) -> str:
        """What stands above the diff, in lower case."""
        return _told(self._patch)

    def added(self, ends: tuple[str, ...]) -> _Lines:
        """The added lines of files whose paths end like that; of all for none."""
        known = self._added.get(ends)
        if known is None:
            files = [file for file in self._patch.files if not ends or file.path.endswith(ends)]
            hunks = [hunk for file in files for hunk in file.hunks]
            words = frozenset[str]().union(*(hunk.added_words for hunk in hunks))
            text = "\n".join([hunk.added_text for hunk in hunks])
            known = self._added[ends] = _Lines(words, text)
        return known

    def changes(self, ends: tuple[str, ...]) -> bool:
        """Whether it changes a file whose path ends like that."""
        known = self._changes.get(ends)
        if known is None:
            known = any(file.path.endswith(ends) for file in self._patch.files)
            self._changes[ends] = known
        return known


def _told(patch: Patch) -> str:
    stop = patch.body.diff.start
    above = patch.message.lines[: stop - 1] if patch.body.diff else patch.message.lines
    return "\n".join((patch.subject.text, *above)).lower()
