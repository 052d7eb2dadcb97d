"""The diff of a mail as a program is given it, each line of it with its body line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.bounds import is_inside
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.patch import FileDiff, Hunk

_PLAIN = regex(r"[\w./+,@=-]+", re.ASCII)  # a path of a mail: nothing a shell would read


def handed(files: Iterable[FileDiff]) -> tuple[tuple[str, int], ...]:
    """The lines of a git diff and their body lines; without files of unusual names."""
    return tuple(line for file in files if is_plain(file.path) for line in _file(file))


def is_plain(path: str) -> bool:
    """Whether a path is inside a tree and of letters, digits and what else paths are made of."""
    return bool(_PLAIN.fullmatch(path)) and not path.startswith("-") and is_inside(path)


def _file(file: FileDiff) -> Iterator[tuple[str, int]]:
    old = f"a/{file.path}" if file.old_path else "/dev/null"
    new = f"b/{file.path}" if file.new_path else "/dev/null"
    header = [f"diff --git a/{file.path} b/{file.path}", f"--- {old}", f"+++ {new}"]
    if file.old_path is None:
        header.insert(1, "new file mode 100644")
    yield from ((line, file.body_line) for line in header)
    for hunk in file.hunks:
        yield from _hunk(hunk)


def _hunk(hunk: Hunk) -> Iterator[tuple[str, int]]:
    old, new = f"{hunk.old_start},{hunk.old_count}", f"{hunk.new_start},{hunk.new_count}"
    yield f"@@ -{old} +{new} @@ {hunk.section}", hunk.body_line
    for line in hunk.lines:
        yield line.kind.value + line.text, line.body_line
        if not line.eol:
            yield "\\ No newline at end of file", line.body_line
