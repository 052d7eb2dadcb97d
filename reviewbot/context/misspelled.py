"""Words that may be misspelled, and where one of them stands as a word of English."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.changelog import lines_of_changelog
from reviewbot.context.names import count_parts, letters_in
from reviewbot.context.prose import (
    added_prose,
    may_have_prose,
    message_prose,
    plain_words,
    spans_of_prose,
)
from reviewbot.context.spelling import (
    SHORTEST,
    are_near,
    is_very_common,
    lone_slips,
    odd_words,
    one_edit,
    slips,
)
from reviewbot.knowledge.words import corrections, english, guesses
from reviewbot.model.fix import Edit
from reviewbot.regex import regex
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from reviewbot.context.prose import Prose
    from reviewbot.model.fix import Fix
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch

_LAST = regex(r"(?<![A-Za-z])([A-Za-z]++)\s*$")
_FIRST = regex(r"[^A-Za-z]*([A-Za-z]+)")
_LEAST = 5  # letters of a word that may be several others
_ABOUT_SPELLING = regex(r"\b(?:typos?|spelling|spelled|mis-?spel|codespell)")


def suspects(patch: Patch) -> tuple[dict[str, str], dict[str, str]]:
    """The words a mail says or adds that may be misspelled, with what is right; and those with several."""
    known, odd = corrections(), odd_words(_whole_words(patch))
    wrong = {word: known[word] for word in odd if word in known}
    rest = [word for word in odd if len(word) >= SHORTEST and word not in wrong]
    several = guesses()
    guessed = {word: several[word].split() for word in odd - wrong.keys() if word in several}
    runs = letters_in("\n".join(patch.message.lines)) if rest or guessed else []
    counts = cache(lambda: count_parts(runs))
    if are_near(rest, frozenset(runs)):
        wrong |= slips(counts())
    wrong |= _told_beside(guessed, counts) if guessed else {}
    unknown = [word for word in rest if word not in wrong and word not in guessed]
    for word, right in lone_slips(unknown, runs).items():
        if wrong or is_very_common(right):
            wrong[word] = right
    sure = {word: right for word, right in wrong.items() if not _is_torn(word, right)}
    return sure, {word: rights[0] for word, rights in guessed.items() if word not in sure}


def _told_beside(
    guessed: Mapping[str, Sequence[str]], counts: Callable[[], Mapping[str, int]]
) -> dict[str, str]:
    """Those of which the text has one correction, a slip away, and none of the others."""
    there = {
        word: [right for right in rights if right in counts()] for word, rights in guessed.items()
    }
    return {
        word: rights[0]
        for word, rights in there.items()
        if len(rights) == 1 and len(word) >= _LEAST and one_edit(word, rights[0])
    }


def _whole_words(patch: Patch) -> frozenset[str]:
    """Those that any prose may have: a part of a name is none."""
    said = [
        row
        for span in spans_of_prose(patch)
        for row in patch.message.lines[span.start - 1 : span.stop - 1]
    ]
    added = [
        hunk.added_words
        for file in patch.files
        for hunk in file.hunks
        if may_have_prose(file.path, hunk)
    ]
    return frozenset(words_in("\n".join(said))).union(*added)


def prose_to_spell(patch: Patch, wrong: Collection[str]) -> Iterator[Prose]:
    """The prose of the mail, as far as one of these words may be in it."""
    if not _is_about_spelling(patch.subject.title):
        changes = lines_of_changelog(patch)  # has to leave the log anyway
        for prose in message_prose(patch):
            line = patch.message.line(prose.at)
            if prose.at not in changes and not _is_about_spelling(line):
                yield prose
    for file in patch.files:
        for hunk in file.hunks:
            if any(map(hunk.added_text.lower().__contains__, wrong)):
                yield from added_prose(file.path, hunk)


def _is_about_spelling(text: str) -> bool:
    return bool(_ABOUT_SPELLING.search(text.lower()))


def misspelled(
    texts: Iterable[Prose], message: Message, wrong: Mapping[str, str]
) -> dict[int, dict[str, str]]:
    """The suspects that stand as words in prose, each with its correction, by body line.

    Not as a name with capitals of its own, unless it is long and a known misspelling, not as the
    rest of a word the line above begins, and not beside its own correction: then it has to go.
    """
    found: dict[int, dict[str, str]] = {}
    known = corrections()
    for prose in texts:
        if not any(map(prose.text.lower().__contains__, wrong)):
            continue
        words = [*plain_words(prose)]
        for at, (word, opens) in enumerate(words):
            lower = word.lower()
            if lower not in wrong:
                continue
            right, beside = wrong[lower], words[max(at - 1, 0) : at + 2]
            may_be = opens or (len(word) >= SHORTEST and lower in known)
            is_word = word == lower or (may_be and word[1:] == lower[1:])
            is_double = any(other.lower() == right for other, _ in beside)
            if is_word and not is_double and not _is_cut(message, prose.at, lower, right):
                found.setdefault(prose.at, {})[word] = right
    return found


def respelled(patch: Patch, at: int, edits: Iterable[str]) -> Fix:
    """The words spelled right in a line of the diff; the log is not the diff's to mend."""
    _, line = patch.anchors.get(at, (None, None))
    return tuple(
        Edit(at, found.start(), at, found.end(), right)
        for wrong, _, right in (edit.partition("/") for edit in edits)
        for found in (re.finditer(rf"\b{wrong}\b", line.text) if line else ())
    )


def _is_torn(word: str, right: str) -> bool:
    """Whether a word is as near to another one: "mentione" is "mentioned", or "mention"."""
    return right == f"{word}d" and word.endswith("e") and word[:-1] in english()


def _is_cut(message: Message, at: int, word: str, right: str) -> bool:
    """Whether a word is the rest of one that the line above begins: "s", "ymbol"."""
    head = _LAST.search(message.line(at - 1)) if at > 1 else None
    rest = _FIRST.match(message.line(at))
    if head is None or rest is None:
        return False
    return rest[1].lower() == word and f"{head[1].lower()}{word}" == right
