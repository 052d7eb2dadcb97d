"""A program of the tree is that of its HEAD, whatever lies about or comes by mail."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest

from reviewbot.context.repository import Repository
from reviewbot.fetch.source import Fetched
from reviewbot.peers import desk
from reviewbot.peers.bounded import Limits
from reviewbot.pipeline import Options, review
from reviewbot.report.text import render
from support import CORPUS, installed
from trees import commit, make

pytestmark = pytest.mark.slow

HONEST = """#!/usr/bin/perl
while (<STDIN>) {
	print "-:$.: ERROR:TRAILING_WHITESPACE: trailing whitespace\\n" if /^\\+.* $/;
}
print "total: 1 errors, 0 warnings, $. lines checked\\n";
"""
RUNS = "#!/usr/bin/perl\nopen(F, '>', '{}'); close F;\nprint \"total: 0 errors\\n\";\n"
SCRIPT = "scripts/checkpatch.pl"
FILES = {"a.c": "int a;\n"}
PATCH = b"""From: Dan <dan@example.org>
Message-ID: <1@example.org>
Subject: [PATCH] frob: add b
To: list@example.org
Date: Wed, 14 Jan 2026 17:00:00 +0000

Add b.

Signed-off-by: Dan <dan@example.org>
---
diff --git a/a.c b/a.c
--- a/a.c
+++ b/a.c
@@ -1,1 +1,2 @@
 int a;
+int b; 
"""


def told(tree: Path, mail: bytes = PATCH, *peers: str) -> tuple[list[str], list[str]]:
    """What the peers' checks say of a mail, and why they say nothing."""
    options = Options(tree=tree, checks=("peers",), peers=peers or ("checkpatch",))
    outcome = review(Fetched((mail,), None, "mail"), options)
    assert not outcome.failures
    return [one.text for one in outcome.findings], [one.reason for one in outcome.skipped]


def limited(monkeypatch: pytest.MonkeyPatch, limits: Limits) -> None:
    given = {"stdin": None, "limits": limits}  # a default is bound when a function is defined
    monkeypatch.setattr(desk.Desk.run, "__kwdefaults__", given)


def test_what_head_has_is_run(tmp_path: Path) -> None:
    assert told(make(tmp_path, {**FILES, SCRIPT: HONEST})) == (["Nit: trailing white space."], [])


def test_off_it_is_not(tmp_path: Path) -> None:
    tree = make(tmp_path / "tree", {**FILES, SCRIPT: RUNS.format(tmp_path / "ran")})
    outcome = review(Fetched((PATCH,), None, "mail"), Options(tree=tree))
    assert not (tmp_path / "ran").exists()
    assert not [one for one in outcome.skipped if one.check.startswith("peers.")]


def test_a_script_of_the_work_tree_is_not_run(tmp_path: Path) -> None:
    tree = make(tmp_path / "tree", {**FILES, SCRIPT: HONEST})
    (tree / SCRIPT).write_text(RUNS.format(tmp_path / "ran"), encoding="utf-8")
    assert told(tree) == (["Nit: trailing white space."], [])
    assert not (tmp_path / "ran").exists()


def test_a_script_that_a_patch_brings_is_not_run(tmp_path: Path) -> None:
    tree = make(tmp_path / "tree", {**FILES, SCRIPT: HONEST})
    mail = PATCH + b"diff --git a/%s b/%s\n--- a/%s\n+++ b/%s\n@@ -1,5 +1,3 @@\n" % (
        (SCRIPT.encode(),) * 4
    )
    mail += "".join(f"-{line}\n" for line in HONEST.rstrip("\n").split("\n")).encode()
    ran = RUNS.format(tmp_path / "ran").rstrip("\n").split("\n")
    mail += "".join(f"+{line}\n" for line in ran).encode()
    assert told(tree, mail)[0] == ["Nit: trailing white space."]
    assert not (tmp_path / "ran").exists()


COCCI = """virtual report

@found@
identifier one;
@@
int one;

@script:python@
one << found.one;
@@
open("{}", "w").close()
"""


@pytest.mark.parametrize(
    ("peer", "script", "code", "why"),
    [
        ("checkpatch", SCRIPT, RUNS, f"the tree has no {SCRIPT}"),
        ("kernel-doc", "scripts/kernel-doc", RUNS, "the tree has no scripts/kernel-doc"),
        ("coccinelle", "scripts/coccinelle/misc/semicolon.cocci", COCCI, None),
    ],
)
def test_a_new_script_of_a_patch_is_not_run(
    tmp_path: Path, peer: str, script: str, code: str, why: str | None
) -> None:
    lines = code.format(tmp_path / "ran").rstrip("\n").split("\n")
    mail = PATCH + f"diff --git a/{script} b/{script}\nnew file mode 100755\n".encode()
    mail += f"--- /dev/null\n+++ b/{script}\n@@ -0,0 +1,{len(lines)} @@\n".encode()
    mail += "".join(f"+{line}\n" for line in lines).encode()
    assert told(make(tmp_path / "tree", FILES), mail, peer) == ([], [why] if why else [])
    assert not (tmp_path / "ran").exists()


