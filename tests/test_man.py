"""The man page is what the program says of itself."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from argparse_manpage.manpage import Manpage

from reviewbot.cli import parser
from support import ROOT, installed

if TYPE_CHECKING:
    from support import Golden

PAGE = ROOT / "docs" / "man" / "reviewbot.1"
MADE_BY = (3, 11)  # other versions of argparse name options in another way


@pytest.mark.skipif(sys.version_info[:2] != MADE_BY, reason="made with Python 3.11")
def test_it_is_what_the_program_says(golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.setenv("COLUMNS", "80")
    page = Manpage(parser(), format="single-commands-section")
    page.description = "draft careful review replies to patch threads"
    page.manual = "reviewbot"
    golden(PAGE, str(page))


def test_it_can_be_shown() -> None:
    installed("man")
    shown = subprocess.run(
        ["man", "--warnings", "--local-file", str(PAGE)], capture_output=True, check=True, text=True
    )
    assert "reviewbot - draft careful review replies to patch threads" in shown.stdout
    assert shown.stderr == ""
