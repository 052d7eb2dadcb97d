"""The word lists and what reading them costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from reviewbot.knowledge import words
from reviewbot.knowledge.load import table


def test_corrections_are_single_and_plain() -> None:
    found = words.corrections()
    assert found["recieve"] == "receive"
    assert found["everytime"] == "every time"
    assert len(found) > 50_000
    assert all(word.islower() and word.isalpha() for word in found)
    assert not any("," in right for right in found.values())


def test_entries_with_several_corrections_or_a_caution_are_left_out() -> None:
    assert "wither" not in words.corrections()
    assert "clas" not in words.corrections()


def test_english_is_a_set_of_lower_case_words() -> None:
    english = words.english()
    assert {"priority", "bus"} <= english.keys()
    assert "prioroty" not in english
    assert all(len(word) >= 3 for word in english)


def test_jargon_is_never_corrected() -> None:
    assert {"debugfs", "opps", "requestor"} <= words.jargon()
    assert words.jargon().isdisjoint(words.corrections())


def test_every_entry_says_where_it_comes_from() -> None:
    entries = table("words")["right"]
    assert entries
    for entry in entries:
        assert entry["origin"].strip()
        assert entry["words"] == sorted(set(entry["words"]))


def test_a_missing_list_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="no_such_package"):
        words._package("no_such_package", "list.txt")  # noqa: SLF001  not reachable otherwise


def test_the_packages_are_read_but_not_imported() -> None:
    code = (
        "import sys\n"
        "from reviewbot.knowledge.words import corrections, english\n"
        "assert corrections() and english()\n"
        "print(*sorted({'codespell_lib', 'spellchecker'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
