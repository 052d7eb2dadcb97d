"""A function, object, macro or parameter whose last user the patch removes.

Reports names that were used before the patch and after it only stand where they are defined or
declared: in the whole tree, or in their own C file where no other can see them; and parameters of
static functions which the body has no use for any more.

Why it matters: of static functions and variables the compiler says so, of all else nobody does; it
stays and has to be maintained.

Macros are only asked about: they may be there for the sake of completeness.

Stays quiet: where the name is exported, marked as unused or as used from outside, or may be pasted
together by a macro; at #defines with hexadecimal numbers, shifts or other #defines in them, or next
to others, which describe hardware or a format; in headers for everybody; at parameters of functions
that are passed on; where the log or a later patch of the series has the name, or a later patch is
missing or announced; in tests, tools and samples.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, Severity, TreeContext
from reviewbot.context.c.file.definitions import Sort, definitions
from reviewbot.context.c.file.index import index
from reviewbot.context.c.file.linkage import (
    announces_more,
    export_in,
    headers_beside,
    in_text_of_assembly,
    is_apart,
    is_complete,
    is_followed_by_missing,
    is_made_at_top_level,
    is_marked_unused,
    is_mentioned_later,
    is_registered,
    is_seen_from_outside,
    lost_words,
    spelled,
    vicinity,
)
from reviewbot.context.c.file.pasting import Pastings, is_pasted
from reviewbot.context.c.file.patchwords import patch_words
from reviewbot.context.c.file.spans import Spans
from reviewbot.context.c.file.survey import survey
from reviewbot.model.budget import spend
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewbot.context.c.file.definitions import Definition
    from reviewbot.context.c.file.index import FileIndex
    from reviewbot.context.c.file.survey import Place, Survey
    from reviewbot.context.image import Image
    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
NIT = True
ASKED_AS = (
    r"(?i)\b(?:is|are|becomes?|be) (?:now |then )?(?:un|not |no longer |never )used\b(?! (?:by|on|until|for)\b)"
    r"|\b(?:not|n['’]t) used any ?more\b|\bunused (?:now|after|then)\b"
    r"|\bno (?:more |other )?(?:users?|callers?) (?:left|anymore|any more|remain)"
    r"|\b(?:last|only) (?:user|caller)\b[^.?!]{0,40}\b(?:remov|gone|gone|dropp?)"
    r"|\bleaves\b[^.?!]{0,40}\b(?:without (?:a |any )?(?:users?|callers?)|unused)\b"
)


_WORD = re.compile(r"[^\W\d]\w*")
_DEFINE = re.compile(r"[ \t]*#[ \t]*define\b")
_NAMED = re.compile(r"(?<![ \t])[ \t]*+#[ \t]*define[ \t]+\w+")
_HARDWARE = re.compile(r"0[xX][0-9a-fA-F]|<<|>>|\b[A-Z][A-Z0-9_]+\b")
_CALLED = re.compile(r"[ \t]*#[ \t]*define[ \t]+\w+\(")
_DEFINED = frozenset((Sort.FUNCTION, Sort.OBJECT, Sort.MACRO))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name and the body line of its last use; ``path`` is set where only that file sees it."""

    name: str
    at: int
    path: str = ""


def check(context: TreeContext) -> Iterator[Remark]:
    """One remark for each name nobody uses any more."""
    if not is_complete(context) or is_followed_by_missing(context) or announces_more(context):
        return
    told = {word for at in context.body.log for word in _WORD.findall(context.message.line(at))}
    candidates = {
        one.name: one
        for file in context.files
        for one in _candidates(context, file)
        if one.name not in told and not is_mentioned_later(context, one.name)
    }
    surveys = survey(
        context, candidates, lambda known: _is_idle(known, candidates[known.name].path)
    )
    own = (file.path for file in context.files if file.is_c)
    pastings = dict.fromkeys(own, vicinity(context)) if surveys else {}
    for name, known in surveys.items():
        one = candidates[name]
        home = _home(context, one, known, pastings)
        if home is None:
            continue
        headers = {place.path: None for place in known.declared if place.path.endswith(".h")}
        facts: dict[str, Fact] = {
            "name": spelled(home.piece),
            "of": "",
            "path": home.path,
            "headers": () if one.path else tuple(headers),
            "export": export_in(context.message.line(one.at)),
        }
        sure = Confidence.MODERATE if home.piece.kind is Sort.MACRO else Confidence.HIGH
        yield Remark(one.at, facts, sure)
    for file in context.files:
        image = context.images.get(file)
        if image is not None and file.path.endswith(".c") and not is_apart(file.path):
            for name, function, at in _parameters(context, file, image):
                if function not in told and not is_mentioned_later(context, function):
                    facts = {
                        "name": name,
                        "of": f"{function}()",
                        "path": file.path,
                        "headers": (),
                        "export": "",
                    }
                    yield Remark(at, facts)


