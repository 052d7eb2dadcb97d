"""Words that may be misspelled, and where one of them stands as a word of English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.names import count_parts, letters_in
from reviewbot.context.prose import plain_words
from reviewbot.context.spelling import are_near, odd_words, slips
from reviewbot.knowledge.words import corrections, english, guesses
from reviewbot.model.fix import Edit
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewbot.context.prose import Prose
    from reviewbot.model.fix import Fix
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch

_LAST = regex(r"(?<![A-Za-z])([A-Za-z]++)\s*$")
_FIRST = regex(r"[^A-Za-z]*([A-Za-z]+)")


def suspects(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """The words of a mail that may be misspelled, each with its correction; and those with several."""
    runs = letters_in(text)
    distinct = frozenset(runs)
    known, odd = corrections(), odd_words(distinct)
    wrong = {word: known[word] for word in odd if word in known}
    if are_near(odd - wrong.keys(), distinct):
        wrong |= slips(count_parts(runs))
    several = guesses()
    guessed = {word: several[word] for word in odd - wrong.keys() if word in several}
    return {word: right for word, right in wrong.items() if not _is_torn(word, right)}, guessed


def misspelled(
    texts: Iterable[Prose], message: Message, wrong: Mapping[str, str]
) -> dict[int, dict[str, str]]:
    """The suspects that stand as words in prose, each with its correction, by body line.

    Not as a name with capitals of its own, and not as the rest of a word the line above begins.
    """
    found: dict[int, dict[str, str]] = {}
    for prose in texts:
        if not any(map(prose.text.lower().__contains__, wrong)):
            continue
        for word, opens in plain_words(prose):
            lower = word.lower()
            is_word = word == lower or (opens and word[1:] == lower[1:])
            if lower in wrong and is_word and not _is_cut(message, prose.at, lower, wrong[lower]):
                found.setdefault(prose.at, {})[word] = wrong[lower]
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
