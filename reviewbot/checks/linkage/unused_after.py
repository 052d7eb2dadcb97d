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
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, Confidence, Good, Remark, Severity, TreeContext
from reviewbot.context.c.definitions import Sort, definitions
from reviewbot.context.c.linkage import (
    announces_more,
    bare_lines,
    has_word,
    in_text_of_assembly,
    is_apart,
    is_complete,
    is_followed_by_missing,
    is_made_at_top_level,
    is_marked_unused,
    is_mentioned_later,
    is_pasted,
    is_registered,
    is_seen_from_outside,
    local_headers,
    lost_words,
    spelled,
    survey,
    vicinity,
)
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.definitions import Definition
    from reviewbot.context.c.linkage import Place, Survey
    from reviewbot.context.image import Image
    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
NIT = True
ASKED_AS = (
    r"(?i)\b(?:is|are|becomes?|be) (?:now |then )?(?:un|not |no longer |never )used\b"
    r"|\bunused (?:now|after|then)\b|\bno (?:more |other )?(?:users?|callers?) (?:left|anymore|any more|remain)"
    r"|\b(?:last|only) (?:user|caller)\b[^.?!]{0,40}\b(?:remov|gone|gone|dropp?)"
)

_CALLER = """\
Do not wait.
---
=== drivers/frob/main.c
@@
 #include "frob.h"

 static void frob_remove(struct frob *frob)
 {
-	frob_wait(frob, FROB_IDLE);
 	frob_stop(frob);
 }
"""
_HOME = """\
#include "frob.h"

int frob_wait(struct frob *frob, int state)
{
	if (state > 3)
		return frob_wait(frob, state - 1);
	return 0;
}
"""
_HEADER = "int frob_wait(struct frob *frob, int state);\n"
_LOCAL = """\
Do not wait.
---
=== drivers/frob/main.c
@@
 #include "frob.h"

 static int frob_wait(struct frob *frob)
 {
 	return 0;
 }

 static void frob_remove(struct frob *frob)
 {
-	frob_wait(frob);
 	frob_stop(frob);
 }
"""

_PARAMETER_LOST = """\
=== drivers/frob/main.c
@@
 #include "frob.h"

 static int frob_drain(struct frob *frob, int timeout)
 {
-	return frob_wait(frob, FROB_IDLE, timeout);
+	return frob_wait(frob, FROB_IDLE, FROB_FOREVER);
 }

 static void frob_remove(struct frob *frob)
 {
 	frob_drain(frob, 5);
 }
"""

BAD = (
    Bad(
        _CALLER,
        at=("-	frob_wait(frob, FROB_IDLE);",),
        tree={"drivers/frob/core.c": _HOME, "drivers/frob/frob.h": _HEADER},
    ),
    Bad(_LOCAL, at=("-	frob_wait(frob);",)),
    Bad(
        """\
A macro.
---
=== drivers/frob/main.c
@@
 #define FROB_RETRIES 3

 struct frob {
 	struct list_head list;
 	int retries; /* how often we tried */
 };

 static int frob_probe(struct frob *frob)
 {
-	frob->retries = FROB_RETRIES;
 	return frob_start(frob);
 }
""",
        at=("-	frob->retries = FROB_RETRIES;",),
        confidence=Confidence.MODERATE,
    ),
    Bad(
        f"Wait as long as it takes.\n---\n{_PARAMETER_LOST}",
        at=("-	return frob_wait(frob, FROB_IDLE, timeout);",),
    ),
    Bad(
        _CALLER,
        at=("-	frob_wait(frob, FROB_IDLE);",),
        tree={
            "drivers/frob/frob.h": "static inline int frob_wait(struct frob *frob, int state)\n"
            "{\n	return 0;\n}\n",
            "drivers/frob/core.c": "/* frob_wait() is for others */\n",
        },
    ),
)
GOOD = (
    Good(
        _CALLER,
        why="another file calls it",
        tree={
            "drivers/frob/core.c": _HOME,
            "drivers/frob/frob.h": _HEADER,
            "drivers/frob/pm.c": "void frob_pm(void)\n{\n	frob_wait(NULL, 0);\n}\n",
        },
    ),
    Good(
        _CALLER,
        why="exported",
        tree={
            "drivers/frob/core.c": f"{_HOME}EXPORT_SYMBOL_GPL(frob_wait);\n",
            "drivers/frob/frob.h": _HEADER,
        },
    ),
    Good(
        _CALLER,
        why="declared as for others",
        tree={"drivers/frob/core.c": _HOME, "drivers/frob/frob.h": f"FROBLIB_API {_HEADER}"},
    ),
    Good(
        """\
Not its own one.
---
=== drivers/frob/main.c
@@
 #include "frob.h"

-static inline int frob_wait(struct frob *frob, int state)
-{
-	return 0;
-}
""",
        why="a definition goes for the one in the header, and no use",
        tree={
            "drivers/frob/frob.h": "static inline int frob_wait(struct frob *frob, int state)\n"
            "{\n	return 0;\n}\n",
        },
    ),
    Good(
        f"Wait as long as it takes.\n---\n{_PARAMETER_LOST}"
        "+\n+static struct frob_ops frob_ops = { .drain = frob_drain };\n",
        why="others prescribe the parameters",
    ),
    Good(_LOCAL.replace("static int", "static int __maybe_unused"), why="marked so"),
    Good(
        _LOCAL.replace(
            " static void frob_remove",
            " #define FROB(x) { frob_##x }\n struct frob_call frob_calls[] = { FROB(wait) };\n"
            " static void frob_remove",
        ),
        why="a macro pastes the name",
    ),
    Good(
        _LOCAL.replace(
            " static void frob_remove", " FROB_ATTRIBUTE(wait);\n static void frob_remove"
        ),
        why="a macro from elsewhere may make the name",
    ),
    Good(
        f"Wait as long as it takes.\n---\n{_PARAMETER_LOST}",
        why="a macro from beside uses the parameter",
        tree={"drivers/frob/frob.h": "#define frob_wait(f, s, t) frob_poll(f, s, timeout)\n"},
    ),
    Good(
        """\
A bit.
---
=== drivers/frob/main.c
@@
 #define FROB_START (1 << 3)

 static void frob_remove(struct frob *frob)
 {
-	frob_write(frob, FROB_START);
 	frob_flush(frob);
 }
""",
        why="the #define describes hardware",
    ),
    Good(
        """\
Registers and layouts.
---
=== drivers/frob/main.c
@@
 #define FROB_START 0
 #define FROB_STOP 1

 struct frob_descriptor {
 	__le32 start;
 	__le32 stop;
 };

 static void frob_remove(struct frob_descriptor *frob)
 {
-	frob->stop = FROB_STOP;
 	frob_flush(frob);
 }
""",
        why="the #define describes hardware with its neighbours, the struct is a format",
    ),
)

