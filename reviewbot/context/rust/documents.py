"""The comments of Rust that are documentation, and what names a file has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine, FileDiff

_DOCUMENT = regex(r"\s*//[/!](?!/)")
_FENCE = regex(r"\s*//[/!]\s*(?:```|~~~)")
_LINKED = regex(r"\[`?(\w+)`?\]|`(\w+)`\]")
_DEFINED = regex(
    r"\A(?:pub(?:\([^)]*\))? )?(?:unsafe )?(?:struct|enum|trait|union|type) ([A-Z]\w*)"
)
_CODE = regex(r"\s*//[/!]\s*(?://|#)")  # of an example that begins out of sight
_USED = regex(r"\b[A-Z]\w*\b")
_HEAD = regex(
    r"\s*(?:pub(?:\([^)]*\))?\s+)?(?:unsafe\s+)?(?:struct|enum|trait|type|union|impl|fn|mod|const)\b.*"
)


class Document(NamedTuple):
    """One comment, without examples of code; ``known`` are names it links, or documents."""

    lines: tuple[DiffLine, ...]
    known: frozenset[str]


def documents(file: FileDiff) -> Iterator[Document]:
    """Each such comment of the hunks of a file, as the patch leaves it."""
    for hunk in file.hunks:
        spend(len(hunk.lines))
        run: list[DiffLine] = []
        for at, line in enumerate(hunk.post):
            if _DOCUMENT.match(line.text):
                run.append(line)
            elif run:
                yield _document(run, hunk.post[at : at + 3])
                run = []
        if run:
            yield _document(run, ())


def _document(run: Sequence[DiffLine], below: Sequence[DiffLine]) -> Document:
    linked = {name for line in run for pair in _LINKED.findall(line.text) for name in pair if name}
    heads = (line.text for line in below if _HEAD.match(line.text))
    documented = _USED.findall(next(heads, "").partition("(")[0])
    lines: list[DiffLine] = []
    is_code = False
    for line in run:
        if _FENCE.match(line.text):
            is_code = not is_code
        elif not is_code and not _CODE.match(line.text):
            lines.append(line)
    return Document(tuple(lines), frozenset((*linked, *documented)))


def names_in_scope(file: FileDiff) -> frozenset[str]:
    """The types that the hunks show to be defined or imported."""
    found: set[str] = set()
    for hunk in file.hunks:
        is_use = False
        for line in hunk.post:
            is_use = is_use or line.text.lstrip().startswith(("use ", "pub use "))
            found.update(_USED.findall(line.text) if is_use else _DEFINED.findall(line.text))
            is_use = is_use and not line.text.rstrip().endswith(";")
    return frozenset(found)
