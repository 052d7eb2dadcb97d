"""The README shows what the program really does."""

from __future__ import annotations

import re

import pytest

from reviewbot.cli import main
from support import CORPUS, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.search(r"<!-- draft (\d) of (\S+) -->\n\n((?: {4}.*\n|\n)+)", README)


def test_the_draft_in_the_readme_is_a_real_one() -> None:
    """Draft N of the accepted output of a corpus thread, which test_corpus.py holds to the code."""
    assert SHOWN
    golden = (ROOT / SHOWN[2]).read_text(encoding="utf-8")
    (draft,) = re.findall(
        rf"^-+ draft {SHOWN[1]} of \d+\n((?:.*\n)+?)(?=\n-----|\Z)", golden, re.MULTILINE
    )
    indented = "".join(f"    {line}".rstrip() + "\n" for line in draft.rstrip("\n").split("\n"))
    assert SHOWN[3].strip("\n") == indented.strip("\n")


def test_every_option_of_thread_is_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["thread", "--help"])
    options = set(re.findall(r"(?<!\S)--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    assert "--ask" in options
    assert {option for option in options if option not in README} <= {"--color"}


def test_the_try_it_thread_is_shipped() -> None:
    assert "corpus/threads/frob-listeners.mbox" in README
    assert (CORPUS / "threads" / "frob-listeners.mbox").exists()
