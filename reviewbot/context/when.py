"""When a check can find anything in a mail, told by words: what they cost is one look at each line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.find import is_anywhere
from reviewbot.context.memo import once_for_each

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.find import Clue
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff, Patch

C = (".c", ".h")


@dataclass(frozen=True, slots=True)
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
        patch = context.patch
        if self.patterns and not is_anywhere(context, self.patterns):
            return False
        if self.told and not any(map(_told(patch).__contains__, self.told)):
            return False
        if self.words or self.signs:
            added = _added(patch).of(self.files)
            is_there = not added.words.isdisjoint(self.words)
            return is_there or any(map(added.text.__contains__, self.signs))
        return not self.files or any(file.path.endswith(self.files) for file in patch.files)


ALWAYS = When()


@dataclass(frozen=True, slots=True)
class _Lines:
    """The added lines of some files."""

    words: frozenset[str]
    text: str


class _Added:
    """The added lines of a patch by the ends of paths; all for none."""

    def __init__(self, files: tuple[FileDiff, ...]) -> None:
        self._files = files
        self._known: dict[tuple[str, ...], _Lines] = {}

    def of(self, ends: tuple[str, ...]) -> _Lines:
        """Those of the files whose paths end like that."""
        known = self._known.get(ends)
        if known is None:
            files = [file for file in self._files if not ends or file.path.endswith(ends)]
            hunks = [hunk for file in files for hunk in file.hunks]
            words = frozenset[str]().union(*(hunk.added_words for hunk in hunks))
            text = "\n".join([hunk.added_text for hunk in hunks])
            known = self._known[ends] = _Lines(words, text)
        return known


@once_for_each
def _added(patch: Patch) -> _Added:
    return _Added(patch.files)


@once_for_each
def _told(patch: Patch) -> str:
    stop = patch.body.diff.start
    above = patch.message.lines[: stop - 1] if patch.body.diff else patch.message.lines
    return "\n".join((patch.subject.text, *above)).lower()
