"""The hooks and CI jobs of docs/authors.md do what is said there, by git, pre-commit and sh."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML

from support import ROOT
from trees import commit, git, make

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

PAGE = (ROOT / "docs" / "authors.md").read_text(encoding="utf-8")
SIGNED = (
    "frob: panel: Add more\n\nMore is needed.\n\nSigned-off-by: A. Author <author@example.org>\n"
)


def block(start: str) -> str:
    """The indented block of the page that begins so."""
    found = re.search(rf"(?:^    {re.escape(start)}.*\n)(?:^(?:    .*)?\n)*", PAGE, re.MULTILINE)
    assert found
    return re.sub(r"(?m)^    ", "", found[0])


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with ``reviewbot`` on its user's PATH, its branch pushed."""
    program = tmp_path / "bin" / "reviewbot"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reviewbot "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    where = make(tmp_path / "tree", {"drivers/frob/panel.c": "int a;\n"}, "--initial-branch=main")
    git(tmp_path, "init", "--quiet", "--bare", "remote")
    git(where, "remote", "add", "origin", "../remote")
    git(where, "push", "--quiet", "origin", "main")
    return where


def change(where: Path, message: str) -> None:
    path = where / "drivers/frob/panel.c"
    commit(where, {"drivers/frob/panel.c": path.read_text() + "int b;\n"})
    git(where, "commit", "--quiet", "--amend", "--message", message)


def push(where: Path, *what: str) -> tuple[int, str]:
    done = subprocess.run(
        ["git", "push", "origin", *what], cwd=where, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_hook_keeps_what_is_wrong_from_being_pushed(tree: Path) -> None:
    hook = tree / ".git" / "hooks" / "pre-push"
    hook.write_text(block("#!/bin/sh"))
    hook.chmod(0o755)
    change(tree, SIGNED)
    assert push(tree, "main")[0] == 0
    git(tree, "checkout", "--quiet", "-b", "topic")
    change(tree, "frob: panel: Add more\n\nMore is needed.\n")
    code, said = push(tree, "topic")
    assert code == 1
    assert ": 1 commit, 1 finding\n" in said
    assert "warning [sob.missing]" in said
    git(tree, "commit", "--quiet", "--amend", "--message", SIGNED)
    code, said = push(tree, "topic")
    assert code == 0
    assert ": 1 commit, nothing found\n" in said
    assert "[new branch]" in said
    assert push(tree, "--delete", "topic")[0] == 0


def test_pre_commit_runs_ours_when_one_pushes(tree: Path) -> None:
    ours = tree.parent / "ours"
    manifest = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    # installing it takes a minute; it is the user's own here
    make(ours, {".pre-commit-hooks.yaml": manifest.replace("language: python", "language: system")})
    settings = block("repos:").replace("https://example.org/reviewbot", str(ours))
    revision = git(ours, "rev-parse", "HEAD").strip()
    settings = settings.replace("rev: main", f"rev: {revision}")
    commit(tree, {".pre-commit-config.yaml": settings.replace("-on, error", "-on, warning")})
    git(tree, "push", "--quiet", "origin", "main")
    install = [sys.executable, "-m", "pre_commit", "install", "-t", "pre-push"]
    subprocess.run(install, cwd=tree, capture_output=True, check=True)
    change(tree, "frob: panel: Add more\n\nMore is needed.\n")
    code, said = push(tree, "main")
    assert code == 1
    assert "review the commits that are pushed" in said
    assert "warning [sob.missing]" in said
    git(tree, "commit", "--quiet", "--amend", "--message", SIGNED)
    assert push(tree, "main")[0] == 0


@pytest.mark.parametrize("start", ["on:", "review:"], ids=["GitHub", "GitLab"])
def test_a_job_of_ci_ends_as_the_review_does(start: str, tree: Path) -> None:
    """The command of the job, with what the server puts into it: no server is here."""
    job = YAML(typ="safe").load(block(start))
    job = job.get("jobs", job)["review"]
    commands = job.get("script") or [step["run"] for step in job["steps"] if "run" in step]
    assert len(commands) == 2
    base = git(tree, "rev-parse", "HEAD").strip()
    change(tree, "frob: panel: Add more\n\nMore is needed.\n")
    command = commands[-1].replace("${{ github.event.pull_request.base.sha }}", base)
    env = {**os.environ, "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    done = subprocess.run(
        ["sh", "-c", command], cwd=tree, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert re.fullmatch(r"commit \w{12}, line 3: warning: .* \[sob.missing\]\n", done.stdout)
