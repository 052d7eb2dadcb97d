"""Word lists: codespell's corrections, English words, and what kernel people call things.

The two lists are data of the packages codespell and pyspellchecker. Their files are read as such:
importing the packages costs more than the lists do. What is taken of them is kept for later starts.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.knowledge.lexicon import Lexicon, packed
from reviewbot.knowledge.load import table
from reviewbot.prepared import prepared, stamp
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_ONE_CORRECTION = regex(r"^([a-z]+)->([a-z]+(?: [a-z]+)*)$", re.MULTILINE)
_SEVERAL = regex(r"^([a-z]{4,})->([a-z]+(?:, *[a-z]+(?: [a-z]+)*)+),$", re.MULTILINE)
_ENGLISH = regex(rb'"([a-z]{4,}|[a-z]{3}(?=": \d{4,}))": (\d+)')
_COMMON = 1000  # times, in what the list was counted over


@cache
def corrections() -> Lexicon:
    """Misspelling → its one correction, all lower case.

    Entries with several corrections or a reason for caution (codespell's format: those end in a
    comma or go on after one) are not among them, nor is what the kernel spells so on purpose.
    Raises OSError where the list is missing.
    """
    return _lexicon(
        "corrections", _package("codespell_lib", "data", "dictionary.txt"), _corrections
    )


@cache
def guesses() -> Lexicon:
    """Misspelling of four letters or more → its several corrections, with blanks between, all lower case.

    The first of them is one word; of the others those of several words are left out.

    What is English as it is, or spelled so in the kernel on purpose, is not among them. Raises
    OSError where the list is missing.
    """
    return _lexicon("guesses", _package("codespell_lib", "data", "dictionary.txt"), _guesses)


@cache
def english() -> Lexicon:
    """English words of three letters or more, American spelling; of those of three the common ones.

    Those that are common, each with how often it was counted; the others without.

    Raises OSError where the list is missing.
    """
    return _lexicon("english", _package("spellchecker", "resources", "en.json.gz"), _english)


def _lexicon(name: str, source: Path, read: Callable[[Path], Iterable[tuple[str, str]]]) -> Lexicon:
    """What is read of a file, by this module and the table beside it."""
    here = Path(__file__)
    stamps = map(stamp, (source, here, here.with_name("lexicon.py"), here.with_name("words.toml")))
    return Lexicon(prepared(f"{name}.txt", stamps, lambda: packed(read(source))))


def _corrections(source: Path) -> Iterator[tuple[str, str]]:
    fine = jargon()
    for word, right in _ONE_CORRECTION.findall(source.read_text(encoding="utf-8")):
        if word not in fine:
            yield word, right


def _guesses(source: Path) -> Iterator[tuple[str, str]]:
    fine, known = jargon(), english()
    for word, rights in _SEVERAL.findall(source.read_text(encoding="utf-8")):
        if word not in fine and word not in known:
            each = (right.strip() for right in rights.split(","))
            yield word, " ".join(right for right in each if " " not in right)


def _english(source: Path) -> Iterator[tuple[str, str]]:
    import gzip  # noqa: PLC0415  what is kept is not packed

    counted = dict(_ENGLISH.findall(gzip.decompress(source.read_bytes())))
    return (
        (word.decode(), count.decode() if int(count) >= _COMMON else "")
        for word, count in counted.items()
    )


@cache
def jargon() -> frozenset[str]:
    """Words that are right in kernel text, whatever a dictionary says (``words.toml``)."""
    return frozenset(word for entry in table("words")["right"] for word in entry["words"])


def _package(name: str, *parts: str) -> Path:
    """A file of an installed package, without importing it."""
    spec = find_spec(name)
    folders = (spec.submodule_search_locations if spec else None) or []
    for folder in folders:
        return Path(folder).joinpath(*parts)
    raise FileNotFoundError(f"the package {name} is not installed")
