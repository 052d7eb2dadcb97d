"""The user's own table of what the code keeps to, from the command line to the draft."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reviewbot.cli import main
from support import refused

if TYPE_CHECKING:
    from pathlib import Path

MAIL = """\
From: A Dev <a@example.org>
To: frob@example.org
Subject: [PATCH] frob: match it
Message-ID: <1@example.org>
Date: Mon, 2 Mar 2026 10:00:00 +0000

Match it in the devicetree.

Signed-off-by: A Dev <a@example.org>
---
 drivers/frob/core.c | 7 +++++++
 1 file changed, 7 insertions(+)

diff --git a/drivers/frob/core.c b/drivers/frob/core.c
--- a/drivers/frob/core.c
+++ b/drivers/frob/core.c
@@ -10,4 +10,11 @@
\x20
+static const struct of_device_id frob_ids[] = {
+\t{ .compatible = "frob,a" },
+\t{ }
+};
+
 static struct platform_driver frob_driver = {
 \t.driver = {
 \t\t.name = "frob",
+\t\t.of_match_table = of_match_ptr(frob_ids),
+\t\t.pm = &frob_pm,
"""
TABLE = """origin = "frob 1.0"

[directories]
"drivers/frob" = "plain_match_table {}"

[sections]
"""


@pytest.fixture
def review(tmp_path: Path) -> list[str]:
    """The arguments of a review of one patch."""
    mail = tmp_path / "patch.eml"
    mail.write_text(MAIL)
    return ["thread", str(mail), "--voice", "none", "--check", "module.of_match_ptr"]


def table(folder: Path, counts: str) -> str:
    """The path of a table that says it of the directory."""
    path = folder / "conventions.toml"
    path.write_text(TABLE.format(counts))
    return str(path)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is printed of it, in one line."""
    assert main(list(arguments)) == 0
    return " ".join(capsys.readouterr().out.replace("\n> ", " ").split())


def test_what_most_places_do_is_told_in_the_draft(
    review: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(capsys, *review, "--conventions", table(tmp_path, "41/43"))
    assert "Please drop of_match_ptr()" in said
    assert "Most match tables of drivers in drivers/frob are given without of_match_ptr()" in said


def test_where_all_keep_it_the_draft_says_so(
    review: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(capsys, *review, "--conventions", table(tmp_path, "43/43"))
    assert "All match tables of drivers in drivers/frob are given without of_match_ptr()" in said


@pytest.mark.parametrize("counts", ["9/9", "41/51", "20/43"])
def test_few_places_or_many_that_do_not_are_not_told(
    review: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], counts: str
) -> None:
    said = told(capsys, *review, "--ask", "--conventions", table(tmp_path, counts))
    assert "of_match_ptr()" in said
    assert "match tables of drivers in" not in said.partition("not drafted")[0] or counts == "41/51"


def test_the_json_has_the_counts_and_why_it_is_not_drafted(
    review: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, "3/43")
    assert main([*review, "--format", "json", "--conventions", path]) == 0
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["convention"] == {
        "name": "plain_match_table", "kept": 3, "of": 43, "where": "drivers/frob"
    }  # fmt: skip
    assert finding["confidence"] == "low"
    assert finding["held"].startswith(
        "3 of the 43 match tables of drivers in drivers/frob are given"
    )


def test_it_is_found_in_the_configuration(
    review: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "reviewbot.conventions")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", table(tmp_path, "41/43"))
    assert "Most match tables" in told(capsys, *review)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"origin = [", "is not a table made by `reviewbot learn`: "),
        (b"\xff\xfe", "is not a table made by `reviewbot learn`: "),
        (b'origin = "x"\n', "is not a table made by `reviewbot learn`: it has no 'directories'"),
    ],
)
def test_a_broken_one_is_one_sentence(
    review: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: bytes | None,
    why: str,
) -> None:
    path = tmp_path / "conventions.toml"
    if text is not None:
        path.write_bytes(text)
    assert main([*review, "--conventions", str(path)]) == 2
    refused(capsys, why)
