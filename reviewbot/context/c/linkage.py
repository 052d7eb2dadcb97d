"""Who defines, declares and uses a name in the whole tree.

    surveys = survey(context, {"frob_start"}, lambda known: not known.users)
    surveys["frob_start"].homes      # where it is defined, and so on; absent if it has users

A name built by pasting (``frob_##x``) is not found by searching for it; ``is_pasted`` looks for macros
that may. Comments are no uses; text in strings is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reviewbot.context.c.definitions import Sort, definitions
from reviewbot.knowledge.load import table
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reviewbot.context.c.definitions import Definition
    from reviewbot.context.levels import DiffContext, TreeContext
    from reviewbot.context.search import Use
    from reviewbot.model.patch import DiffLine, FileDiff

_COMMENT = r"/\*(?:[^*]|\*(?!/))*+(?:\*/)?|//(?:[^\n\\]|\\[\s\S])*+"
_STRING = r'"(?:[^"\\\n]|\\[\s\S])*+"?'
_CHAR = r"'(?:[^'\\\n]|\\[\s\S])*+'?"
_TEXT = re.compile(rf"{_COMMENT}|{_STRING}|{_CHAR}")
_PART = re.compile(r"[a-z]+")
_WORD = re.compile(r"[^\W\d]\w*")
_CONDITIONAL = re.compile(r"[ \t]*#[ \t]*(if|ifdef|ifndef|elif|elifdef|elifndef|else|endif)\b")
_ASM = re.compile(r"\b(?:asm|__asm__|__asm)\b")
_SHOUTS = re.compile(r"[A-Z][A-Z0-9_]+[ \t]*\(")
_MAKES = re.compile(r"\b([A-Z_][A-Z0-9_]++)[ \t]*+\(([^()]*+)\)")
_PASTE = re.compile(r"\w*+(?:[ \t]*+##[ \t]*+\w*+)++")
_INCLUDE = re.compile(rb'^[ \t]*#[ \t]*include[ \t]+"([^"\n]+)"', re.MULTILINE)
_LATER = re.compile(
    r"(?i)\b(?:later|subsequent|follow(?:s|ing|-?up)?|next|upcoming|future|prepar\w+|will be used)\b"
)
_DEFINES = frozenset((Sort.FUNCTION, Sort.OBJECT))
_TOP_LEVEL = frozenset((Sort.DECLARATION, Sort.INVOCATION, Sort.OBJECT))
_FOLDERS = 6  # more of them cost as much as the whole tree


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of a file that defines or declares a name."""

    path: str
    piece: Definition


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a name after the patch.

    ``homes`` are its definitions outside of headers. ``declared`` are declarations, ``stubs`` the
    inline functions and macros of that name in headers. ``users`` are all other places but
    comments.
    """

    name: str
    homes: tuple[Place, ...]
    declared: tuple[Place, ...]
    stubs: tuple[Place, ...]
    users: tuple[Use, ...]


def survey(
    context: TreeContext, names: Iterable[str], is_open: Callable[[Survey], bool]
) -> dict[str, Survey]:
    """All there is in the tree of each name for which that leaves ``is_open`` true.

    The folders of the patch's files come first: what they show mostly settles the question, and
    the whole tree, whose search costs half a second of CPU or more, is only asked about the rest.
    So once ``is_open`` is false, seeing more must not make it true.
    """
    surveys: dict[str, Survey] = {}
    left = sorted(set(names))
    for folder in (*_folders(context), ""):
        if not left:
            return {}
        found = context.tree.uses(left, folder)
        surveys = {name: _sorted_out(context, name, found[name]) for name in left}
        left = [name for name in left if is_open(surveys[name])]
    return {name: surveys[name] for name in left}


def _folders(context: TreeContext) -> list[str]:
    """Those of the patch's C files, without those inside of others; few of them."""
    own = sorted({file.path.rpartition("/")[0] for file in context.files if file.is_c} - {""})
    inner = {folder for folder in own for other in own if folder.startswith(f"{other}/")}
    return [folder for folder in own if folder not in inner][:_FOLDERS]


def _sorted_out(context: TreeContext, name: str, uses: tuple[Use, ...]) -> Survey:
    homes: list[Place] = []
    declared: list[Place] = []
    stubs: list[Place] = []
    users: list[Use] = []
    for path, places in _by_path(uses).items():
        source = context.tree.read(path) if path.endswith((".c", ".h")) else None
        if source is None:
            users += places
            continue
        own = [piece for piece in definitions(source) if piece.name == name]
        lines = bare_lines(source)
        for use in places:
            if name not in _WORD.findall(lines[use.line - 1] if use.line <= len(lines) else ""):
                continue
            piece = next((p for p in own if p.start <= use.line <= p.stop), None)
            if piece is None or (piece.kind is not Sort.DECLARATION and use.line != piece.line):
                users.append(use)
            elif piece.kind is Sort.DECLARATION:
                declared.append(Place(path, piece))
            elif piece.kind in _DEFINES and not path.endswith(".h"):
                homes.append(Place(path, piece))
            elif piece.kind is Sort.MACRO or piece.is_inline:
                stubs.append(Place(path, piece))
            else:
                users.append(use)
    return Survey(name, tuple(homes), tuple(declared), tuple(stubs), tuple(users))


