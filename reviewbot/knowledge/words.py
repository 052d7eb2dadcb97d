"""Word lists: codespell's corrections, English words, and what kernel people call things.

The two lists are data of the packages codespell and pyspellchecker. Their files are read as such:
importing the packages costs more than the lists do. Each is parsed once a process, when asked for.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

_ONE_CORRECTION = regex(r"^([a-z]+)->([a-z]+(?: [a-z]+)*)$", re.MULTILINE)
_ENGLISH = regex(rb'"([a-z]{4,}|[a-z]{3}(?=": \d{4,}))"')


@cache
def corrections() -> Mapping[str, str]:
    """Misspelling → its one correction, all lower case.

    Entries with several corrections or a reason for caution (codespell's format: those end in a
    comma or go on after one) are not among them, nor is what the kernel spells so on purpose.
    Raises OSError where the list is missing.
    """
    text = _package("codespell_lib", "data", "dictionary.txt").read_text(encoding="utf-8")
    fine = jargon()
    return {word: right for word, right in _ONE_CORRECTION.findall(text) if word not in fine}


@cache
def english() -> frozenset[str]:
    """English words of three letters or more, American spelling; of those of three the common ones.

    Raises OSError where the list is missing.
    """
    packed = _package("spellchecker", "resources", "en.json.gz").read_bytes()
    return frozenset(word.decode() for word in _ENGLISH.findall(gzip.decompress(packed)))


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
