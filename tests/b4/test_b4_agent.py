"""``reviewbot b4-agent`` and b4 0.16, which reads what it hands in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from loopback import mbox_gz, serving
from realb4 import b4, posted, take
from reviewbot.b4.tracking import ADDRESS, IDENTITY
from reviewbot.cli import main
from reviewbot.fetch.mboxrd import split_mbox
from trees import git

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

_READ = """
    session = b4.review._review._prepare_review_session(argparse.Namespace(branch=None))
    result = {
        "me": session["usercfg"]["email"],
        "patches": [patch.get("reviews", {}) for patch in session["patches"]],
        "series": session["series"].get("reviews", {}),
    }
"""
ERRNO = 'Nit: this can simply be "return NOTIFY_OK;".'


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a series under review in b4, checked out."""
    tree = tmp_path / "tree"
    take(tree, posted(tree))
    monkeypatch.chdir(tree)
    return tree


def _run(*more: str) -> int:
    return main(["b4-agent", "--no-search", *more])


def _files(where: Path) -> dict[str, str]:
    tip = git(where, "rev-parse", "HEAD").strip()
    folder = where / ".git" / "b4-review" / tip
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_b4_reads_every_comment_at_its_line(where: Path) -> None:
    assert _run("Read and execute the prompt from README") == 0
    read = b4(where, _READ)
    first, second = (patch[ADDRESS] for patch in read["patches"])
    assert read["me"] != ADDRESS
    assert first["comments"] == [
        {
            "path": "b/drivers/frob/panel.c",
            "line": 12,
            "text": ERRNO,
            "content": "+\treturn notifier_from_errno(0);",
        }
    ]
    assert first["note"].startswith("> The panel that flashes is described in\n")
    assert first["note"].endswith("\n\nNit: don't wrap URLs, it breaks autolinking and copying.")
    assert [comment["line"] for comment in second["comments"]] == [19, 24]
    assert not (where / ".git" / "b4-review").joinpath(git(where, "rev-parse", "HEAD")).exists()


def test_b4_has_our_comments_in_the_reply_it_would_send(where: Path) -> None:
    """Taken over by the maintainer, they are in b4's own mail with the code quoted above."""
    assert _run() == 0
    script = (
        _READ
        + """
    patch = session["patches"][0]["reviews"]["reviewbot@reviewbot.invalid"]
    sha = session["commit_shas"][0]
    _, diff = b4.git_run_command(top, ["diff", f"{sha}~1", sha])
    result = b4.review._review._build_reply_from_comments(diff, patch["comments"], [])
"""
    )
    reply = b4(where, script)
    assert f"> +\treturn notifier_from_errno(0);\n\n{ERRNO}" in reply


def test_a_second_run_says_nothing_twice(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run() == 0
    once = _files(where)
    assert _run() == 0
    assert _files(where) == once
    read = b4(where, _READ)
    capsys.readouterr()
    assert _run() == 0
    assert capsys.readouterr().err == "reviewbot has nothing new to say\n"
    assert b4(where, _READ) == read


def test_what_the_user_suppresses_is_not_handed_in(where: Path) -> None:
    path = where.parent / "suppress.toml"
    path.write_text('[[suppress]]\ncheck = "switch"\nreason = "not now"\n', encoding="utf-8")
    git(where, "config", "--global", "reviewbot.suppress", str(path))
    assert _run() == 0
    assert set(_files(where)) == {"identity.txt", "0001.txt"}


def test_the_tree_is_looked_at_below_the_series(
    where: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []

    def review(_fetched: object, options: Any, _find: object) -> Any:  # noqa: ANN401  passed on
        seen.append(options)
        raise KeyboardInterrupt

    monkeypatch.setattr("reviewbot.b4.agent.review", review)
    assert _run() == 130
    assert [entry.path for entry in seen[0].trees] == [where.resolve()]
    assert git(where, "rev-parse", seen[0].base) == git(where, "rev-parse", "main")


def test_without_b4s_copy_the_thread_is_fetched(where: Path) -> None:
    _forget(where)
    thread = split_mbox((where.parent / "series.mbox").read_bytes())
    with serving(lambda request: request.send(mbox_gz(*thread))) as server:
        git(where, "config", "--global", "b4.midmask", server.midmask)
        assert _run() == 0
        assert len(server.asked) == 1
    assert set(_files(where)) == {"identity.txt", "0001.txt", "0002.txt"}


def _forget(where: Path) -> None:
    script = """
        cover, tracking = b4.review.load_tracking(top, "b4/review/frob")
        del tracking["series"]["thread-blob"]
        result = b4.review._review.save_tracking_ref(top, "b4/review/frob", cover, tracking)
    """
    assert b4(where, script)


def test_a_patch_that_b4_left_out_moves_the_numbers(where: Path) -> None:
    script = """
        cover, tracking = b4.review.load_tracking(top, "b4/review/frob")
        del tracking["patches"][0]
        result = b4.review._review.save_tracking_ref(top, "b4/review/frob", cover, tracking)
    """
    assert b4(where, script)
    assert _run() == 0
    files = _files(where)
    assert set(files) == {"identity.txt", "0001.txt"}
    assert "> +\tcase FROB_EVENT_READY:" in files["0001.txt"]


def test_anothers_comments_are_left_alone(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tip = git(where, "rev-parse", "HEAD").strip()
    folder = where / ".git" / "b4-review" / tip
    folder.mkdir(parents=True)
    (folder / "identity.txt").write_text("Other <other@example.org>\n", encoding="utf-8")
    assert _run() == 2
    assert "holds comments of another agent" in capsys.readouterr().err
    assert list(_files(where)) == ["identity.txt"]


def test_a_linked_work_tree_is_refused(
    where: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """There ``.git`` is a file, and b4 looks below it."""
    git(where, "checkout", "--quiet", "main")
    git(where, "worktree", "add", "--quiet", "../linked", "b4/review/frob")
    monkeypatch.chdir(where.parent / "linked")
    assert _run() == 2
    assert "is a linked work tree" in capsys.readouterr().err


def test_elsewhere_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _run() == 2
    assert capsys.readouterr().err.endswith(" is in no git work tree\n")


def test_the_identity_is_one_line_b4_can_parse() -> None:
    assert f"reviewbot <{ADDRESS}>" == IDENTITY
    assert json.dumps(IDENTITY).isascii()