_WORD = re.compile(r"[^\W\d]\w*")
_DEFINE = re.compile(r"[ \t]*#[ \t]*define\b")
_NAMED = re.compile(r"[ \t]*#[ \t]*define[ \t]+\w+")
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
    for name, known in surveys.items():
        one = candidates[name]
        home = _home(context, one, known)
        if home is None:
            continue
        headers = {place.path: None for place in known.declared if place.path.endswith(".h")}
        facts: dict[str, Fact] = {
            "name": spelled(home.piece),
            "of": "",
            "path": home.path,
            "headers": () if one.path else tuple(headers),
        }
        sure = Confidence.MODERATE if home.piece.kind is Sort.MACRO else Confidence.HIGH
        yield Remark(one.at, facts, sure)
    for file in context.files:
        image = context.images.get(file)
        if image is not None and file.path.endswith(".c") and not is_apart(file.path):
            for name, function, at in _parameters(context, file, image):
                if function not in told and not is_mentioned_later(context, function):
                    facts = {"name": name, "of": f"{function}()", "path": file.path, "headers": ()}
                    yield Remark(at, facts)


def _parameters(
    context: TreeContext, file: FileDiff, image: Image
) -> Iterator[tuple[str, str, int]]:
    """Parameters, their static functions, and the body lines of their last uses."""
    removed = _removed_words(file)
    before = {p.name: p for p in definitions(image.pre) if p.kind is Sort.FUNCTION}
    functions = [p for p in definitions(image.post) if removed and p.kind is Sort.FUNCTION]
    for piece in functions:
        old = before.get(piece.name)
        if old is None or not piece.is_static or old.arguments != piece.arguments:
            continue
        if old.text == piece.text or sum(p.name == piece.name for p in functions) > 1:
            continue
        lost = _body_words(old) - _body_words(piece)
        names = [name for name in _parameter_names(piece) if name in lost and name in removed]
        if not names or not _is_only_called(image.post, piece):
            continue
        for name in names:
            at = _last_in(file, image, old, name)
            if at and name not in _words_of_macros(context, file.path, image.post):
                yield name, piece.name, at


def _parameter_names(function: Definition) -> list[str]:
    """Those that can be told by their place, unless some are marked as unused."""
    if is_marked_unused(function.arguments):
        return []
    fronts = [part.partition("[")[0].rstrip() for part in function.arguments.split(",")]
    words = [(front, _WORD.findall(front)) for front in fronts]
    return [own[-1] for front, own in words if len(own) > 1 and front.endswith(own[-1])]


def _words_of_macros(context: TreeContext, path: str, source: bytes) -> frozenset[str]:
    """What macros of a file and of the headers beside it have, and so functions that use them."""
    sources = (source, *(header for _, header in local_headers(context, path, source)))
    return frozenset(
        word
        for content in sources
        for piece in definitions(content)
        if piece.kind is Sort.MACRO
        for word in _WORD.findall(piece.text)
    )


def _body_words(function: Definition) -> frozenset[str]:
    return frozenset(_WORD.findall(function.text[function.opening :]))


def _is_only_called(source: bytes, function: Definition) -> bool:
    """Whether every word of the file that is the function's name is a call or its declaration."""
    name = re.compile(rf"\b{re.escape(function.name)}\b(?!\s*\()")
    text = "\n".join(bare_lines(source))
    called = sum(1 for _ in re.finditer(rf"\b{re.escape(function.name)}\b", text))
    return called > 1 and not name.search(text) and not is_pasted(function.name, (source,))


