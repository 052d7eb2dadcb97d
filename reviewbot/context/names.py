"""What a patch names: the identifiers of its code, whole and in parts."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from string import ascii_letters
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import A_DIRECTIVE, A_NAME, tokenize
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff, Patch

C_LIKE = (".c", ".h", ".S", ".dts", ".dtsi", ".rs")

_LETTERS = bytes(code if chr(code) in ascii_letters else ord(" ") for code in range(256))
_PART = regex(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_CODE = regex(r"[(_/.=,:-](?:(?<=\w\()|(?<=\w[_/.=,])\w|(?<=:):|(?<=-)>)")
_NAME = regex(r"[A-Za-z_]\w*")
_KEY = regex(r"\s*(?:- )?([\w,$-]+)(?::|\s*=|\s*$)")


def parts(name: str) -> list[str]:
    """The lower-case words of an identifier: ``irqPrio_LOW`` is irq, prio, low."""
    return [part.lower() for part in _PART.findall(name)]


def letters_in(text: str) -> list[str]:
    """The runs of letters of a text, as they are written: ``irqPrio_LOW`` has irqPrio and LOW."""
    return text.encode("ascii", "replace").translate(_LETTERS).decode("ascii").split()


@lru_cache(maxsize=1 << 14)  # the same stand in every mail
def parts_of(run: str) -> tuple[str, ...]:
    """The lower-case words of a run of letters."""
    return (run,) if run.islower() else tuple(parts(run))


def count_parts(runs: Iterable[str]) -> Counter[str]:
    """How often each lower-case word stands in runs of letters."""
    counts: dict[str, int] = {}
    for run, count in Counter(runs).items():
        for part in parts_of(run):
            counts[part] = counts.get(part, 0) + count
    return Counter(counts)


def code_words(patch: Patch, among: Collection[str]) -> frozenset[str]:
    """Those of some words that identifiers of the diff have, or what is written as code in the log."""
    found: set[str] = set()
    for name in _names(patch.files, among):
        found.update(parts(name))
    body = patch.body
    for number in range(body.log.start, max(body.notes.stop, body.log.stop)):
        for token in filter(_CODE.search, patch.message.line(number).split()):
            found.update(parts(token))
    return frozenset(found.intersection(among))


def _has_any(text: str, words: Collection[str]) -> bool:
    """Whether one of some words, in lower case, may be one of a text."""
    lower = text.lower()
    return any(word in lower for word in words)


def names_of_mail(context: DiffContext, words: Collection[str]) -> frozenset[str]:
    """Those of some words that are of code, of what was there before, or of who wrote or signed it."""
    if not words:
        return frozenset()
    message, body = context.message, context.body
    author = (message.author.name, message.author.email)
    people = "\n".join((*author, *(message.line(number) for number in body.trailers)))
    removed = "\n".join(row for row in context.removed() if _has_any(row, words))
    return frozenset((*code_words(context.patch, words), *parts(removed), *parts(people)))


def _names(files: Iterable[FileDiff], among: Collection[str]) -> Iterator[str]:
    for file in files:
        yield from _NAME.findall(f"{file.old_path} {file.new_path}")
        for hunk in file.hunks:
            yield from _NAME.findall(hunk.section)
            if not _has_any("\n".join([line.text for line in hunk.lines]), among):
                continue
            if file.path.endswith(C_LIKE):
                yield from _code_names(hunk.pre)
                yield from _code_names(hunk.post)
            else:
                for line in hunk.lines:
                    yield from _text_names(line.text)


def _code_names(lines: Sequence[DiffLine]) -> Iterator[str]:
    for token in tokenize(lines):
        if token.kind is A_NAME:
            yield token.text
        elif token.kind is A_DIRECTIVE:
            yield from _NAME.findall(token.text.partition("/*")[0])


def _text_names(line: str) -> Iterator[str]:
    """Keys, lone values, and words that are put together as no English word is."""
    key = _KEY.match(line)
    if key:
        yield key[1]
    for token in filter(_CODE.search, line.split()):
        yield from _NAME.findall(token)
