"""The paths a diff is about, whatever wrote it: git with any prefixes, quilt, diff -u."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Names = tuple[str | None, str | None]  # before and after the patch; None is /dev/null

_MNEMONIC = frozenset("abciow12")  # diff.mnemonicPrefix of git-config(1), and --no-index
_TREE = regex(r"linux(?:[-._+][\w.+-]*)?|[\w.+-]*\d\.\d[\w.+-]*", re.IGNORECASE)
_BACKUP = regex(r"(?:~[\w.+-]*|\.(?:orig|old|bak))$")  # of akpm's scripts and of patch(1)
_STAMP = regex(r"(?<!\s)\s++(?:\d{4}-\d\d-\d\d|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z,]* ).*")
_QUOTED = regex(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = regex(rb"\\([0-7]{3}|.)", re.DOTALL)
_SIGNS = dict(zip(b"abtnvfr", b"\a\b\t\n\v\f\r", strict=True))
_TOLD = (("rename from ", "rename to "), ("copy from ", "copy to "))


def paths(headers: Iterable[Sequence[str]]) -> list[Names]:
    """The two paths of each file of a diff; a header is the lines above the first hunk.

    ``rename from`` and ``copy from`` have them as they are. Else there may be a prefix: one of
    git's, or the directories two trees were compared in, which hold for the whole diff.
    """
    found = [_told(header) or _named(header) for header in headers]
    trees = {head for names, is_path in found if not is_path for head in _trees(names)}
    return [names if is_path else _stripped(names, trees) for names, is_path in found]


def _told(header: Sequence[str]) -> tuple[Names, bool] | None:
    for words in _TOLD:
        old, new = (_after(word, header) for word in words)
        if old and new:
            return (old, new), True
    return None


def _named(header: Sequence[str]) -> tuple[Names, bool]:
    """The names in front of the hunks, else those of the ``diff --git`` line."""
    old, new = _after("--- ", header), _after("+++ ", header)
    if not (old and new):
        old, new = _of_git(header[0].removeprefix("diff --git ").rstrip("\r"))
        if any(line.startswith("new file mode ") for line in header):
            old = "/dev/null"
        if any(line.startswith("deleted file mode ") for line in header):
            new = "/dev/null"
    names = [None if name == "/dev/null" else name.removeprefix("./") for name in (old, new)]
    return _without_backup((names[0], names[1])), False


def _after(word: str, header: Sequence[str]) -> str:
    """The name behind a word at the start of a line, or nothing."""
    line = next((line for line in header if line.startswith(word)), "")
    return _name(line.removeprefix(word))


def _name(text: str) -> str:
    """A name as git quotes it (core.quotePath of git-config(1)), or up to its time stamp."""
    if quoted := _QUOTED.match(text):
        return _unescaped(quoted[1])
    return _STAMP.sub("", text.partition("\t")[0].rstrip("\r"))


def _unescaped(text: str) -> str:
    def sign(match: re.Match[bytes]) -> bytes:
        octal = len(match[1]) > 1
        code = int(match[1], 8) & 0xFF if octal else _SIGNS.get(match[1][0], match[1][0])
        return bytes([code])

    return _ESCAPE.sub(sign, text.encode("utf-8", "replace")).decode("utf-8", "replace")


def _of_git(text: str) -> tuple[str, str]:
    """The two names of a ``diff --git`` line, which are the same but for their prefixes."""
    if quoted := _QUOTED.match(text):
        return _unescaped(quoted[1]), _name(text[quoted.end() :].lstrip())
    middle = len(text) // 2
    if text[middle : middle + 1] == " ":
        old, new = text[:middle], text[middle + 1 :]
        if old == new or old.partition("/")[2] == new.partition("/")[2]:
            return old, new
    old, _, new = text.partition(" ")
    return old, _name(new)


def _without_backup(names: Names) -> Names:
    """``core.c.orig`` and ``core.c~fix`` are copies of ``core.c`` kept beside it."""
    old, new = names
    if not old or not new or old == new:
        return names
    plain = _BACKUP.sub("", old)
    return (plain if plain.rpartition("/")[2] == new.rpartition("/")[2] else old, new)


def _trees(names: Names) -> tuple[str, ...]:
    """The directories of the two trees that were compared, as ``diff -ur`` writes them."""
    if not all(names):
        return ()
    old, new = ((name or "").split("/") for name in names)
    same = 0
    while same < min(len(old), len(new)) and old[-1 - same] == new[-1 - same]:
        same += 1
    tops = old[: len(old) - same], new[: len(new) - same]
    outside = tops[0][:1] in ([""], [".."]) or len(tops[0]) == 1
    if not same or not all(tops) or tops[0][:-1] != tops[1][:-1] or not outside:
        return ()
    return "/".join(tops[0]), "/".join(tops[1])


def _stripped(names: Names, trees: set[str]) -> Names:
    old, new = names
    if all(name[:1] in _MNEMONIC and name[1:2] == "/" for name in names if name):
        return old and old[2:], new and new[2:]
    return _out_of(old, trees), _out_of(new, trees)


def _out_of(name: str | None, trees: set[str]) -> str | None:
    """A name without the directory of its tree."""
    if not name:
        return name
    for tree in sorted(trees, key=len, reverse=True):
        if name.startswith(f"{tree}/"):
            return name[len(tree) + 1 :]
    head, _, rest = name.partition("/")
    return rest if rest and _TREE.fullmatch(head) else name
