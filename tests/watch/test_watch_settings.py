"""The settings of the watch, right and wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reviewbot.errors import UsageError
from reviewbot.watch.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'state = "s"\ndrafts = "d"\n'
LIST = '[[list]]\nname = "frob"\nurl = "https://lists.example.org/frob"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "watch.toml"
    path.write_text(text)
    return path


def test_what_is_said_and_what_is_not(tmp_path: Path) -> None:
    text = HEAD + LIST + 'quiet = "2h"\nembargo = "1d"\npaths = ["drivers/*"]\nmute = true\n'
    settings = read_settings(written(tmp_path, text))
    (one,) = settings.lists
    assert (settings.box, settings.tree) == ("maildir", None)
    assert (one.what, one.paths, one.mute) == ("rfc", ("drivers/*",), True)
    assert (one.quiet, one.embargo) == (timedelta(hours=2), timedelta(days=1))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("state = ", "is no TOML"),
        (HEAD, "names no"),
        ('drafts = "d"\n' + LIST, "has no state"),
        (HEAD + "[[list]]\nname = 'frob'\n", "has no url"),
        (HEAD + LIST.replace("frob", "../x"), "is no name for a list"),
        (HEAD + LIST + LIST, "the same name"),
        (HEAD + LIST + "quiet = 'soon'\n", "is no time"),
        (HEAD + LIST + "what = 'some'\n", "what is one of rfc, all"),
        (HEAD + LIST + "mute = 'yes'\n", "neither true nor false"),
        (HEAD + LIST + "subjects = ['(']\n", "is no regex"),
        (HEAD + LIST + "paths = 'x'\n", "is no list of words"),
        (HEAD + LIST + "mail = true\n", "'mail', which means nothing here"),
        ("list = [1]\n" + HEAD, "is no table"),
        (HEAD.replace("drafts", "box = 'imap'\ndrafts") + LIST, "box is one of"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        read_settings(written(tmp_path, text))


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_settings(tmp_path / "nowhere.toml")