def _last_in(file: FileDiff, image: Image, function: Definition, word: str) -> int:
    """The body line of the last removed line inside of a function that has the word, or 0."""
    inside = range(function.start, function.stop + 1)
    removed = _removed_lines(file, image)
    return max((at for old, at, words in removed if old in inside and word in words), default=0)


def _last_use(file: FileDiff, image: Image, name: str) -> int:
    """The body line of the last removed line that uses the name, or 0."""
    users = set(_users(image.pre, name))
    return max((at for old, at, _ in _removed_lines(file, image) if old in users), default=0)


def _removed_lines(file: FileDiff, image: Image) -> Iterator[tuple[int, int, list[str]]]:
    """The line before the patch, the body line and the words of each removed line."""
    for hunk, moved in zip(file.hunks, image.moved, strict=True):
        for line in hunk.lines:
            if line.kind is Kind.REMOVED and line.old is not None:
                yield line.old + moved, line.body_line, _WORD.findall(line.text)


def _candidates(context: TreeContext, file: FileDiff) -> Iterator[_Candidate]:
    image = context.images.get(file)
    if image is None or not file.is_c or is_apart(file.path):
        return
    yield from _own(file, image)
    lost = lost_words(context, file)
    known = {
        piece.name
        for source in _in_sight(context, file, image)
        if lost
        for piece in definitions(source)
        if not piece.is_static or piece.is_inline
    }
    for word in lost.keys() & known:
        at = _last_use(file, image, word)
        if at and not any(
            has_word(i.post, word) and f.path.endswith(".c") and not _defines(i.post, word)
            for f, i in context.images.items()
        ):
            yield _Candidate(word, at)


def _in_sight(context: TreeContext, file: FileDiff, image: Image) -> Iterator[bytes]:
    """The headers beside a file, and the other files of the patch."""
    yield from (content for _, content in local_headers(context, file.path, image.post))
    yield from (shown.post for other, shown in context.images.items() if other is not file)


def _defines(source: bytes, name: str) -> bool:
    return any(piece.name == name and piece.kind in _DEFINED for piece in definitions(source))


def _own(file: FileDiff, image: Image) -> Iterator[_Candidate]:
    """What the file itself defines and has lost its use of."""
    removed = _removed_words(file)
    source = file.path.endswith(".c")
    for piece in definitions(image.post) if removed else ():
        if (
            piece.kind in _DEFINED
            and piece.name in removed
            and (source or piece.is_inline)
            and not _users(image.post, piece.name)
        ):
            private = source and (piece.is_static or piece.kind is Sort.MACRO)
            at = _last_use(file, image, piece.name)
            if at:
                yield _Candidate(piece.name, at, file.path if private else "")


def _removed_words(file: FileDiff) -> frozenset[str]:
    return frozenset(
        word
        for hunk in file.hunks
        for line in hunk.lines
        if line.kind is Kind.REMOVED
        for word in _WORD.findall(line.text)
    )


def _users(source: bytes, name: str) -> list[int]:
    """The lines that have the name outside of its definitions and declarations."""
    spans = [
        range(p.start, p.stop + 1)
        for p in definitions(source)
        if p.name == name and p.kind is not Sort.INVOCATION
    ]
    return [
        number
        for number, line in enumerate(bare_lines(source), 1)
        if name in line
        and name in _WORD.findall(line)
        and not any(number in span for span in spans)
    ]


def _is_idle(known: Survey, private: str) -> bool:
    """Whether nothing is seen to use the name but its own definition.

    Other files may have a private name of their own of the same spelling.
    """
    places = (*known.homes, *known.stubs)
    own = {place.path for place in places if place.path != private} if private else set()
    spans = [(place.path, range(place.piece.start, place.piece.stop + 1)) for place in places]
    return not any(
        use.path not in own
        and not any(use.path == path and use.line in span for path, span in spans)
        for use in known.users
    )


def _home(context: TreeContext, one: _Candidate, known: Survey) -> Place | None:
    """The one place where the name is defined, if it may go."""
    places = [
        place for place in (*known.homes, *known.stubs) if not one.path or place.path == one.path
    ]
    if len(places) != 1 or (not one.path and _is_for_others(known)):
        return None
    (home,) = places
    source = context.tree.read(home.path) or b""
    beside = (content for _, content in local_headers(context, home.path, source))
    may_go = (
        not is_apart(home.path)
        and not home.path.startswith("include/")
        and "/include/" not in home.path
        and _may_go(source, home.piece)
        and not is_made_at_top_level(source, one.name)
        and not is_pasted(one.name, (source, *beside, *vicinity(context, home.path)))
    )
    return home if may_go else None


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
    lines = bare_lines(source)
    near = [lines[at] for at in (piece.start - 2, piece.stop) if 0 <= at < len(lines)]
    return bool(_CALLED.match(piece.text)) or not any(_DEFINE.match(line) for line in near)
