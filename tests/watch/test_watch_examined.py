"""What the doctor says of the watch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.cli import main
from reviewbot.watch.examined import examine
from trees import make
from watched import START, Watched

if TYPE_CHECKING:
    from pathlib import Path

NOW = START + 4 * 86400


def seen(folder: Path, more: str = "", now: float = NOW) -> list[str]:
    """The lines of the doctor on a watch of the list ``frob``."""
    file = folder / "watch.toml"
    file.write_text(
        f'state = "{folder}/state"\ndrafts = "{folder}/drafts"\n{more}'
        f'[[list]]\nname = "frob"\nurl = "{folder}/list"\nwhat = "all"\n'
    )
    return [str(each).replace(str(folder), "") for each in examine(file, now)]


def test_a_watch_that_is_well(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.turn(35)
    make(tmp_path / "tree", {"f": "1\n"})
    settings, one, tree, drafts = seen(tmp_path, f'tree = "{tmp_path}/tree"\n')
    assert settings == "ok       watch: 1 list in /watch.toml"
    assert one == "ok       list frob: last turn just now"
    assert tree.startswith("ok       tree of the watch: /tree at ")
    assert drafts == "ok       drafts: a maildir, /drafts, which is made when there is one"


def test_a_list_that_is_not_well(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.turn(35)
    assert seen(tmp_path, now=NOW + 3 * 86400)[1] == "broken   list frob: late, last turn 3 d ago"
    watched.epoch.parent.rename(tmp_path / "away")
    watched.turn(35)
    line = seen(tmp_path)[1]
    assert line.startswith(
        "broken   list frob: fault, last turn just now, /list/0 cannot be fetched"
    )


def test_before_the_first_turn(tmp_path: Path) -> None:
    assert seen(tmp_path)[1].startswith("missing  lists: there is no state in /state yet")
    assert [str(each) for each in examine(tmp_path / "none.toml", NOW)] == [
        f"missing  watch: there is no {tmp_path}/none.toml; no list is followed"
    ]


@pytest.mark.parametrize(
    ("box", "what", "why"),
    [
        ("maildir", "file", "broken   drafts: /drafts is no directory"),
        ("maildir", "other", "broken   drafts: /drafts is not a maildir"),
        ("mbox", "folder", "broken   drafts: /drafts is a directory"),
        ("mbox", "file", "ok       drafts: an mbox, /drafts"),
        ("files", "other", "ok       drafts: a directory, /drafts"),
    ],
)
def test_where_drafts_go(tmp_path: Path, box: str, what: str, why: str) -> None:
    where = tmp_path / "drafts"
    if what == "file":
        where.touch()
    else:
        where.mkdir()
    if what == "other":
        (where / "letter").touch()
    assert seen(tmp_path, f'box = "{box}"\n')[-1] == why


def test_settings_that_are_wrong_are_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reviewbot").mkdir()
    (tmp_path / "reviewbot/watch.toml").write_text("drafts = 1\n")
    assert main(["doctor"]) == 2
    line = f"broken   watch: {tmp_path}/reviewbot/watch.toml: it names no [[list]]"
    assert line in capsys.readouterr().out.splitlines()
