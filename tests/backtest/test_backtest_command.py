"""``reviewbot backtest``: its report and its files, the same for whoever runs it."""

from __future__ import annotations

import csv
import json
import os
import stat
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from pyarrow import parquet

from replayed import archive
from reviewbot.cli import main
from support import absent

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

CHECK = "notifier.errno_zero"


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("archive") / "frob.git")


def backtest(*arguments: object) -> int:
    return main(["backtest", *map(str, arguments)])


def test_the_table(replayed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert backtest(replayed, "--check", CHECK) == 0
    text = capsys.readouterr().out
    assert "reviewbot backtest frob.git --check notifier.errno_zero\n" in text
    assert "frob.git: 13 messages\n9 series, 9 patches, 7 findings\n" in text
    (row,) = [line.split() for line in text.split("\n") if line.startswith(CHECK)]
    assert row[1:] == ["7", "2", "1", "2", "2", "60", "%", "23-88", "54", "%", "2", "1", "50", "%"]
    assert [line.split()[:2] for line in text.split("\n") if line.startswith("20")] == [
        ["2019", "3"],
        ["2020", "4"],
    ]


def test_json_says_the_same(replayed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert backtest(replayed, "--check", CHECK, "--format", "json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["schema"] == 1
    (check,) = shown["checks"]
    assert check["acted_on"] == {
        "part": 3, "whole": 5, "share": 0.6, "low": 0.230724, "high": 0.882379,
    }  # fmt: skip
    assert (check["asked"], check["met"], check["recall"]) == (2, 1, 0.5)
    assert check["sure"] == {
        name: check[name]
        for name in (
            "hits",
            "agreed",
            "fixed",
            "ignored",
            "unknown",
            "acted_on",
            "chance",
            "wanted",
        )
    }  # all of them are drafted
    assert shown["by_chance"]["code"]["part"] == 1


def test_a_row_for_each_finding(replayed: Path, tmp_path: Path) -> None:
    table, columns = tmp_path / "rows.csv", tmp_path / "rows.parquet"
    assert backtest(replayed, "--check", CHECK, "--rows", table) == 0
    assert backtest(replayed, "--check", CHECK, "--rows", columns) == 0
    with table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    read = parquet.read_table(columns).to_pylist()
    assert [row["outcome"] for row in rows] == [row["outcome"] for row in read]
    assert rows[0]["quote"] == read[0]["quote"] == "+\treturn notifier_from_errno(0);"
    assert (rows[0]["line"], read[0]["line"]) == ("12", 12)
    assert (read[0]["known"], read[1]["known"], read[-1]["following"]) == (False, True, None)


def test_a_page_with_plots_and_no_script(replayed: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert backtest(replayed, "--html", page) == 0
    text = page.read_text()
    assert text.count("<svg ") == 2
    assert "<script" not in text
    assert f"<td>{CHECK}</td><td>7</td>" in text
    assert "<dc:date>" not in text


def test_the_tiers_are_of_what_a_check_is_sure_of(replayed: Path, tmp_path: Path) -> None:
    tiers = tmp_path / "tiers.toml"
    assert backtest(replayed, "--write-tiers", tiers, "--check", CHECK) == 0
    table = tomllib.loads(tiers.read_text())
    row = {"name": CHECK, "tier": "draft", "hits": 7, "known": 5, "acted": 3, "wanted": 2.7}
    assert table["check"] == [row]
    assert table["command"] == f"reviewbot backtest frob.git --check {CHECK}"
    assert "frob.git: 13 messages; 9 series, 9 patches" in table["origin"]


def test_each_list_has_its_own_figures(
    replayed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = archive(tmp_path / "other.git")
    assert backtest(replayed, other, "--check", CHECK, "--format", "json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert [(one["list"], one["series"]) for one in shown["lists"]] == [
        ("frob.git", 9),
        ("other.git", 9),
    ]
    assert [one["checks"][0]["hits"] for one in (shown, *shown["lists"])] == [7, 7, 7]


def test_surroundings_and_processes_change_nothing(replayed: Path, tmp_path: Path) -> None:
    found = []
    for number, (jobs, seed, zone, lang) in enumerate(
        [(1, "0", "UTC", "C"), (2, "17", "Asia/Kathmandu", "C.UTF-8")]
    ):
        out = tmp_path / str(number)
        out.mkdir()
        names = {"--rows": "r.parquet", "--html": "p.html", "--write-tiers": "t.toml"}
        files = [word for key, name in names.items() for word in (key, str(out / name))]
        done = subprocess.run(
            [sys.executable, "-m", "reviewbot", "backtest", str(replayed), "--piece", "4",
             "-j", str(jobs), *files],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": lang},
            capture_output=True,
            check=True,
        )  # fmt: skip
        found.append([done.stdout, *((out / name).read_bytes() for name in names.values())])
    assert found[0] == found[1]
    assert all(found[0])


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--rows", "rows.xlsx"], ".csv or .parquet"),
        (["--rows", "no/rows.csv"], "is not a directory"),
        (["--html", "no/page.html"], "is not a directory"),
        (["--since", "soon"], "is not a date"),
        (["--check", "none.such"], "no check is named"),
    ],
)
def test_what_cannot_be_done_is_said(
    replayed: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], why: str
) -> None:
    assert backtest(replayed, *arguments) == 2
    assert why in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "name"),
    [("--rows", "r.csv"), ("--rows", "r.parquet"), ("--html", "p.html"), ("--write-tiers", "t")],
)
def test_nothing_is_written_through_a_link(
    replayed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, name: str
) -> None:
    theirs = tmp_path / "theirs"
    (tmp_path / name).symlink_to(theirs)
    for content in (None, "precious"):
        if content:
            theirs.write_text(content)
        assert backtest(replayed, "--check", CHECK, option, tmp_path / name) == 2
        err = capsys.readouterr().err
        assert err.endswith(f"/{name} cannot be written: it is a symbolic link\n")
    assert theirs.read_text() == "precious"


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_findings_are_for_their_owner_alone(replayed: Path, tmp_path: Path, umask: int) -> None:
    """The tiers are a table of the program's, which others are to read."""
    files = [tmp_path / "r.csv", tmp_path / "p.html", tmp_path / "t.toml"]
    before = os.umask(umask)
    try:
        names = zip(("--rows", "--html", "--write-tiers"), files, strict=True)
        assert backtest(replayed, "--check", CHECK, *(word for pair in names for word in pair)) == 0
    finally:
        os.umask(before)
    rights = [stat.S_IMODE(path.stat().st_mode) for path in files]
    assert rights == [0o600, 0o600, 0o666 & ~umask]


@pytest.mark.parametrize(
    ("arguments", "module"),
    [(["--rows", "rows.parquet"], "pyarrow"), (["--html", "page.html"], "matplotlib")],
)
def test_a_missing_library_is_said(
    replayed: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    module: str,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert backtest(replayed, *arguments) == 2
    assert "pip install reviewbot[backtest]" in capsys.readouterr().err


def test_no_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert backtest(tmp_path / "none.git") == 3
    assert "there is no archive" in capsys.readouterr().err


def test_an_empty_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = tmp_path / "empty.git"
    if subprocess.run(["git", "init", "--quiet", "--bare", str(where)], check=False).returncode:
        absent("git cannot make a repository")
    page = tmp_path / "page.html"
    assert backtest(where, "--html", page) == 0
    assert "0 series, 0 patches, 0 findings" in capsys.readouterr().out
    assert "<svg" not in page.read_text()
