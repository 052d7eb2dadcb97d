"""What the C files that a patch adds include, and the words that they and their own headers have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.introduced import header_paths
from reviewbot.context.c.lex import CONDITIONAL, blank, names_in, names_in_code
from reviewbot.context.levels import TreeContext
from reviewbot.context.memo import once_for_each
from reviewbot.context.series_lines import is_telling
from reviewbot.context.series_words import added_later
from reviewbot.context.whole import is_new_file, whole
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import is_kernel_program, is_test, is_uapi
from reviewbot.model.budget import shared, spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff

_INCLUDE = regex(r'#[ \t]*include[ \t]*(?:<([^<>]+)>|("[^"]+"))')
_BLANKS = " \t"
_DEFINED = regex(r"#[ \t]*define[ \t]+(\w+)")


@frozen
class Include:
    """An include of every build; ``header`` is as written, without the angle brackets."""

    header: str
    line: DiffLine


@frozen(eq=False)
class NewSource:
    """A C file or a header that a patch adds.

    ``file`` is its diff, ``own`` are its includes. ``included`` are the headers it and its own
    headers include, ``words`` those of its code and of theirs, without the names of headers,
    ``own_words`` those of its code alone, ``defined`` the macros among all of them, ``to_come`` the
    words that later patches of the series add. ``is_whole``: whether its own headers are in sight.
    """

    file: FileDiff
    own: tuple[Include, ...]
    included: frozenset[str]
    words: frozenset[str]
    own_words: frozenset[str]
    defined: frozenset[str]
    to_come: frozenset[str]
    is_whole: bool

    @property
    def last(self) -> Include:
        """The include behind which one looks for those that are missing."""
        return next((each for each in reversed(self.own) if each.header[:1] != '"'), self.own[-1])

    def uses(self, words: frozenset[str]) -> Iterator[DiffLine]:
        """The lines of its own code with one of these words, in order."""
        lines = _words_by_line(self.file)
        spend(len(lines))
        return (line for line, own in lines if not words.isdisjoint(own))


@shared(maxsize=64, of_mail=True)
def _words_by_line(file: FileDiff) -> Sequence[tuple[DiffLine, Sequence[str]]]:
    """The words of the code of each added line; none of an include."""
    lines = tuple(file.added())
    text = blank("\n".join([line.text for line in lines]), strings=True)
    return [
        (line, () if _include(line) else names_in(code))
        for line, code in zip(lines, text.split("\n"), strict=True)
    ]


def new_sources(context: DiffContext) -> tuple[NewSource, ...]:
    """The new C files of the kernel all of whose own headers are known."""
    return tuple(each for each in new_files(context) if each.file.path.endswith(".c"))


def new_files(context: DiffContext) -> tuple[NewSource, ...]:
    """The new C files and headers of the kernel all of whose own headers are known."""
    return tuple(each for each in all_new_files(context) if each.is_whole)


@once_for_each
def all_new_files(context: DiffContext) -> tuple[NewSource, ...]:
    """The new C files and headers of the kernel, whatever is known of their own headers.

    None that is moved: its includes are as old as its code.
    """
    files = (file for file in context.files if _is_meant(file) and not _is_moved(context, file))
    return tuple(source for file in files if (source := _source(context, file)))


def _is_meant(file: FileDiff) -> bool:
    is_source = file.is_c and is_new_file(file) and not is_uapi(file.path)
    return is_source and is_kernel_program(file.path) and not is_test(file.path)


def _is_moved(context: DiffContext, file: FileDiff) -> bool:
    """Whether the patch takes most of the lines out of other files."""
    gone = context.removed()
    lines = [line.text.strip() for line in file.added() if is_telling(line.text)] if gone else []
    return sum(line in gone for line in lines) > len(lines) / 2


def _source(context: DiffContext, file: FileDiff) -> NewSource | None:
    own = tuple(_unconditional(file))
    texts, is_whole = _with_headers(context, file)
    if not own or not texts:
        return None
    named = {name for text in texts for pair in _INCLUDE.findall(text) for name in pair if name}
    own_words, *theirs = (_words(text) for text in texts)
    words = own_words.union(*theirs)
    defined = frozenset(name for text in texts for name in _DEFINED.findall(text))
    to_come = added_later(context, file.path)
    return NewSource(file, own, frozenset(named), words, own_words, defined, to_come, is_whole)


def _words(text: str) -> frozenset[str]:
    """The words of the code of a file; none of an include."""
    return names_in_code(_INCLUDE.sub("", text))


def _unconditional(file: FileDiff) -> Iterator[Include]:
    """The includes that stand in no conditional but the guard of a header."""
    depth = -1 if file.path.endswith(".h") else 0
    for line in file.added():
        if "#" not in line.text:
            continue
        if directive := CONDITIONAL.match(line.text):
            depth += directive[1].startswith("if") - (directive[1] == "endif")
        elif depth <= 0 and (include := _include(line)):
            yield Include(include[1] or include[2], line)


def _include(line: DiffLine) -> re.Match[str] | None:
    text = line.text.lstrip(_BLANKS)
    return _INCLUDE.match(text) if text.startswith("#") else None


def _with_headers(context: DiffContext, file: FileDiff) -> tuple[list[str], bool]:
    """The text of a file and of its own headers, and whether none of these is out of sight."""
    patched = {each.path: each for each in context.files}
    texts, paths, is_whole = list[str](), [file.path], True
    for path in paths:  # grows
        content = whole(context, patched[path]) if path in patched else None
        if content is None and isinstance(context, TreeContext):
            content = context.tree.read(path)
        if content is None:
            is_whole = False
            continue
        texts.append(content.decode("utf-8", "replace"))
        for _, quoted in _INCLUDE.findall(texts[-1]):
            found = header_paths(quoted, path) if quoted else ()
            is_whole = is_whole and not (quoted and not found)
            paths += [each for each in found if each not in paths]
    return texts, is_whole
