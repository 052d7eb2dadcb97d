"""What is suppressed, as a user sets it up and sees it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reviewbot.cli import main, suppressed
from reviewbot.errors import UsageError
from reviewbot.scan.command import Done
from support import CORPUS

if TYPE_CHECKING:
    from reviewbot.watch.turn import Watcher

THREAD = str(CORPUS / "threads" / "frob-listeners.mbox")
ENTRY = '[[suppress]]\ncheck = "{}"\nreason = "not now"\n'

Capture = pytest.CaptureFixture[str]


def written(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_thread_holds_what_is_suppressed(capsys: Capture, tmp_path: Path) -> None:
    path = written(tmp_path / "s.toml", ENTRY.format("switch"))
    assert main(["thread", THREAD, "--suppress", path]) == 0
    out, err = capsys.readouterr()
    assert re.search(r"Nit: the FROB_EVENT_READY case .*\(suppressed: not now\)", out)
    assert "\nNit: the FROB_EVENT_READY case" not in out
    assert err == ""


def test_the_usual_file_counts_for_thread_and_scan(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(Path("~/.config/reviewbot/suppress.toml").expanduser(), ENTRY.format("*"))
    assert main(["thread", THREAD, "--format", "json", "--fail-on", "note"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["drafts"] == []
    assert {one["held"] for one in document["findings"]} == {"suppressed: not now"}
    given: list[Any] = []

    def scan(*arguments: object) -> Done:
        given.extend(arguments)
        return Done((), 0)

    monkeypatch.setattr("reviewbot.scan.command.scan", scan)
    assert main(["scan", "x.git"]) == 0
    assert [entry.reason for entry in given[1].suppress] == ["not now"]


def test_the_usual_file_counts_for_watch_turn_by_turn(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ends = f"{ENTRY.format('*')}until = 2026-03-02\n"
    written(Path("~/.config/reviewbot/suppress.toml").expanduser(), ends)
    text = f'state = "{tmp_path}/s"\ndrafts = "{tmp_path}/d"\n[[list]]\nname = "frob"\nurl = "x"\n'
    settings = written(tmp_path / "watch.toml", text)
    seen: list[int] = []

    class Enough(Exception):  # noqa: N818  no error
        """Of the turns."""

    def turn(watcher: Watcher, *_arguments: object) -> None:
        seen.append(len(watcher.options.suppress))
        monkeypatch.setattr("reviewbot.cli.suppressed.today", lambda: date(2026, 3, 3))
        if len(seen) == 3:
            raise Enough

    monkeypatch.setattr("reviewbot.watch.turn.turn", turn)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr("threading.Event.wait", lambda *_: None)
    monkeypatch.setattr("reviewbot.cli.suppressed.today", lambda: date(2026, 3, 2))
    assert main(["watch", "--settings", settings]) == 5
    assert seen == [1, 0, 0]
    assert capsys.readouterr().err.count("no longer suppressed") == 1


def test_what_is_expired_does_not_count_and_is_said(capsys: Capture, tmp_path: Path) -> None:
    path = written(tmp_path / "s.toml", f"{ENTRY.format('switch')}until = 2020-01-31\n")
    assert main(["thread", THREAD, "--suppress", path]) == 0
    out, err = capsys.readouterr()
    assert "\nNit: the FROB_EVENT_READY case" in out
    assert err == "no longer suppressed, it was until 2020-01-31: switch (not now)\n"


def test_it_is_said_once(capsys: Capture, tmp_path: Path) -> None:
    path = written(tmp_path / "s.toml", f"{ENTRY.format('*')}until = 2020-01-31\n")
    entries = suppressed.read(Path(path))
    assert suppressed.live(entries, date(2020, 1, 31)) == entries
    left = suppressed.live(entries, date(2020, 2, 1))
    assert suppressed.live(left, date(2020, 2, 2)) == ()
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (ENTRY.format("nonsense"), "no check is named nonsense"),
        ('[[suppress]]\ncheck = "*"\n', "entry 1 has no reason"),
        ("[[", "end of document"),
        ("x = " + "[" * 20_000, "it is nested too deep"),
        (None, "cannot be read: No such file"),
    ],
)
def test_a_wrong_file_ends_in_2(
    capsys: Capture, tmp_path: Path, text: str | None, sentence: str
) -> None:
    path = tmp_path / "s.toml"
    if text is not None:
        written(path, text)
    assert main(["thread", THREAD, "--suppress", str(path)]) == 2
    err = capsys.readouterr().err
    assert sentence in err
    assert str(path) in err
    assert err.count("\n") == 1


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(b"\xff")
    with pytest.raises(UsageError, match=r"s\.toml: 'utf-8'"):
        suppressed.read(path)
