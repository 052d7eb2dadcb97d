"""Linters of scripts are asked about tests only, and only about what a patch adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.fetch.source import Fetched
from reviewbot.peers import bounded, desk, ruff, shellcheck
from reviewbot.pipeline import Options, review
from support import installed
from trees import make

if TYPE_CHECKING:
    from pathlib import Path

SHELL = "tools/testing/selftests/frob/frob.sh"
PYTHON = "tools/testing/selftests/frob/frob.py"
HEADER = """From: Dan <dan@example.org>
Message-ID: <1@example.org>
Subject: [PATCH] selftests: frob: list them
To: list@example.org
Date: Wed, 14 Jan 2026 17:00:00 +0000

List them.

Signed-off-by: Dan <dan@example.org>
---
"""


def patch(path: str, context: str, added: str) -> bytes:
    """A mail that adds a line behind the only one of a file."""
    diff = f"diff --git a/{path} b/{path}\n--- a/{path}\n+++ b/{path}\n@@ -1,1 +1,2 @@\n"
    return f"{HEADER}{diff} {context}\n+{added}\n".encode()


def told(tree: Path, mail: bytes, peer: str) -> tuple[list[str], list[str]]:
    """What it says of a mail, and why it says nothing."""
    outcome = review(
        Fetched((mail,), None, "mail"), Options(tree=tree, checks=("peers",), peers=(peer,))
    )
    assert not outcome.failures
    return [one.text for one in outcome.findings], [one.reason for one in outcome.skipped]


def test_their_reports_are_read() -> None:
    comment = {"line": 3, "code": 2069, "message": "To redirect", "level": "warning"}
    assert list(shellcheck.read({"comments": [comment]})) == [(3, "SC2069", "To redirect")]
    broken = {"location": {"row": 4}, "code": None, "message": "Expected"}
    assert list(ruff.read([broken])) == [(4, "", "Expected")]


@pytest.mark.slow
def test_shellcheck_says_what_is_new(tmp_path: Path) -> None:
    installed("shellcheck")
    line = "frobctl stop 2>&1 >/dev/null"
    tree = make(tmp_path, {SHELL: f"{line}\n"})
    said = ["This leaves stderr where stdout was: 2>&1 has to come last."]
    assert told(tree, patch(SHELL, line, "frobctl start 2>&1 > /dev/null"), "shellcheck") == (
        said,
        [],
    )
    assert told(tree, patch(SHELL, line, "frobctl start"), "shellcheck") == ([], [])


@pytest.mark.slow
def test_ruff_says_what_is_new(tmp_path: Path) -> None:
    installed("ruff")
    tree = make(tmp_path, {PYTHON: "import os\n"})
    said = ["Nit: re is imported, but not used."]
    assert told(tree, patch(PYTHON, "import os", "import re"), "ruff") == (said, [])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "says"), [("ruff.toml", "[lint"), (".shellcheckrc", "disable=all")]
)
def test_no_settings_of_the_tree_are_read(tmp_path: Path, name: str, says: str) -> None:
    installed("ruff", "shellcheck")
    folder = SHELL.rpartition("/")[0]
    files = {SHELL: "run\n", PYTHON: "import os\n", f"{folder}/{name}": says, name: says}
    tree = make(tmp_path, files)
    assert told(tree, patch(PYTHON, "import os", "import re"), "ruff")[0]
    assert told(tree, patch(SHELL, "run", "stop 2>&1 >/dev/null"), "shellcheck")[0]


@pytest.mark.slow
def test_what_is_no_test_is_not_looked_at(tmp_path: Path) -> None:
    tree = make(tmp_path, {"scripts/frob.py": "import os\n"})
    assert told(tree, patch("scripts/frob.py", "import os", "import re"), "ruff") == ([], [])


@pytest.mark.slow
def test_one_that_is_not_understood_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = make(tmp_path, {PYTHON: "import os\n"})
    mail = patch(PYTHON, "import os", "import re")
    for done, why in (
        (bounded.Done("[{}]", 1), "ruff was not understood"),
        (bounded.Done("no JSON", 0), "ruff was not understood"),
        (bounded.Done("", 2), "ruff ended with 2"),
    ):
        monkeypatch.setattr(desk.Desk, "run", lambda *_, _done=done, **__: _done)
        assert told(tree, mail, "ruff") == ([], [why])
