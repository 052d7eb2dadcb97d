"""``reviewbot thread --fixups DIR`` and ``--suggest``, as a maintainer uses them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from reviewbot.cli import main

if TYPE_CHECKING:
    from pathlib import Path

BASE = "static void frob_free(struct frob *frob)\n{\n\tfrob_stop(frob);\n\tfrob_unlink(frob);\n}\n"
MAIL = """\
From: Ada Author <ada@example.org>
To: frob@lists.example.org
Subject: [PATCH v2 1/2] misc: frob: Free what was there
Message-ID: <1@example.org>
Date: Mon, 5 Jan 2026 10:00:00 +0000

Free what was there.

Signed-off-by: Ada Author <ada@example.org>
---
 drivers/misc/frob.c | 5 +++++
 1 file changed, 5 insertions(+)

diff --git a/drivers/misc/frob.c b/drivers/misc/frob.c
--- a/drivers/misc/frob.c
+++ b/drivers/misc/frob.c
@@ -1,5 +1,10 @@
 static void frob_free(struct frob *frob)
 {
 \tfrob_stop(frob);
+\tif (frob->name)
+\t\tkfree(frob->name);
+\tif (frob->clk != NULL) {
+\t\tclk_disable_unprepare(frob->clk);
+\t}
 \tfrob_unlink(frob);
 }
"""
NAMES = [f"v2-0001-misc-frob-free-what-was-there-fixup-{number:02}.patch" for number in (1, 2)]

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _nobody_is_asked(no_user_settings: None) -> None:  # noqa: ARG001  order of set-up
    """Whoever learns anew who asks for what changes none of these."""
    subprocess.run(["git", "config", "--global", "reviewbot.voices", "none"], check=True)


@pytest.fixture
def patch(tmp_path: Path) -> str:
    """A file with a mail that has two needless tests."""
    path = tmp_path / "1.eml"
    path.write_text(MAIL)
    return str(path)


@pytest.fixture(autouse=True)
def me(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose fix-ups they are."""
    monkeypatch.setenv("EMAIL", "rob@example.org")


def test_each_remark_that_can_be_mended_has_a_patch(
    patch: str, tmp_path: Path, capsys: Capture
) -> None:
    assert main(["thread", patch, "--fixups", str(tmp_path / "fix")]) == 0
    assert sorted(path.name for path in (tmp_path / "fix").iterdir()) == NAMES
    assert f"wrote {tmp_path / 'fix' / NAMES[0]}" in capsys.readouterr().err
    first = (tmp_path / "fix" / NAMES[0]).read_text()
    assert "From: rob@example.org\nSubject: fixup! misc: frob: Free what was there\n" in first
    assert '\nNit: kfree() takes NULL, so the "if (frob->name)" can be dropped.\n---\n' in first


def test_a_second_run_finds_its_files_again(patch: str, tmp_path: Path) -> None:
    run = ["thread", patch, "--fixups", str(tmp_path / "fix")]
    assert (main(run), main(run)) == (0, 0)
    assert sorted(path.name for path in (tmp_path / "fix").iterdir()) == NAMES


def test_what_is_there_already_would_be_applied_with_them(
    patch: str, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "fix").mkdir()
    (tmp_path / "fix" / "other.patch").write_text("Edited.\n")
    assert main(["thread", patch, "--fixups", str(tmp_path / "fix")]) == 2
    assert "name another directory" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "fix").iterdir()] == ["other.patch"]


def test_an_edited_fix_up_is_not_overwritten(patch: str, tmp_path: Path, capsys: Capture) -> None:
    run = ["thread", patch, "--fixups", str(tmp_path / "fix")]
    main(run)
    (tmp_path / "fix" / NAMES[1]).write_text("Mine.\n")
    assert main(run) == 2
    assert NAMES[1] in capsys.readouterr().err
    assert (tmp_path / "fix" / NAMES[1]).read_text() == "Mine.\n"


def test_without_an_address_there_is_nobody_they_could_be_from(
    patch: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EMAIL")
    assert main(["thread", patch, "--fixups", str(tmp_path / "fix")]) == 2
    assert "git config --global user.email" in capsys.readouterr().err
    assert not (tmp_path / "fix").exists()


def test_what_is_not_written_is_counted_with_the_reason(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "1.eml"
    path.write_text(MAIL.replace("+\tif (frob->name)\n", "+\tif (frob->name)\r\n"), newline="")
    assert main(["thread", str(path), "--fixups", str(tmp_path / "fix")]) == 0
    assert "2 fix-ups not written: " in capsys.readouterr().err


def test_nothing_to_mend_is_said(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "1.eml"
    path.write_text(
        MAIL.replace("\tif (frob->name)\n+\t\t", "\t").replace("frob->clk != NULL", "x")
    )
    assert main(["thread", str(path), "--fixups", str(tmp_path / "fix")]) == 0
    assert "no remark has a fix-up" in capsys.readouterr().err


def test_a_draft_suggests_the_lines(patch: str, capsys: Capture) -> None:
    assert main(["thread", patch, "--suggest"]) == 0
    said = '"if (frob->name)" can be dropped.\n\n    kfree(frob->name);\n\n>'
    assert said in capsys.readouterr().out


def test_without_being_asked_it_does_not(patch: str, capsys: Capture) -> None:
    main(["thread", patch])
    assert "\n    kfree(frob->name);\n" not in capsys.readouterr().out


@pytest.mark.slow
def test_git_takes_them_and_folds_them_into_their_patch(patch: str, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    source = tree / "drivers" / "misc" / "frob.c"

    def git(*arguments: str) -> str:
        who = ("-c", "user.name=Rob", "-c", "user.email=rob@example.org")
        return subprocess.run(
            ["git", *who, *arguments], cwd=tree, check=True, capture_output=True, text=True
        ).stdout

    source.parent.mkdir(parents=True)
    source.write_text(BASE)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "base")
    git("am", "-q", patch)
    main(["thread", patch, "--tree", str(tree), "--fixups", str(tmp_path / "fix")])
    git("am", "-q", *(str(path) for path in sorted((tmp_path / "fix").iterdir())))
    git("-c", "sequence.editor=true", "rebase", "-q", "-i", "--autosquash", "HEAD~3")
    assert git("log", "--format=%s").split("\n")[:-1] == ["misc: frob: Free what was there", "base"]
    assert source.read_text() == BASE.replace(
        "\tfrob_unlink",
        "\tkfree(frob->name);\n\tclk_disable_unprepare(frob->clk);\n\tfrob_unlink",
    )
