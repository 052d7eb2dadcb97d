"""Comments as b4's review agents hand them in: ``.git/b4-review/TIP/``.

``identity.txt`` is one line; ``series.txt`` a note on the cover; ``0001.txt`` and on, one a patch,
is a note on its log and then the whole diff, prefixed ``> ``, with the comments between. b4 0.16
places a comment by the diff line right above it, where that is in a hunk. A lone ``[ ... ]`` is no
comment to it, ``[...]`` is one, so nothing is left out. It splits lines as Python's ``splitlines``
does, and drops from what its user edits all that begins with ``#`` or ``|``.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot import private
from reviewbot.b4.tracking import IDENTITY
from reviewbot.errors import UsageError
from reviewbot.reply.quote import Comment, quote
from reviewbot.thread.clean import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reviewbot.model.patch import FileDiff, Patch

_TAKEN = (">", "#", "|")  # what begins a line that is no comment to b4
_DIFF = "diff --git "


def text(mail: Patch, comments: Iterable[tuple[int, str]]) -> str:
    """The file for one mail with comments below its body lines; a note alone for a cover."""
    notes: dict[int, Comment] = {}
    inline: dict[int, list[str]] = {}
    for line, words in comments:
        at = _in_hunk(mail, line)
        if at is None:
            notes[line] = Comment(safe(words))
        else:
            inline.setdefault(at, []).append(safe(words))
    parts = [quote(mail.message.lines, notes)] if notes else []
    if inline:
        parts.append("".join(f"{line}\n" for line in _commented(mail, inline)))
    return "\n".join(parts)


def safe(words: str) -> str:
    """Words in which b4 sees nothing but words: such lines are indented."""
    lines = (visible(line) for line in words.split("\n"))
    return "\n".join(f" {line}" if line.startswith(_TAKEN) else line for line in lines)


def write(top: Path, tip: str, files: Mapping[str, str]) -> Path:
    """Put the files where b4 looks for them, all at once; the directory.

    What an earlier run left there is replaced. Raises UsageError where b4 would not look, where
    another agent's comments wait, or where nothing can be written.
    """
    git = top / ".git"
    if not git.is_dir():
        raise UsageError(f"{top} is a linked work tree; b4 takes comments in the main one only")
    folder = git / "b4-review" / tip
    for each in (folder.parent, folder):
        if each.is_symlink():
            raise UsageError(f"{each} is a symbolic link; nothing is written through one")
    try:
        if folder.exists() and _identity(folder) != IDENTITY:
            raise UsageError(f"{folder} holds comments of another agent; open b4 review first")
        private.folder(folder.parent)
        made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".reviewbot-"))
        try:
            for name, content in {"identity.txt": f"{IDENTITY}\n", **files}.items():
                private.add(made / name, content.encode("utf-8", "replace"))
            shutil.rmtree(folder, ignore_errors=True)
            os.rename(made, folder)  # noqa: PTH104  onto nothing, or it fails
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise UsageError(f"cannot write {folder}: {error.strerror}") from error
    return folder


def _identity(folder: Path) -> str:
    try:
        return (folder / "identity.txt").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def _in_hunk(mail: Patch, line: int) -> int | None:
    """The line a comment can stand below: itself, or below a file's headers the first of its hunk.

    ``None`` for the text above the diff, and for a file without hunks.
    """
    for file in mail.files:
        for number, hunk in enumerate(file.hunks):
            first = file.body_line if number == 0 else hunk.body_line
            if hunk.lines and first <= line <= hunk.lines[-1].body_line:
                return max(line, hunk.lines[0].body_line)
    return None


def _commented(mail: Patch, inline: Mapping[int, list[str]]) -> Iterator[str]:
    """The diff as quoted lines, and the comments between them, unquoted."""
    headers = {file.body_line: file for file in mail.files}
    for number in range(min(headers), _last(mail) + 1):
        line = mail.message.line(number)
        if number in headers and not line.startswith(_DIFF):
            yield f"> {_header(headers[number])}"  # b4 sees no diff that begins otherwise
        yield f"> {visible(line.removesuffix(chr(13)))}"
        if number in inline:
            yield from ("", *"\n\n".join(inline[number]).split("\n"), "")


def _last(mail: Patch) -> int:
    return max(h.lines[-1].body_line for f in mail.files for h in f.hunks if h.lines)


def _header(file: FileDiff) -> str:
    return visible(f"{_DIFF}a/{file.old_path or file.path} b/{file.path}")
