"""Where a line of an older mail is in the mail that came of it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.revisions import unchanged
from reviewbot.model.budget import STEPS, TooLargeError, budget

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.model.patch import Patch

_TELLING = 4  # letters and digits of a line that is found again by its text


class Moved:
    """Finds lines again by those around them or, where it is the only one, by their text."""

    def __init__(self, new: Patch) -> None:
        self._new = new
        self._left = STEPS

    def now(self, old: Patch, line: int) -> int:
        """The body line that a line of an older mail is now; 0 where there is none."""
        return line and (self._amid_the_same(old, line) or self._only(old, line))

    def _amid_the_same(self, old: Patch, line: int) -> int:
        with budget(self._left) as mine:
            try:
                return unchanged(old, line, self._new)
            except TooLargeError:
                return 0
            finally:
                self._left -= min(mine.spent, self._left)

    def _only(self, old: Patch, line: int) -> int:
        text = _text(old, line)
        found = self._lines.get(text, ()) if sum(map(str.isalnum, text[1])) >= _TELLING else ()
        return found[0] if len(found) == 1 else 0

    @cached_property
    def _lines(self) -> Mapping[tuple[str, str], Sequence[int]]:
        lines: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at in range(1, len(self._new.message.lines) + 1):
            lines[_text(self._new, at)].append(at)
        return lines


def _text(mail: Patch, at: int) -> tuple[str, str]:
    """The path of the file a body line is of, and the line without its mark and indentation."""
    file, line = mail.anchors.get(at, (None, None))
    return file.path if file else "", line.text.strip() if line else mail.message.line(at).strip()