def _parameters(
    context: TreeContext, file: FileDiff, image: Image
) -> Iterator[tuple[str, str, int]]:
    """Parameters, their static functions, and the body lines of their last uses."""
    removed = _removed(file, image)
    before = {p.name: p for p in definitions(image.pre) if p.kind is Sort.FUNCTION}
    functions = [p for p in definitions(image.post) if removed.words and p.kind is Sort.FUNCTION]
    count = Counter(piece.name for piece in functions)
    known = index(image.post)
    pasted: list[Pastings] = []
    for piece in functions:
        old = before.get(piece.name)
        if old is None or not piece.is_static or old.arguments != piece.arguments:
            continue
        if old.text == piece.text or count[piece.name] > 1:
            continue
        lost = _body_words(old) - _body_words(piece)
        names = [name for name in _parameter_names(piece) if name in lost & removed.words.keys()]
        if not names or not _is_only_called(known, piece.name):
            continue
        pasted = pasted or [_pastings(file.path, (known,))]
        if is_pasted(piece.name, pasted):
            continue
        macros = [known, *headers_beside(context, file.path, image.post)]
        spend(len(macros) * len(names))
        for name in names:
            at = removed.last_in(old, name)
            if at and not any(name in each.words_of_macros for each in macros):
                yield name, piece.name, at


def _parameter_names(function: Definition) -> list[str]:
    """Those that can be told by their place, unless some are marked as unused."""
    if is_marked_unused(function.arguments):
        return []
    fronts = [part.partition("[")[0].rstrip() for part in function.arguments.split(",")]
    words = [(front, _WORD.findall(front)) for front in fronts]
    return [own[-1] for front, own in words if len(own) > 1 and front.endswith(own[-1])]


def _body_words(function: Definition) -> frozenset[str]:
    return frozenset(_WORD.findall(function.text[function.opening :]))


def _is_only_called(known: FileIndex, name: str) -> bool:
    """Whether every word of the file that is the function's name is a call or its declaration."""
    return known.mentions[name] > 1 and known.mentions[name] == known.calls[name]


@dataclass(frozen=True)
class _Removed:
    """What a patch removes from a file: word → lines before the patch, and their body lines."""

    words: Mapping[str, Sequence[tuple[int, int]]]
    body_lines: Mapping[int, int]

    def last_in(self, function: Definition, word: str) -> int:
        """The body line of the last removed line inside of a function that has the word, or 0."""
        lines = self.words.get(word, ())
        first = bisect_left(lines, (function.start, 0))
        stop = bisect_left(lines, (function.stop + 1, 0))
        return max((at for _, at in lines[first:stop]), default=0)

    def last_of(self, lines: Iterable[int]) -> int:
        """The body line of the last removed one of these lines, or 0."""
        return max((self.body_lines.get(line, 0) for line in lines), default=0)


def _removed(file: FileDiff, image: Image) -> _Removed:
    words: dict[str, list[tuple[int, int]]] = defaultdict(list)
    body_lines: dict[int, int] = {}
    for hunk, moved in zip(file.hunks, image.moved, strict=True):
        for line in hunk.lines:
            if line.kind is Kind.REMOVED and line.old is not None:
                body_lines[line.old + moved] = line.body_line
                for word in dict.fromkeys(_WORD.findall(line.text)):
                    words[word].append((line.old + moved, line.body_line))
    return _Removed(words, body_lines)


def _candidates(context: TreeContext, file: FileDiff) -> Iterator[_Candidate]:
    image = context.images.get(file)
    if image is None or not file.is_c or is_apart(file.path):
        return
    removed = _removed(file, image)
    yield from _own(file, image, removed)
    lost = lost_words(context, file).keys() - patch_words(context).used
    for word in _in_sight(context, file, image, lost):
        at = removed.last_of(_users(index(image.pre), word))
        if at:
            yield _Candidate(word, at)