def test_the_same_script_of_head_is_run(tmp_path: Path) -> None:
    """So that the test above can fail."""
    installed("spatch")
    script = {"scripts/coccinelle/misc/semicolon.cocci": COCCI.format(tmp_path / "ran")}
    assert told(make(tmp_path / "tree", {**FILES, **script}), PATCH, "coccinelle") == ([], [])
    assert (tmp_path / "ran").exists()


def test_a_script_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    tree = make(tmp_path / "tree", FILES)
    (tmp_path / "out.pl").write_text(RUNS.format(tmp_path / "ran"), encoding="utf-8")
    (tree / "scripts").mkdir()
    (tree / SCRIPT).symlink_to(tmp_path / "out.pl")
    commit(tree, {})
    assert told(tree) == ([], [f"the tree has no {SCRIPT}"])


def test_a_tree_of_somebody_else_runs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = make(tmp_path, {**FILES, SCRIPT: HONEST})
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert told(tree) == ([], ["the tree is not yours, so nothing of it is run"])


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("1 while 1;", "it took over 1 s"),
        ("print 'x' x 4096 while 1;", "it says more than 1 MiB"),
        ("die 'no';", f"{SCRIPT} ended with 255 before it was through"),
        ("kill 9, $$;", f"{SCRIPT} was ended by SIGKILL before it was through"),
        ("syntax error here(", f"{SCRIPT} ended with 255 before it was through"),
        ("print <STDIN>; exit 1;", f"{SCRIPT} ended with 1 before it was through"),
    ],
)
def test_a_script_that_does_not_work_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, why: str
) -> None:
    limited(monkeypatch, Limits(seconds=1.0, said=1 << 20))
    assert told(make(tmp_path, {**FILES, SCRIPT: script})) == ([], [why])


@pytest.mark.parametrize(
    "line",
    [
        "-:9999999999: ERROR:TRAILING_WHITESPACE: trailing whitespace",
        "-:0: ERROR:TRAILING_WHITESPACE: trailing whitespace",
        "-:2: ERROR:TRAILING_WHITESPACE: trailing whitespace",  # a header
        "-:99: ERROR:TRAILING_WHITESPACE: trailing whitespace",
        "-:7: ERROR:NOT_KEPT: trailing whitespace",
        "-:7: ERROR:TRAILING_WHITESPACE: {{ 1 // 0 }}",
    ],
)
def test_what_it_should_not_say_is_not_taken(tmp_path: Path, line: str) -> None:
    script = f'print \'{line}\', "\\n"; print "total: 1 errors\\n";'
    assert told(make(tmp_path, {**FILES, SCRIPT: script})) == ([], [])


def test_the_deadline_of_the_series_ends_it_too(tmp_path: Path) -> None:
    """Twenty times its seconds by the clock."""
    tree = make(tmp_path, {**FILES, SCRIPT: "1 while 1;"})
    options = Options(tree=tree, checks=("peers",), peers=("checkpatch",), deadline=0.05)
    began = time.monotonic()
    outcome = review(Fetched((PATCH,), None, "mail"), options)
    assert time.monotonic() - began < Limits().seconds / 2
    assert "peers.checkpatch" in {one.check for one in outcome.skipped}
    assert not outcome.failures


@pytest.mark.parametrize("script", ["", "print <STDIN>;", "print 'x' x 9999;"])
def test_a_script_that_ends_well_has_nothing_to_say(tmp_path: Path, script: str) -> None:
    """As the real one of a patch without fault."""
    assert told(make(tmp_path, {**FILES, SCRIPT: script})) == ([], [])


def test_without_a_tree_there_is_nothing_to_run(tmp_path: Path) -> None:
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        options = Options(checks=("peers.checkpatch",), peers=("checkpatch",))
        outcome = review(Fetched((PATCH,), None, "mail"), options)
    finally:
        os.chdir(before)
    assert [one.reason for one in outcome.skipped] == ["no tree"]
    assert "by the diff alone; 1 of them needs a tree (--tree)" in render(outcome)


def test_without_the_program_it_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = make(tmp_path, {**FILES, SCRIPT: HONEST})
    found = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "perl" else found(name))
    assert told(tree) == ([], ["perl is not installed"])


