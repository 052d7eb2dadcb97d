"""The options of Kconfig files a patch adds, with what is said of them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.model.patch import ADDED, CONTEXT
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff, Hunk

_CONFIG = regex(r"(?:menu)?config (\w+)$")
_HELP = regex(r"[ \t]+(?:---)?help(?:---)?$")


@frozen(slots=False, eq=False)
class Option:
    """An option, without its empty lines; ``said`` are those of its help text.

    ``beside`` is what is there of other options in the hunk.

    ``is_whole``: what ends it is in sight, or the file ends there.
    """

    name: str
    lines: Sequence[DiffLine]
    said: Sequence[DiffLine]
    is_whole: bool
    beside: str

    @property
    def is_tristate(self) -> bool:
        """Whether it may be a module."""
        return any(line.text.split()[:1] == ["tristate"] for line in self.lines)


def is_kconfig(path: str) -> bool:
    """Whether it is a file of options, by its name."""
    return path.rpartition("/")[2].partition(".")[0] == "Kconfig"


@once_for_each
def new_options(context: DiffContext) -> Sequence[Option]:
    """The options a patch adds whole, in the order of the diff."""
    return [
        option
        for file in context.files
        if is_kconfig(file.path)
        for hunk in file.hunks
        for option in _options(file, hunk)
        if all(line.kind is ADDED for line in option.lines)
        and option.lines[0].text.strip() not in context.removed()
    ]


def _options(file: FileDiff, hunk: Hunk) -> Iterator[Option]:
    post = hunk.post
    beside = "\n".join(line.text for line in post if line.kind is CONTEXT)
    starts = [at for at, line in enumerate(post) if line.text[:1].strip() not in ("", "#")]
    for start, stop in pairwise((*starts, len(post))):
        if named := _CONFIG.match(post[start].text):
            lines = [line for line in post[start:stop] if line.text.strip()]
            helps = (at for at, line in enumerate(lines) if _HELP.match(line.text))
            said = lines[next(helps, len(lines)) + 1 :]
            is_whole = stop < len(post) or file.old_path is None
            yield Option(named[1], lines, said, is_whole, beside)
