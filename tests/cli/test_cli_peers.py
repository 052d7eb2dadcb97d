"""``--with``, and what of the settings turns on a program of the tree."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from reviewbot.cli import main
from reviewbot.peers.names import BY_THEMSELVES
from trees import make

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """#!/usr/bin/perl
while (<STDIN>) { print "-:$.: ERROR:TRAILING_WHITESPACE: trailing whitespace\\n" if /^\\+.* $/; }
print "total: 1 errors, 0 warnings, $. lines checked\\n";
"""
MAIL = """From: Dan <dan@example.org>
Message-ID: <1@example.org>
Subject: [PATCH] frob: add b
To: list@example.org
Date: Wed, 14 Jan 2026 17:00:00 +0000

Add b.

Signed-off-by: Dan <dan@example.org>
---
diff --git a/a.c b/a.c
index {old}..1234567 100644
--- a/a.c
+++ b/a.c
@@ -1,1 +1,2 @@
 int a;
+int b;\x20
"""
SAID = "trailing white space"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree one stands in, and a mail beside it."""
    where = make(tmp_path / "tree", {"a.c": "int a;\n", "scripts/checkpatch.pl": SCRIPT})
    named = subprocess.run(
        ["git", "rev-parse", "HEAD:a.c"], cwd=where, capture_output=True, check=True, text=True
    )
    (tmp_path / "mail").write_text(MAIL.format(old=named.stdout.strip()), encoding="utf-8")
    monkeypatch.chdir(where)
    return where


def told(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[str, str]:
    assert main(["thread", "../mail", *options]) == 0
    return capsys.readouterr()


def turned_on(name: str = "checkpatch") -> None:
    subprocess.run(["git", "config", "--global", f"reviewbot.peers.{name}", "true"], check=True)


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    "options",
    [["--with", "checkpatch"], ["--with", "kernel-doc,checkpatch"],
     ["--with", "kernel-doc", "--with=checkpatch"]],
)  # fmt: skip
def test_what_is_named_looks(capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    assert SAID in told(capsys, *options)[0]


@pytest.mark.usefixtures("tree")
def test_by_default_none_does(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = told(capsys)
    assert SAID not in out
    assert "peers" not in out + err


@pytest.mark.usefixtures("tree")
def test_a_setting_runs_nothing_where_one_stands(capsys: pytest.CaptureFixture[str]) -> None:
    turned_on()
    out, err = told(capsys)
    assert SAID not in out
    assert err == "not run without --tree or reviewbot.tree: checkpatch\n"


def test_a_setting_counts_for_a_tree_that_is_named(
    capsys: pytest.CaptureFixture[str], tree: Path
) -> None:
    turned_on()
    assert SAID in told(capsys, "--tree", str(tree))[0]


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("options", [["--with", "sparse"], ["--with", ""], ["--with", "a,,b"]])
def test_an_unknown_name_is_one_sentence(
    capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert main(["thread", "../mail", *options]) == 2
    err = capsys.readouterr().err
    assert "there are checkpatch, coccinelle, kernel-doc, shellcheck, ruff" in err
    assert err.count("\n") == 1


def test_an_unknown_name_in_the_settings_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tree: Path
) -> None:
    turned_on("sparse")
    assert main(["thread", "../mail", "--tree", str(tree)]) == 2
    assert "no program 'sparse' is known" in capsys.readouterr().err


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("name", ["peers", "peers.checkpatch"])
def test_a_check_that_asks_one_needs_it_on(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["thread", "../mail", "--check", name]) == 2
    assert "--with" in capsys.readouterr().err
    assert SAID in told(capsys, "--check", name, "--with", "checkpatch")[0]


def test_a_scan_needs_a_tree_for_it(capsys: pytest.CaptureFixture[str], tree: Path) -> None:
    assert main(["scan", str(tree), "--with", "checkpatch"]) == 2
    assert capsys.readouterr().err == "reviewbot: --with needs --tree\n"


BINDING = "Documentation/devicetree/bindings/frob/example,frob.yaml"
NEW_BINDING = f"""From: Dan <dan@example.org>
Message-ID: <2@example.org>
Subject: [PATCH] dt-bindings: frob: add one
To: devicetree@vger.kernel.org
Date: Wed, 14 Jan 2026 17:00:00 +0000

Add it.

Signed-off-by: Dan <dan@example.org>
---
diff --git a/{BINDING} b/{BINDING}
new file mode 100644
--- /dev/null
+++ b/{BINDING}
@@ -0,0 +1,2 @@
+---
+a: [
"""


def test_what_only_reads_the_tree_looks_where_one_stands(
    capsys: pytest.CaptureFixture[str], tree: Path
) -> None:
    (tree.parent / "mail").write_text(NEW_BINDING, encoding="utf-8")
    assert "not looked at by binding.lint, 1 mail: the tree has no" in told(capsys, "--tree=.")[0]
    for name in BY_THEMSELVES:
        git = ["git", "config", "--global", f"reviewbot.peers.{name}", "false"]
        subprocess.run(git, check=True)
    assert "binding.lint" not in told(capsys, "--tree=.")[0]