def _in_sight(context: TreeContext, file: FileDiff, image: Image, words: set[str]) -> set[str]:
    """Those of the words the headers beside a file, or the other files of the patch, give a meaning."""
    shared = patch_words(context).shared
    found = {word for word in words if word in shared and shared[word] is not file}
    for header in headers_beside(context, file.path, image.post) if words else ():
        spend(min(len(words), len(header.shared)))
        found |= words & header.shared
    return found


def _own(file: FileDiff, image: Image, removed: _Removed) -> Iterator[_Candidate]:
    """What the file itself defines and has lost its use of."""
    source = file.path.endswith(".c")
    for piece in definitions(image.post) if removed.words else ():
        if (
            piece.kind in _DEFINED
            and piece.name in removed.words
            and (source or piece.is_inline)
            and not _users(index(image.post), piece.name)
        ):
            private = source and (piece.is_static or piece.kind is Sort.MACRO)
            at = removed.last_of(_users(index(image.pre), piece.name))
            if at:
                yield _Candidate(piece.name, at, file.path if private else "")


def _users(known: FileIndex, name: str) -> list[int]:
    """The lines that have the name outside of its definitions and declarations."""
    spans = known.spans(name)
    return [line for line in known.lines(name) if line not in spans]


def _is_idle(known: Survey, private: str) -> bool:
    """Whether nothing is seen to use the name but its own definition.

    Other files may have a private name of their own of the same spelling.
    """
    pieces: dict[str, list[Definition]] = defaultdict(list)
    for place in (*known.homes, *known.stubs):
        pieces[place.path].append(place.piece)
    own = pieces.keys() - {private} if private else set()
    spans = {path: Spans(found) for path, found in pieces.items()}
    return not any(
        use.path not in own and not (use.path in spans and use.line in spans[use.path])
        for use in known.users
    )


def _home(
    context: TreeContext, one: _Candidate, known: Survey, pastings: dict[str, Pastings]
) -> Place | None:
    """The one place where the name is defined, if it may go; ``pastings`` has what was read."""
    places = [
        place for place in (*known.homes, *known.stubs) if not one.path or place.path == one.path
    ]
    if len(places) != 1 or (not one.path and _is_for_others(known)):
        return None
    (home,) = places
    source = context.tree.read(home.path) or b""
    may_go = (
        not is_apart(home.path)
        and not home.path.startswith("include/")
        and "/include/" not in home.path
        and _may_go(source, home.piece)
        and not is_made_at_top_level(source, one.name)
    )
    if not may_go:
        return None
    if home.path not in pastings:
        beside = headers_beside(context, home.path, source)
        pastings[home.path] = _pastings(home.path, (index(source), *beside))
    near = {pastings[home.path], vicinity(context)}
    return None if is_pasted(one.name, tuple(near)) else home


def _pastings(path: str, files: Iterable[FileIndex]) -> Pastings:
    found = Pastings()
    for each in files:
        found.add(path, each.source)
    return found


def _is_for_others(known: Survey) -> bool:
    """Whether a declaration belongs to another definition, or says that more than C uses it."""
    return any(p.piece.is_static or is_seen_from_outside(p.piece) for p in known.declared)


def _may_go(source: bytes, piece: Definition) -> bool:
    if piece.kind is Sort.MACRO:
        return _stands_alone(source, piece)
    head = piece.text[: piece.opening] if piece.opening >= 0 else piece.text
    return not (
        is_marked_unused(head)
        or is_seen_from_outside(piece)
        or is_registered(source, piece.name)
        or in_text_of_assembly(source, piece.name)
    )


def _stands_alone(source: bytes, piece: Definition) -> bool:
    """Whether a macro is neither hardware nor, unless it is like a function, one of a list."""
    if _HARDWARE.search(_NAMED.sub("", piece.text, count=1)):
        return False
    lines = index(source).bare
    near = [lines[at] for at in (piece.start - 2, piece.stop) if 0 <= at < len(lines)]
    return bool(_CALLED.match(piece.text)) or not any(_DEFINE.match(line) for line in near)
