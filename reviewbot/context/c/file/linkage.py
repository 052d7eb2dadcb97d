"""What decides who may use a name: exports, conditions and headers."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definitions import Sort
from reviewbot.context.c.file.index import index, shares_part
from reviewbot.context.c.file.pasting import Pastings
from reviewbot.context.memo import once_for_each
from reviewbot.knowledge.layout import is_kernel_program, is_test
from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reviewbot.context.c.file.definitions import Definition
    from reviewbot.context.c.file.index import FileIndex
    from reviewbot.context.levels import TreeContext
    from reviewbot.model.patch import DiffLine, FileDiff

_WORD = re.compile(r"[^\W\d]\w*")
_INCLUDE = re.compile(rb'^[ \t]*#[ \t]*include[ \t]+"([^"\n]+)"', re.MULTILINE)
_NAMED = re.compile(r'[/<"]([^/<>"]+)(?=[>"])')
_ANY_INCLUDE = re.compile(r"[ \t]*#[ \t]*include\b")
_CHARACTERS = 16  # of a file cost as much as one step


def in_text_of_assembly(source: bytes, name: str) -> bool:
    """Whether a file with inline assembly has the name inside of a string."""
    known = index(source)
    return name in known.string_words and (known.has_assembly or name not in known.code_words)


def is_registered(source: bytes, name: str) -> bool:
    """Whether a macro at top level, such as EXPORT_SYMBOL, is given the name."""
    return name in index(source).registered


def export_in(line: str) -> str:
    """The macro a removed or added line exports a name with; ``""`` for other lines."""
    macro = line.lstrip("+- \t").partition("(")[0].rstrip()
    fronts = tuple(front for entry in table("linkage")["exports"] for front in entry["fronts"])
    return macro if macro.startswith(fronts) else ""


def is_made_at_top_level(source: bytes, name: str) -> bool:
    """Whether a macro used outside of functions is given a part of the name.

    ``DEFINE_SHOW_ATTRIBUTE(frob_log)`` uses ``frob_log_show``; where it is from is not looked at.
    """
    return shares_part(name, index(source).made_of)


def is_seen_from_outside(piece: Definition) -> bool:
    """Whether the words of a definition say that more than C code may use it."""
    if piece.kind is Sort.FUNCTION:
        front, head = piece.returns, piece.text[: piece.opening]
    else:
        head = piece.text.partition("=")[0]
        front = re.split(rf"\b{re.escape(piece.name)}\b", head, maxsplit=1)[0]
    words = _WORD.findall(front)
    return (
        not words
        or not _outside().isdisjoint(_WORD.findall(head))
        or any(len(word) > 1 and word == word.upper() for word in words)
    )


def is_marked_unused(text: str) -> bool:
    """Whether C text has an attribute that allows for no user."""
    return not _unused().isdisjoint(_WORD.findall(text))


def is_apart(path: str) -> bool:
    """Whether a file belongs to a program of its own, is linked under other names or is a test."""
    return not is_kernel_program(path) or path.startswith(_renamed()) or is_test(path)


@cache
def _outside() -> frozenset[str]:
    return frozenset(word for entry in table("linkage")["outside"] for word in entry["words"])


@cache
def _unused() -> frozenset[str]:
    return frozenset(word for entry in table("linkage")["unused"] for word in entry["words"])


def is_compiled_with(source: bytes, home: int, users: Iterable[int]) -> bool:
    """Whether some user is compiled whenever the line ``home`` is."""
    branches = index(source).branches
    return any(home in branches[user - 1] for user in users)


def local_headers(context: TreeContext, path: str, source: bytes) -> Iterator[tuple[str, bytes]]:
    """The headers a file includes in quotes from its own folder, as far as they are in the tree."""
    folder = path.rpartition("/")[0]
    for name in dict.fromkeys(_INCLUDE.findall(source)):
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


@once_for_each
def _headers(_context: TreeContext) -> dict[str, FileIndex]:
    """Those that were read so far."""
    return {}


def lost_words(context: TreeContext, file: FileDiff) -> dict[str, DiffLine]:
    """Names the code of a file has no more, with the last removed line that had each."""
    image = context.images.get(file)
    if image is None:
        return {}
    gone = index(image.pre).code_words - index(image.post).code_words
    return {
        word: line
        for hunk in file.hunks
        for line in hunk.lines
        if line.kind is Kind.REMOVED
        for word in _WORD.findall(line.text)
        if word in gone
    }


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


def spelled(piece: Definition) -> str:
    """The name as one writes it in a sentence."""
    return f"{piece.name}()" if piece.kind is Sort.FUNCTION else piece.name


def used_with_prefix(context: TreeContext, names: Iterable[str]) -> set[str]:
    """Those of the names that are used with a prefix they get when they are linked."""
    found: set[str] = set()
    wanted = {f"{prefix}{name}": name for prefix in prefixes() for name in names}
    for folder in {entry["users"] for entry in table("linkage")["prefixed"]}:
        uses = context.tree.uses(wanted, folder)
        found.update(wanted[word] for word, lines in uses.items() if lines)
    return found


@cache
def _renamed() -> tuple[str, ...]:
    """Where the global names get a prefix when they are linked."""
    return tuple(folder for entry in table("linkage")["prefixed"] for folder in entry["folders"])


@cache
def prefixes() -> tuple[str, ...]:
    """What the names of some directories get in front when they are linked."""
    return tuple(prefix for entry in table("linkage")["prefixed"] for prefix in entry["prefixes"])