def test_kernel_doc_in_another_language_is_one_sentence(tmp_path: Path) -> None:
    script = {"scripts/kernel-doc": "#!/usr/bin/env python3\nprint('x')\n"}
    mail = PATCH.replace(b"@@ -1,1 +1,2 @@", b"@@ -1,1 +1,3 @@") + b"+/** */\n"
    assert told(make(tmp_path, {**FILES, **script}), mail, "kernel-doc") == (
        [],
        ["scripts/kernel-doc of the tree is not in Perl"],
    )


def test_an_older_complaint_of_kernel_doc_is_not_repeated(tmp_path: Path) -> None:
    script = """#!/usr/bin/perl
for my $path (@ARGV) {
	open(my $file, '<', $path) or next;
	while (<$file>) {
		print "$path:$.: warning: Function parameter '$1' not described in 'f'\\n" if /int (\\w)/;
	}
}
"""
    tree = make(tmp_path, {"a.c": "/** */ int a;\n", "scripts/kernel-doc": script})
    mail = PATCH.replace(b" int a;", b" /** */ int a;")
    assert told(tree, mail, "kernel-doc") == (
        ["Nit: @b is not described in the kernel-doc of f()."],
        [],
    )


SCRIPTS = [
    ("scripts/kernel-doc.py", "scripts/lib/kdoc", "lib/kdoc", "kdoc_parser"),
    ("tools/docs/kernel-doc", "tools/lib/python/kdoc", "../lib/python", "kdoc.kdoc_parser"),
]


@pytest.mark.parametrize(("script", "modules", "where", "module"), SCRIPTS)
def test_kernel_doc_in_python_is_run_with_its_modules(
    tmp_path: Path, script: str, modules: str, where: str, module: str
) -> None:
    """As newer trees have it: scripts/kernel-doc is a link, if it is there."""
    code = f"""#!/usr/bin/env python3
import os
import sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), "{where}"))
from {module} import SAYS
for path in sys.argv[2:]:
    for number, line in enumerate(open(path), 1):
        if "int " in line:
            name = line.partition("int ")[2][0]
            print("Warning: " + os.path.abspath(path) + ":" + str(number), SAYS % name, file=sys.stderr)
"""
    says = "SAYS = \"function parameter '%s' not described in 'f'\"\n"
    files = {"a.c": "/** */ int a;\n", script: code, f"{modules}/kdoc_parser.py": says}
    mail = PATCH.replace(b" int a;", b" /** */ int a;")
    said = ["Nit: @b is not described in the kernel-doc of f()."]
    assert told(make(tmp_path, files), mail, "kernel-doc") == (said, [])


def test_the_scripts_lie_nowhere_once_it_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    assert told(make(tmp_path / "tree", {**FILES, SCRIPT: HONEST}))[0]
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_repository_knows_whose_it_is(tmp_path: Path) -> None:
    with Repository(make(tmp_path, FILES)) as repository:
        assert repository.is_mine


def test_coccinelle_says_what_is_new_after_the_patch(tmp_path: Path) -> None:
    """By the real spatch; the first of the two blocks ended so before."""
    installed("spatch")
    folder = CORPUS / "checks" / "peers" / "coccinelle" / "bad-1.tree"
    script = "scripts/coccinelle/misc/semicolon.cocci"
    old = "int f(int a)\n{\n\tif (a) {\n\t\ta = 1;\n\t};\n"
    new = "\tif (a > 2) {\n\t\ta = 2;\n\t};\n"
    tree = make(
        tmp_path, {"a.c": f"{old}\treturn a;\n}}\n", script: (folder / script).read_bytes()}
    )
    lines = "".join(f" {line}\n" for line in old.rstrip("\n").split("\n"))
    lines += "".join(f"+{line}\n" for line in new.rstrip("\n").split("\n"))
    hunk = f"@@ -1,7 +1,10 @@\n{lines} \treturn a;\n }}\n"
    mail = PATCH.partition(b"@@")[0] + hunk.encode()
    assert told(tree, mail, "coccinelle") == (["Nit: the semicolon is not needed."], [])


def test_a_script_of_coccinelle_that_does_not_parse_is_one_sentence(tmp_path: Path) -> None:
    installed("spatch")
    script = "scripts/coccinelle/misc/semicolon.cocci"
    tree = make(tmp_path, {**FILES, script: "@@ this is not\n"})
    assert told(tree, PATCH, "coccinelle") == ([], [f"spatch ended with 255 with {script}"])


def test_without_any_script_of_coccinelle_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert told(make(tmp_path, FILES), PATCH, "coccinelle") == ([], [])
