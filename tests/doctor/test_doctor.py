"""What the doctor sees."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from loopback import serving
from reviewbot.checks.registry import all_checks
from reviewbot.cli import main
from reviewbot.doctor import peers as doctor_peers
from reviewbot.doctor.diagnosis import Diagnosis, Health
from reviewbot.doctor.setup import pairs
from reviewbot.doctor.templates import templates
from reviewbot.doctor.tree import git as git_seen
from reviewbot.doctor.tree import tree, trees
from reviewbot.git import start
from trees import git, make

Capture = pytest.CaptureFixture[str]
NAME = "checks/notifier/errno_zero.txt.j2"


def _doctor(capsys: Capture, *more: str) -> tuple[int, dict[str, str]]:
    """The exit code, and about what each line is → its first word and the rest."""
    code = main(["doctor", *more])
    lines = capsys.readouterr().out.splitlines()
    assert all(line.split()[0] in ("ok", "missing", "broken") for line in lines)
    return code, {line[9:].partition(": ")[0]: line for line in lines}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In no repository, and loopback asked directly."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def test_nothing_set_up_is_nothing_broken(capsys: Capture) -> None:
    code, said = _doctor(capsys)
    assert code == 0
    assert said["you"].startswith("missing  you: no user.email")
    assert said["tree"].startswith("missing  tree: not in a git repository")
    assert said["b4 review"].startswith("missing ")
    assert said["b4 --check"].startswith("missing ")
    assert said["templates"].startswith("missing ")
    assert said["server"] == "ok       server: lore.kernel.org (--online asks it)"
    assert said["libraries"].startswith("ok       libraries: b4 0.16")
    assert said["pairs"].endswith("(built in)")


def test_programs_of_the_tree(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def seen() -> tuple[int, str]:
        code, said = _doctor(capsys)
        return code, said["programs of the tree"].replace("programs of the tree: ", "")

    assert seen() == (
        0,
        "missing  none is on, of checkpatch, coccinelle, kernel-doc, shellcheck, ruff",
    )
    where = make(tmp_path / "tree", {"a.c": "int a;\n"})
    git(where, "config", "--global", "reviewbot.peers.checkpatch", "true")
    assert seen() == (2, "broken   checkpatch; reviewbot.tree names no tree")
    git(where, "config", "--global", "reviewbot.tree", str(where))
    assert seen() == (0, "ok       checkpatch")
    found = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "perl" else found(name))
    assert seen() == (2, "broken   perl is not installed")
    git(where, "config", "--global", "reviewbot.peers.sparse", "true")
    assert seen()[1].startswith("broken   no program 'sparse' is known")


def test_tools_of_the_devicetree(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def seen() -> str:
        code, said = _doctor(capsys)
        assert code == 0
        return said["devicetree tools"].replace("devicetree tools: ", "")

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert seen() == "ok       yamllint, dt-doc-validate, dt-validate"
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "dtc" else f"/bin/{name}")
    assert seen() == "missing  dtc is not installed"
    monkeypatch.setattr(doctor_peers, "is_installed", lambda: False)
    assert seen().endswith("dt-validate: needs reviewbot[dt]")


def test_all_of_it(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    where = make(tmp_path / "tree", {"prompt": "?\n"})
    git(where, "tag", "v1")
    own = tmp_path / "own" / NAME
    own.parent.mkdir(parents=True)
    own.write_text("Use NOTIFY_OK.\n", encoding="utf-8")
    for key, value in {
        "user.name": "Mae",
        "user.email": "mae@example.org",
        "reviewbot.templates": str(tmp_path / "own"),
        "b4.review-perpatch-check-cmd": "reviewbot b4-check",
        "b4.review-agent-command": "reviewbot b4-agent",
        "b4.review-agent-prompt-path": "prompt",
    }.items():
        git(where, "config", "--global", key, value)
    monkeypatch.chdir(where)
    code, said = _doctor(capsys)
    assert code == 0
    assert said["you"] == "ok       you: Mae <mae@example.org>"
    assert said["tree"] == f"ok       tree: {where} at v1, sha1"
    assert (
        said["b4 review"] == "ok       b4 review: review-perpatch-check-cmd, review-agent-command"
    )
    assert said["templates"].startswith("ok       templates: 1 file in ")
    git(where, "config", "--global", "b4.review-agent-prompt-path", "gone")
    code, said = _doctor(capsys)
    assert code == 2
    assert said["b4 review"].startswith("broken   b4 review: b4 runs no agent unless ")


def test_a_check_of_b4s_has_to_print_lines(capsys: Capture) -> None:
    key = "b4.am-perpatch-check-cmd"
    for command in ("scripts/checkpatch.pl -q", "reviewbot b4-check --format line"):
        git(Path(), "config", "--global", "--add", key, command)
    code, said = _doctor(capsys)
    assert (code, said["b4 --check"]) == (0, "ok       b4 --check: am-perpatch-check-cmd")
    git(Path(), "config", "--global", "b4.prep-perpatch-check-cmd", "reviewbot b4-check")
    code, said = _doctor(capsys)
    assert code == 2
    why = "b4.prep-perpatch-check-cmd lacks --format line: each patch is marked red"
    assert said["b4 --check"] == f"broken   b4 --check: {why}"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"One\n{% if %}\n", ":2: "),
        (b"{% if again %}\nTwo\n", ":"),
        (b"One\n\n{{ x | nofilter }}\n", ":3: No filter named 'nofilter'."),
        (b"One\n\xff\n", ":2: not UTF-8"),
        (b"One\n{{ again }}{{ nofact }}\n", ":2: nofact is not a fact of "),
    ],
)
def test_a_broken_template_is_named_with_its_line(content: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    (line,) = templates(tmp_path, all_checks())
    assert line.state is Health.BROKEN
    assert line.detail.startswith(f"{path}{why}")


def test_a_template_of_no_use_is_told(tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "typo.txt.j2").write_text("x", encoding="utf-8")
    (line,) = templates(tmp_path, all_checks())
    assert line.state is Health.BROKEN
    assert line.detail.endswith("typo.txt.j2 overrides nothing: no template checks/typo.txt.j2")
    (line,) = templates(tmp_path / "none", all_checks())
    assert line.state is Health.BROKEN


def test_our_own_templates_are_sound() -> None:
    from reviewbot.reply.wording import template_root  # noqa: PLC0415  of this test alone

    wrong = [line for line in templates(template_root(), all_checks()) if "/checks/" in line.detail]
    assert wrong == []


def test_a_shallow_and_a_partial_clone_say_what_they_lack(tmp_path: Path) -> None:
    where = make(tmp_path / "tree", {"a.c": "int a;\n", "b.c": "int b;\n"})
    git(where, "commit", "--quiet", "--allow-empty", "--message", "Again")
    git(where, "config", "uploadpack.allowFilter", "true")
    url = where.as_uri()
    git(tmp_path, "clone", "--quiet", "--depth=1", url, "shallow")
    assert tree(tmp_path / "shallow").detail.endswith(
        ", shallow: older blobs and commits are not seen"
    )
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", "--no-checkout", url, "partial")
    assert tree(tmp_path / "partial").detail.endswith(
        ", 2 objects of HEAD not here (a partial clone?), none is fetched"
    )


def test_a_configured_tree_that_is_none_is_broken(tmp_path: Path) -> None:
    assert tree(tmp_path / "none").state is Health.BROKEN
    empty = tmp_path / "empty"
    subprocess.run(["git", "init", "--quiet", empty], check=True)
    assert tree(empty).state is Health.BROKEN


def test_git_too_old_or_absent_ends_it(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    start.checked.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(start, "version", lambda: "2.30.2")
        assert git_seen() == Diagnosis(
            Health.BROKEN, "git", "git is 2.30.2; 2.36 or later is needed"
        )
    monkeypatch.setenv("PATH", str(Path("/nowhere")))
    start.version.cache_clear()
    code, said = _doctor(capsys)
    assert code == 2
    assert said["git"] == "broken   git: git cannot be run: No such file or directory"
    assert "server" not in said


def test_the_server_is_only_asked_online(capsys: Capture) -> None:
    with serving(lambda request: request.send(b"")) as server:
        git(Path(), "config", "--global", "b4.midmask", server.midmask)
        assert _doctor(capsys)[0] == 0
        assert server.asked == []
        code, said = _doctor(capsys, "--online")
        assert code == 0
        assert [asked.split()[0] for asked in server.asked] == ["HEAD", "GET", "GET"]
    assert said["server"] == "ok       server: 127.0.0.1 answers"


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ((200, 501, 501), "missing  server: 127.0.0.1 answers, but it cannot be searched"),
        ((200, 404, 200), "missing  server: 127.0.0.1 answers, but its index has no phrases"),
        ((200, 404, 404), "ok       server: 127.0.0.1 answers"),
        ((200, 403, 403), "ok       server: 127.0.0.1 answers"),
    ],
)
def test_what_the_servers_search_lacks(
    statuses: tuple[int, ...], said: str, capsys: Capture
) -> None:
    left = list(statuses)
    with serving(lambda request: request.send(b"", left.pop(0))) as server:
        git(Path(), "config", "--global", "b4.midmask", server.midmask)
        code, lines = _doctor(capsys, "--online")
    assert code == 0
    assert lines["server"].startswith(said)


@pytest.mark.parametrize(
    ("midmask", "more", "why"),
    [
        ("http://127.0.0.1:9/list/%s", ["--online"], "127.0.0.1 cannot be reached ("),
        ("nonsense", [], "b4.midmask in git config is not the URL of a server"),
    ],
)
def test_a_server_that_cannot_be_used(
    midmask: str, more: list[str], why: str, capsys: Capture
) -> None:
    git(Path(), "config", "--global", "b4.midmask", midmask)
    code, said = _doctor(capsys, *more)
    assert code == 2
    assert said["server"].startswith(f"broken   server: {why}")


def test_a_server_that_faults(capsys: Capture) -> None:
    with serving(lambda request: request.send(b"", 503)) as server:
        git(Path(), "config", "--global", "b4.midmask", server.midmask)
        code, said = _doctor(capsys, "--online")
    assert code == 2
    assert "has a fault (it answered 503)" in said["server"]


def test_what_is_suppressed_is_counted(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "suppress.toml"
    git(tmp_path, "config", "--global", "reviewbot.suppress", str(path))
    code, said = _doctor(capsys)
    assert (code, said["suppressed"].split()[0]) == (2, "broken")
    entry = '[[suppress]]\ncheck = "switch"\nreason = "not now"\n'
    path.write_text(f"{entry}{entry}until = 2020-01-01\n", encoding="utf-8")
    code, said = _doctor(capsys)
    assert code == 0
    assert said["suppressed"] == f"ok       suppressed: 2 entries, 1 expired in {path}"


def test_a_table_that_is_none(tmp_path: Path) -> None:
    assert pairs(tmp_path / "gone").state is Health.BROKEN
    (tmp_path / "bad.toml").write_text("x = [", encoding="utf-8")
    assert "is not a table made by `reviewbot learn`" in pairs(tmp_path / "bad.toml").detail
    assert pairs(None).state is Health.OK


def test_a_line_drives_no_terminal() -> None:
    assert str(Diagnosis(Health.OK, "you", "a\x1b[2Jb\nc")) == "ok       you: a[2Jb c"


def test_the_trees_for_lists_are_each_looked_at(tmp_path: Path) -> None:
    where = make(tmp_path / "tree", {"a.c": "int a;\n"})
    git(where, "tag", "v1")
    path = tmp_path / "trees.toml"
    path.write_text(
        f'[[tree]]\npath = "{where}"\nlists = ["u-boot@*"]\n[[tree]]\npath = "/nowhere"\n',
        encoding="utf-8",
    )
    assert [str(each) for each in trees(path)] == [
        f"ok       tree for u-boot@*: {where} at v1, sha1",
        "broken   tree for the rest: /nowhere is not a git repository",
    ]
    path.write_text("tree = 1", encoding="utf-8")
    (one,) = trees(path)
    assert one.state is Health.BROKEN
    assert list(trees(None)) == []
