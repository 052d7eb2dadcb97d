"""The headers beside a file, the files beside a header, and the names their macros paste."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.file.index import index
from reviewbot.context.c.file.pasting import Pastings
from reviewbot.context.memo import once_for_each
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from reviewbot.context.c.file.index import FileIndex
    from reviewbot.context.levels import TreeContext

_WORD = regex(r"[^\W\d]\w*")
_INCLUDE = regex(rb'\n[ \t]*+#[ \t]*+include[ \t]++"([^"\n]+)"')
_NAMED = regex(r'[/<"]([^/<>"]+)(?=[>"])')
_ANY_INCLUDE = regex(r"[ \t]*#[ \t]*include\b")
_CHARACTERS = 16  # of a file cost as much as one step


def local_headers(context: TreeContext, path: str, source: bytes) -> Iterator[tuple[str, bytes]]:
    """The headers a file includes in quotes from its own folder, as far as they are in the tree."""
    folder = path.rpartition("/")[0]
    for name in dict.fromkeys(_INCLUDE.findall(b"\n" + source)):
        parts = folder.split("/") if folder else []
        for part in name.decode("utf-8", "replace").split("/"):
            if part == "..":
                del parts[-1:]
            elif part != ".":
                parts.append(part)
        header = "/".join(parts)
        content = context.tree.read(header)
        if content is not None:
            yield header, content


def headers_beside(context: TreeContext, path: str, source: bytes) -> Iterator[FileIndex]:
    """The indexes of the local headers of a file; each is read once, however many include it."""
    known = _headers(context)
    for header, content in local_headers(context, path, source):
        if header not in known:
            known[header] = index(content)
        yield known[header]


def named_beside(
    context: TreeContext,
    path: str,
    source: bytes,
    words: AbstractSet[str],
    names: Callable[[FileIndex], frozenset[str]],
) -> set[str]:
    """The words that a local header of a file has among its ``names``."""
    found: set[str] = set()
    for header in headers_beside(context, path, source) if words else ():
        there = names(header)
        spend(min(len(words), len(there)))
        found |= words & there
    return found


@once_for_each
def _headers(_context: TreeContext) -> dict[str, FileIndex]:
    """Those that were read so far."""
    return {}


@once_for_each
def vicinity(context: TreeContext) -> Pastings:
    """What the C files of the patch paste, each with the headers beside it."""
    found = Pastings()
    headers: dict[str, bytes] = {}
    owners: dict[str, str | None] = {}  # None: of several files
    for file, image in context.images.items():
        if file.is_c:
            found.add(file.path, image.post)
            for path, header in local_headers(context, file.path, image.post):
                headers[path] = header
                if owners.setdefault(path, file.path) != file.path:
                    owners[path] = None
    for path, header in headers.items():
        found.add(owners[path], header)
    return found


def includers(context: TreeContext, headers: Iterable[str]) -> Mapping[str, list[Pastings]]:
    """What the files of a header's folder that include it paste, each with the headers beside it."""
    folders: dict[str, dict[str, str]] = defaultdict(dict)
    for header in headers:
        folder, _, name = header.rpartition("/")
        folders[folder][name] = header
    found: dict[str, dict[str, Pastings]] = defaultdict(dict)
    known: dict[str, Pastings] = {}
    for folder, names in folders.items():
        for path, name in _includes(context, folder, names):
            if path not in known:
                known[path] = _pastings(context, path)
            found[names[name]][path] = known[path]
    return {header: list(pastings.values()) for header, pastings in found.items()}


def _includes(context: TreeContext, folder: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The files below a folder that include a header of one of these names, and that name."""
    words = {max(_WORD.findall(name), key=len, default=""): name for name in names}
    uses = context.tree.uses(filter(None, words), folder)
    for use in (use for found in uses.values() for use in found):
        if _ANY_INCLUDE.match(use.text):
            for name in set(_NAMED.findall(use.text)).intersection(names):
                yield use.path, name


def _pastings(context: TreeContext, path: str) -> Pastings:
    found = Pastings()
    source = context.tree.read(path)
    if source is not None:
        found.add(path, source)
        for header, content in local_headers(context, path, source):
            spend(len(content) // _CHARACTERS)
            found.add(header, content)
    return found