def _by_path(uses: Iterable[Use]) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for use in uses:
        found.setdefault(use.path, []).append(use)
    return found


@lru_cache(maxsize=64)
def bare_lines(source: bytes) -> tuple[str, ...]:
    """The lines of a file without comments; strings stay."""
    return tuple(_blank(source, strings=False).split("\n"))


@lru_cache(maxsize=64)
def code_words(source: bytes) -> frozenset[str]:
    """The words of a file outside of comments and strings."""
    return frozenset(_WORD.findall(_blank(source, strings=True)))


def has_word(source: bytes, word: str) -> bool:
    """Whether the code of a file has the word; cheap where it has not."""
    return word.encode() in source and word in code_words(source)


def _blank(source: bytes, *, strings: bool) -> str:
    def emptied(match: re.Match[str]) -> str:
        if match[0].startswith("/") or strings:
            return re.sub(r"[^\n]", " ", match[0])
        return match[0]

    return _TEXT.sub(emptied, source.decode("utf-8", "replace"))


def in_text_of_assembly(source: bytes, name: str) -> bool:
    """Whether a file with inline assembly has the name inside of a string."""
    if has_word(source, name) and not _ASM.search(source.decode("utf-8", "replace")):
        return False
    strings = (
        match[0]
        for match in _TEXT.finditer(source.decode("utf-8", "replace"))
        if match[0].startswith('"')
    )
    return any(name in _WORD.findall(text) for text in strings)


def is_registered(source: bytes, name: str) -> bool:
    """Whether a macro at top level, such as EXPORT_SYMBOL, is given the name."""
    if any(name in _WORD.findall(line) for line in bare_lines(source) if _SHOUTS.match(line)):
        return True
    return any(
        piece.kind is Sort.INVOCATION
        and piece.name == piece.name.upper()
        and name in _WORD.findall(piece.text)
        for piece in definitions(source)
    )


def is_made_at_top_level(source: bytes, name: str) -> bool:
    """Whether a macro used outside of functions is given a part of the name.

    ``DEFINE_SHOW_ATTRIBUTE(frob_log)`` uses ``frob_log_show``; where it is from is not looked at.
    """
    return any(
        f"_{word}_" in f"_{name}_"
        for piece in definitions(source)
        if piece.kind in _TOP_LEVEL
        for macro, arguments in _MAKES.findall(_blank(piece.text.encode(), strings=True))
        if not macro.startswith(_inert())
        for word in _WORD.findall(arguments)
    )


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
    """Whether a file belongs to a program of its own or is a test."""
    return path.startswith(_apart()) or not _tests().isdisjoint(_PART.findall(path))


@cache
def _outside() -> frozenset[str]:
    return frozenset(word for entry in table("linkage")["outside"] for word in entry["words"])


@cache
def _unused() -> frozenset[str]:
    return frozenset(word for entry in table("linkage")["unused"] for word in entry["words"])


@cache
def _inert() -> tuple[str, ...]:
    return tuple(front for entry in table("linkage")["inert"] for front in entry["fronts"])


@cache
def _apart() -> tuple[str, ...]:
    return tuple(folder for entry in table("linkage")["apart"] for folder in entry["folders"])


@cache
def _tests() -> frozenset[str]:
    return frozenset(part for entry in table("linkage")["tests"] for part in entry["parts"])


def conditions(source: bytes) -> list[tuple[tuple[int, int], ...]]:
    """For each line the ``#if`` branches it is in: line of the ``#if`` and number of the branch."""
    open_: list[tuple[int, int]] = []
    found: list[tuple[tuple[int, int], ...]] = []
    for number, line in enumerate(bare_lines(source), 1):
        directive = _CONDITIONAL.match(line)
        if directive:
            word = directive[1]
            if word.startswith("if"):
                open_.append((number, 0))
            elif open_ and word == "endif":
                open_.pop()
            elif open_:
                open_[-1] = (open_[-1][0], open_[-1][1] + 1)
        found.append(tuple(open_))
    return found


def is_compiled_with(source: bytes, home: int, users: Iterable[int]) -> bool:
    """Whether some user is compiled whenever the line ``home`` is."""
    stacks = conditions(source)
    own = set(stacks[home - 1])
    return any(own.issuperset(stacks[user - 1]) for user in users)


