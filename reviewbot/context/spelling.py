"""Words no dictionary knows, one slip of the finger away from a word the same text spells right.

A dictionary of misspellings knows the common ones only; a word list alone would take every second
kernel word for a mistake. The text itself is the witness: ``prioroty`` beside ``priority``.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from string import ascii_lowercase
from typing import TYPE_CHECKING

from reviewbot.context.names import count_parts, parts_of
from reviewbot.knowledge.words import corrections, english, guesses, jargon
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

SHORTEST = 7  # letters; shorter words have too many neighbours
_MIN_LISTED = 4  # letters; half of the shorter entries of codespell name something in the kernel
_LONGEST = 40  # letters; the longest English words have fewer
_MAX_UNKNOWN = 2000  # words; a mail with more is data, and would take seconds
_MOST = 3  # times; a word used more often than this is intentional
_MOST_LONE = 2  # times, where the word it stands for is nowhere in the text
_LONG = 9  # letters; what is one other letter away from a longer word is a slip of it
_VOWELS = frozenset("aeiouy")
_MOST_TRIED = 300  # words of a mail whose neighbours are looked up
_COMMON = 2500  # times a word was counted that a lone slip may stand for; beside others it need only be common
_NAMES_END = regex(r"(?:cnt|cs|fd|fs|id|nr|ns|ptr|rst|val)$")  # stateid is no slip of stated
_VARIANTS = (
    (regex(r"s(?=e[drs]?$|ing$|ation|able$|er$)"), "z"),  # initialise
    (regex(r"yz(?=e)"), "ys"),  # analyze
    (regex(r"our"), "or"),  # behaviour
    (regex(r"([bdgklmnprst])\1(?=ed|ing|er|or|able)"), r"\1"),  # labelled, deferrable
    (regex(r"e(?=able|ment)"), ""),  # sizeable, judgement
    (regex(r"ogue"), "og"),  # catalogue
    (regex(r"ae|(?<=^r)ee|(?<=^pr)ee"), "e"),  # archaeology, reenter
    (regex(r"(?<=e)nce|(?<=e)nse"), "nse"),  # licence
)


_plain: set[str] = set()  # runs of letters all of whose words were found plain: most come again
_MOST_PLAIN = 1 << 16


def odd_words(runs: frozenset[str]) -> frozenset[str]:
    """The words of runs of letters that have a correction or, being long, are in no dictionary."""
    return frozenset(chain.from_iterable(map(_odd_in, filter(str.isalpha, runs - _plain))))


@lru_cache(maxsize=1 << 12)  # the words of a driver come again in each of its patches
def _odd_in(run: str) -> Sequence[str]:
    found = [word for word in parts_of(run) if _is_odd(word)]
    if not found and len(_plain) < _MOST_PLAIN:
        _plain.add(run)
    return found


def _is_odd(word: str) -> bool:
    if len(word) < _MIN_LISTED:
        return False
    if word in corrections() or word in guesses():
        return True
    return SHORTEST <= len(word) <= _LONGEST and word not in english() and word not in jargon()


def are_near(odd: Collection[str], runs: Iterable[str]) -> bool:
    """Whether one of these may be a slip of an English word among the runs of letters."""
    if not odd:
        return False
    shortest = min(map(len, odd)) - 1
    heads, tails = {word[0] for word in odd}, {word[-1] for word in odd}
    words = chain.from_iterable(map(parts_of, [run for run in runs if len(run) >= shortest]))
    others = {word for word in words if word[0] in heads and word[-1] in tails}
    return any(
        (word[0], word[-1]) == (other[0], other[-1])
        and one_edit(word, other)
        and other in english()
        for word in odd
        for other in others
    )


def slips(counts: Mapping[str, int]) -> dict[str, str]:
    """Misspelling → the word it stands for, of a text's lower-case words and their counts.

    The first and the last letter must be right: a letter in front or behind makes another word
    (``kthread``, ``systemd``, plurals and tenses). Spelling variants and compounds are no slips,
    nor is a word that could stand for a second one of the dictionary.
    """
    words = english()
    wrong = corrections()
    rare = [
        word
        for word, count in counts.items()
        if SHORTEST <= len(word) <= _LONGEST
        and count <= _MOST
        and word not in words
        and word not in wrong
        and word not in jargon()
    ]
    right: dict[tuple[str, str], list[str]] = {(word[0], word[-1]): [] for word in rare}
    for word in counts if rare else ():
        if len(word) >= SHORTEST - 1 and (word[0], word[-1]) in right and word in words:
            right[word[0], word[-1]].append(word)
    unknown = [(word, counts[word]) for word in rare if right[word[0], word[-1]]]
    found: dict[str, str] = {}
    for word, count in unknown if len(unknown) <= _MAX_UNKNOWN else ():
        near = [other for other in right[word[0], word[-1]] if one_edit(word, other)]
        if len(near) != 1 or counts[near[0]] < count or _related(word, near[0]):
            continue
        others = (other for other in _edits(word) if other != near[0])
        if not _is_compound(word) and not any(other in words for other in others):
            found[word] = near[0]
    return found


def lone_slips(odd: Collection[str], runs: Sequence[str]) -> dict[str, str]:
    """Misspelling → the common word it is one slip of, be that in the text or not.

    ``odd`` are words of no dictionary, ``runs`` the runs of letters of the text. What is written
    with a capital throughout is a name.
    """
    tried = odd if len(odd) <= _MOST_TRIED else ()
    meant = {word: right for word in tried if (right := _meant(word))}
    counts = count_parts(runs) if meant else {}
    plain = frozenset(runs) if meant else frozenset()
    return {
        word: right for word, right in meant.items() if word in plain and counts[word] <= _MOST_LONE
    }


def is_very_common(word: str) -> bool:
    """Whether a slip of it is known for one where nothing else is misspelled."""
    return int(english().get(word, "") or 0) >= _COMMON


@lru_cache(maxsize=1 << 13)  # the words of a driver come again in each of its patches
def _meant(word: str) -> str:
    """The one English word a slip away, where it is a common one; empty where there is none."""
    words = english()
    if len(word) < SHORTEST or _NAMES_END.search(word):
        return ""
    near = {other for other in _edits(word) if other in words}
    right = near.pop() if len(near) == 1 else word
    is_slip = (right[0], right[-1]) == (word[0], word[-1]) and bool(words.get(right))
    is_other = _related(word, right) or _is_compound(word) or _is_of_other_letters(word, right)
    return right if is_slip and not is_other else ""


def _is_of_other_letters(word: str, right: str) -> bool:
    """Whether a letter of a short word stands for one of another kind: "somting" is not "sorting"."""
    if len(word) != len(right) or len(word) >= _LONG or sorted(word) == sorted(right):
        return False
    return any(a != b and not {a, b} <= _VOWELS for a, b in zip(word, right, strict=True))


def one_edit(one: str, other: str) -> bool:
    """Whether a letter more, a letter less, another letter or two swapped ones part them."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    tail, rest = one[start:], other[start:]
    if len(tail) == len(rest):
        swapped = tail[1::-1] + tail[2:]
        return tail[1:] == rest[1:] or swapped == rest
    return tail[1:] == rest or tail == rest[1:]


def _edits(word: str) -> Iterator[str]:
    """All words one edit away, but for those with a letter more in front."""
    yield word[1:]
    yield from (letter + word[1:] for letter in ascii_lowercase if letter != word[0])
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail
            yield head + letter + tail[1:]


def _related(one: str, other: str) -> bool:
    """Whether both are one word, spelled in two ways or with a letter doubled at an end."""
    return _normal(one) == _normal(other) or one in other or other in one


def _normal(word: str) -> str:
    for variant, common in _VARIANTS:
        word = variant.sub(common, word)
    return word


def _is_compound(word: str) -> bool:
    """Whether it is two English words written together, as kernel people do (``userspace``)."""
    return any(a in english() and b in english() for a, b in _halves(word))


def _halves(word: str) -> Iterator[tuple[str, str]]:
    return ((word[:i], word[i:]) for i in range(3, len(word) - 2))
