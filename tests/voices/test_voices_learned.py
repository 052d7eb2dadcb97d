"""``reviewbot learn --reviews``: who asked for what, of how many chances."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import Future
from typing import TYPE_CHECKING

import pytest

from epochs import epoch
from replayed import BAD, FINE, patch, quote, reply
from reviewbot.cli import main
from reviewbot.knowledge.voices import Point, Voices, read
from reviewbot.scan.pieces import Piece, pieces
from reviewbot.voices import command
from reviewbot.voices.work import hear_piece

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewbot.voices.work import Asked, Heard

CHECK = "notifier.errno_zero"
LIST, ROB, EVE = "frob@lists.example.org", "rob@example.org", "eve@example.org"
ASKS = "Just return NOTIFY_OK here.\n"


def mails() -> tuple[bytes, ...]:
    """Rob asks for it once of four times, Eve both times; nobody answers one of the patches."""
    eve = f"Eve Reader <{EVE}>"
    return (
        patch("asked", BAD, 1),
        reply("asked-1", quote("asked") + ASKS, 2),
        patch("asked", BAD, 3, 2),  # as it was: whoever said it once need not say it again
        reply("asked-2", quote("asked") + "What for?\n", 4),
        patch("kept", BAD, 40),
        reply("kept-1", quote("kept") + "What for?\n", 41),
        patch("taken", BAD, 50),
        reply("taken-1", "Applied, thanks!\n", 51),
        patch("both", BAD, 60),
        reply("both-1", quote("both") + "What for?\n", 61),
        reply("both-1", quote("both") + ASKS, 62, number=2, author=eve),
        patch("hers", BAD, 70),
        reply("hers-1", quote("hers") + ASKS, 71, author=eve),
        patch("alone", BAD, 80),
        patch("clean", FINE, 90),
        reply("clean-1", quote("clean", FINE) + "Why not just return NOTIFY_OK?\n", 91),
        patch("own", BAD, 95),
        reply("own-1", quote("own") + ASKS, 96, author="Ada Author <ada@example.org>"),
    )


@pytest.fixture(scope="module")
def frobs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("archive") / "frob.git"
    by_list = b"List-Id: Frob <frob.lists.example.org>\n"
    return epoch(where, *(("m", by_list + raw) for raw in mails()))


def learn(*arguments: object) -> int:
    return main(["learn", "-j", "1", "--reviews", *map(str, arguments)])


def learned(out: Path, *arguments: object) -> Voices:
    assert learn(*arguments, "-o", out) == 0
    return read(out.read_text(encoding="utf-8"))


def test_a_reviewer_is_asked_for_by_address(frobs: Path, tmp_path: Path) -> None:
    voices = learned(tmp_path / "v.toml", frobs, "--reviewer", "Rob@example.org")
    (rob,) = voices.by_address.values()
    assert (rob.address, rob.is_list) == (ROB, False)
    assert (rob.since, rob.until) == ("2019-12-02", "2020-01-30")
    assert rob.points[CHECK] == Point(0.9, 3.9, ("asked-1-re-1@example.org",))


def test_of_a_list_anybody_but_the_author_counts(frobs: Path, tmp_path: Path) -> None:
    voices = learned(tmp_path / "v.toml", frobs, "--list", LIST)
    point = voices.by_address[LIST].points[CHECK]
    assert (round(point.asked), round(point.of)) == (3, 5)
    assert point.ids[-1] == "hers-1-re-1@example.org"


def test_several_may_be_asked_for(frobs: Path, tmp_path: Path) -> None:
    voices = learned(
        tmp_path / "v.toml", frobs, "--reviewer", ROB, "--reviewer", EVE, "--list", LIST
    )
    assert [*voices.by_address] == [LIST, EVE, ROB]
    eve = voices.by_address[EVE].points[CHECK]
    assert (round(eve.asked), round(eve.of)) == (2, 2)


def test_who_had_few_chances_is_left_out_unless_asked_for(
    frobs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert learn(frobs, "-o", tmp_path / "v.toml") == 2
    assert "nobody" in capsys.readouterr().err
    assert not (tmp_path / "v.toml").exists()
    monkeypatch.setattr("reviewbot.voices.count.ENOUGH", 3)
    assert [*learned(tmp_path / "v.toml", frobs).by_address] == [LIST, ROB]


def test_only_lists_are_without_anything_of_a_person(
    frobs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewbot.voices.count.ENOUGH", 3)
    voices = learned(tmp_path / "v.toml", frobs, "--only-lists")
    assert [*voices.by_address] == [LIST]
    text = (tmp_path / "v.toml").read_text(encoding="utf-8")
    assert text.count("@") == 1


def test_only_what_is_posted_since_a_day_counts(frobs: Path, tmp_path: Path) -> None:
    arguments = ("--reviewer", EVE, "--since", "2020-02")
    voices = learned(tmp_path / "v.toml", frobs, *arguments)
    assert voices.by_address[EVE].points[CHECK] == Point(1, 1, ("hers-1-re-1@example.org",))


def test_what_was_learned_decides_what_is_drafted(
    frobs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    learned(tmp_path / "v.toml", frobs, "--list", LIST)
    assert main(["voice", LIST, "--voice", str(tmp_path / "v.toml")]) == 0
    shown = capsys.readouterr().out
    (line,) = [line for line in shown.splitlines() if line.startswith(CHECK)]
    assert line.split()[-1] == "drafted"


def test_killed_and_begun_again_it_learns_the_same(
    frobs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tmp_path / "whole.toml"
    learned(whole, frobs, "--list", LIST, "--piece", 4, "--no-cache")
    done: list[Piece] = []

    def killed(piece: Piece, asked: Asked) -> Heard:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(piece)
        return hear_piece(piece, asked)

    monkeypatch.setattr(command, "hear_piece", killed)
    monkeypatch.setattr(command, "executor_for", Here)
    out = tmp_path / "v.toml"
    assert learn(frobs, "--list", LIST, "--piece", 4, "-o", out) == 130
    assert not out.exists()
    done.clear()
    reviewed: list[object] = []
    heard = hear_piece.__globals__["_heard"]

    def counted(*given: object) -> object:
        reviewed.append(given)
        return heard(*given)

    monkeypatch.setitem(hear_piece.__globals__, "_heard", counted)
    monkeypatch.setattr(command, "hear_piece", hear_piece)
    learned(out, frobs, "--list", LIST, "--piece", 4)
    assert out.read_bytes() == whole.read_bytes()
    assert 0 < len(reviewed) < len(list(pieces(frobs, 4))) * 4
    reviewed.clear()
    learned(out, frobs, "--list", LIST, "--piece", 4)
    assert not reviewed
    assert out.read_bytes() == whole.read_bytes()


class Here:
    """An executor that works in this process."""

    def __init__(self, _workers: object) -> None: ...

    def __enter__(self) -> tuple[Here, int]:
        return self, 1

    def __exit__(self, *_failed: object) -> None: ...

    def submit(self, work: Callable[[Piece], Heard], piece: Piece) -> Future[Heard]:
        done: Future[Heard] = Future()
        done.set_result(work(piece))
        return done


@pytest.mark.slow
def test_surroundings_and_processes_change_nothing(frobs: Path, tmp_path: Path) -> None:
    found = []
    for number, (jobs, seed, zone) in enumerate([(1, "0", "UTC"), (2, "17", "Asia/Kathmandu")]):
        out = tmp_path / f"{number}.toml"
        subprocess.run(
            [sys.executable, "-m", "reviewbot", "learn", "--reviews", str(frobs), "--piece", "4",
             "-j", str(jobs), "--reviewer", ROB, "--list", LIST, "-o", str(out), "--no-cache"],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        )  # fmt: skip
        found.append(out.read_bytes())
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--since", "soon"], "is not a date"),
        (["--only-lists", "--reviewer", ROB], "--only-lists"),
        (["-o", "no/voices.toml"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(
    frobs: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], why: str
) -> None:
    assert learn(frobs, *arguments) == 2
    assert why in capsys.readouterr().err


def test_a_tree_and_archives_are_two_things(
    frobs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["learn", ".", "--reviews", str(frobs)]) == 2
    assert main(["learn"]) == 2
    assert "TREE" in capsys.readouterr().err


def test_json_has_the_mails(
    frobs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    learned(tmp_path / "v.toml", frobs, "--reviewer", ROB)
    assert main(["voice", ROB, "--voice", str(tmp_path / "v.toml"), "--format", "json"]) == 0
    (voice,) = json.loads(capsys.readouterr().out)["voices"]
    (check,) = [each for each in voice["checks"] if each["check"] == CHECK]
    assert check["mails"] == ["asked-1-re-1@example.org"]
    assert check["follows"] in ("drafted", "undecided", "reported")