def local_headers(context: TreeContext, path: str, source: bytes) -> Iterator[tuple[str, bytes]]:
    """The headers a file includes in quotes from its own folder, as far as they are in the tree."""
    folder = path.rpartition("/")[0]
    for name in dict.fromkeys(_INCLUDE.findall(source)):
        parts = folder.split("/") if folder else []
        for part in name.decode("utf-8", "replace").split("/"):
            if part == "..":
                parts = parts[:-1]
            elif part != ".":
                parts = [*parts, part]
        header = "/".join(parts)
        content = context.tree.read(header)
        if content is not None:
            yield header, content


def lost_words(context: TreeContext, file: FileDiff) -> dict[str, DiffLine]:
    """Names the code of a file has no more, with the last removed line that had each."""
    image = context.images.get(file)
    if image is None:
        return {}
    gone = code_words(image.pre) - code_words(image.post)
    return {
        word: line
        for hunk in file.hunks
        for line in hunk.lines
        if line.kind is Kind.REMOVED
        for word in _WORD.findall(line.text)
        if word in gone
    }


def is_complete(context: TreeContext) -> bool:
    """Whether all C files of the patch are known, so that no use hides in one of them."""
    return all(file in context.images for file in context.files if file.is_c and not file.is_binary)


def vicinity(context: TreeContext, home: str) -> Iterator[bytes]:
    """The C files of the patch but ``home``, and the headers beside them: what may paste a name."""
    for file, image in context.images.items():
        if file.path != home and file.is_c:
            yield image.post
            yield from (header for _, header in local_headers(context, file.path, image.post))


def includers(context: TreeContext, header: str) -> Iterator[bytes]:
    """The files of a header's folder that include it, and the headers beside them."""
    folder, _, name = header.rpartition("/")
    word = max(_WORD.findall(name), key=len, default="")
    line = re.compile(rf'[ \t]*#[ \t]*include\b.*[/<"]{re.escape(name)}[>"]')
    uses = context.tree.uses([word], folder)[word] if word else ()
    for path in dict.fromkeys(use.path for use in uses if line.match(use.text)):
        source = context.tree.read(path)
        if source is not None:
            yield source
            yield from (content for _, content in local_headers(context, path, source))


def spelled(piece: Definition) -> str:
    """The name as one writes it in a sentence."""
    return f"{piece.name}()" if piece.kind is Sort.FUNCTION else piece.name


def is_mentioned_later(context: DiffContext, name: str) -> bool:
    """Whether a later patch of the series has the name in its diff."""
    own = context.patch.subject.index or 1
    return any(
        name in _WORD.findall(line.text)
        for patch in context.series.patches
        if (patch.subject.index or 1) > own
        for file in patch.files
        for hunk in file.hunks
        for line in hunk.lines
    )


def is_followed_by_missing(context: DiffContext) -> bool:
    """Whether a later patch of the series is not here."""
    own = context.patch.subject.index or 1
    return any(number > own for number in context.series.missing)


def announces_more(context: DiffContext) -> bool:
    """Whether the mail says that more is to come."""
    log = (context.message.line(number) for number in context.body.log)
    return any(_LATER.search(line) for line in (context.patch.subject.title, *log))


def is_pasted(name: str, sources: Iterable[bytes]) -> bool:
    """Whether macros of these files, used in these files, may build the name out of parts.

    ``frob_##x`` makes ``frob_start`` where the word ``start`` stands in a file as well, and
    ``frob1`` anywhere.
    """
    sources = tuple(sources)
    words = frozenset(word for source in sources for word in code_words(source))
    for chain in {chain for source in sources for chain in _chains(source)}:
        first = chain[0] if chain[0] and name.startswith(chain[0]) else ""
        last = chain[-1] if chain[-1] and name.endswith(chain[-1]) else ""
        rests = {
            name.removeprefix(first),
            name.removesuffix(last),
            name.removeprefix(first).removesuffix(last),
        }
        if not words.isdisjoint(rests - {name}) or any(rest.isdigit() for rest in rests):
            return True
        for joint in {part for part in chain[1:-1] if part and not part.strip("_")}:  # a##_##b
            for match in re.finditer(f"(?={joint})", name):
                left, right = name[: match.start()], name[match.start() + len(joint) :]
                if left in words and right in words:
                    return True
    return False


@lru_cache(maxsize=64)
def _chains(source: bytes) -> frozenset[tuple[str, ...]]:
    """The parts of each pasting, which may be parameters or text."""
    if b"##" not in source:
        return frozenset()
    found = _PASTE.findall(_blank(source, strings=True))
    return frozenset(tuple(part.strip() for part in chain.split("##")) for chain in found)
