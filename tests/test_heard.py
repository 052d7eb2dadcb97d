"""Whose voices are heard in a run, and what is said of a table that is none."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from reviewbot import config
from reviewbot.cli import main
from reviewbot.errors import UsageError
from reviewbot.heard import heard
from reviewbot.knowledge.voices import shipped

MAIL = Path(__file__).parents[1] / "corpus/checks/notifier/errno_zero/bad-1.eml"
OWN = """\
[[person]]
address = "me@example.org"
since = "2026-01-01"
until = "2026-01-31"
[person.points]
"notifier.errno_zero" = [0, 50]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "voices.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_the_users_own_are_heard_beside_the_shipped_ones(own: Path) -> None:
    found = heard(str(own), {"me@example.org"})
    assert found.by_address.keys() == {*shipped().by_address, "me@example.org"}
    assert found.me == {"me@example.org"}


def test_who_is_in_both_counts_as_the_user_has_them(own: Path) -> None:
    name = shipped().lists[0]
    own.write_text(OWN.replace("person", "list").replace("me@example.org", name), "utf-8")
    assert [*heard(str(own)).by_address[name].points] == ["notifier.errno_zero"]


def test_nobody_is_heard_where_the_user_says_so() -> None:
    assert not heard("none").by_address


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("voices = 1", "unknown key 'voices'"),
        ("[[", "is not a table made by `reviewbot learn --reviews`"),
        ("a = " + "[" * 100_000, "nested too deep"),
        ("#" * (17 << 20), "over 16 MiB"),
    ],
)
def test_a_bad_table_is_a_sentence(
    own: Path, text: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    own.write_text(text, encoding="utf-8")
    assert main(["thread", str(MAIL), "--voice", str(own)]) == 2
    said = capsys.readouterr().err
    assert why in said
    assert said.count("\n") == 1


def test_a_table_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        heard(str(tmp_path / "none.toml"))


@pytest.mark.parametrize("value", ["none", "own"])
def test_git_names_the_table(own: Path, value: str) -> None:
    said = str(own) if value == "own" else value
    subprocess.run(["git", "config", "--global", "reviewbot.voices", said], check=True)
    assert config.load().voice == said


def test_the_usual_place_counts(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = own.parent / "reviewbot" / "voices.toml"
    place.parent.mkdir()
    own.rename(place)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(own.parent))
    assert config.load().voice == str(place)


def test_one_voice_is_shown_or_a_line_for_each(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["voice", "--voice", str(own)]) == 0
    assert "me@example.org  2026-01-01 to 2026-01-31  1 checks, " in capsys.readouterr().out
    assert main(["voice", "ME@example.org", "--voice", str(own)]) == 0
    line = capsys.readouterr().out.splitlines()[-1].split()
    assert line[:6] == ["notifier.errno_zero", "0.0", "50.0", "0-", "7", "%"]
    subprocess.run(["git", "config", "--global", "user.email", "me@example.org"], check=True)
    assert main(["voice", "--voice", str(own)]) == 0
    assert capsys.readouterr().out.startswith("me@example.org\n")


def test_who_is_not_known_is_a_sentence(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voice", "you@example.org", "--voice", str(own)]) == 2
    assert "did you mean me@example.org?" in capsys.readouterr().err
    assert main(["voice", "--voice", "none"]) == 2
    assert "no voice is heard" in capsys.readouterr().err


def test_the_doctor_says_whose_voice_counts(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def seen() -> str:
        main(["doctor"])
        (line,) = [one for one in capsys.readouterr().out.splitlines() if " voices: " in one]
        return line

    assert seen().endswith("(built in)")
    subprocess.run(["git", "config", "--global", "user.email", "me@example.org"], check=True)
    subprocess.run(["git", "config", "--global", "reviewbot.voices", str(own)], check=True)
    assert "yours (me@example.org), then 1 person" in seen()
    own.write_text("voices = 1", encoding="utf-8")
    assert seen().startswith("broken ")
