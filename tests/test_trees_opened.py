"""The repositories of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mails import mail
from reviewbot.errors import UsageError
from reviewbot.fetch.source import Fetched
from reviewbot.pipeline import Options, review
from reviewbot.thread.series import read_thread
from reviewbot.trees.opened import NOWHERE, Trees
from reviewbot.trees.table import Entry
from trees import commit, git, make

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.model.series import Series

BODY = """\
Why.
---
diff --git a/{0} b/{0}
index {1}..2222222 100644
--- a/{0}
+++ b/{0}
@@ -1 +1 @@
-int a;
+int b;
"""


def raw(tree: Path, path: str = "a.c", more: str = "") -> bytes:
    blob = git(tree, "rev-parse", f"HEAD:{path}").strip()
    return mail("1", "[PATCH] frob: x", BODY.format(path, blob) + more)


def series(one: bytes) -> Series:
    (found,) = read_thread([one]).series
    return found


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return make(tmp_path / "tree", {"a.c": "int a;\n"})


def test_each_series_has_its_own(tree: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "other", {"b.c": "int a;\n"})
    table = (Entry(other, paths=("b.c",)), Entry(tree))
    with Trees(None, table) as trees:
        for where, path in ((tree, "a.c"), (other, "b.c"), (tree, "a.c")):
            with trees.under(series(raw(where, path))) as ground:
                assert ground.repository is ground.own
                assert ground.reference
                assert ground.reference.path == str(where)
    with Trees(tree, table) as trees, trees.under(series(raw(other, "b.c"))) as ground:
        assert ground.repository
        assert ground.repository.root == tree, "one that is asked for wins over all"


def test_what_a_mail_names_chooses_no_program(tree: Path) -> None:
    own = git(tree, "rev-parse", "HEAD").strip()
    commit(tree, {"scripts/checkpatch.pl": "evil"})
    theirs = git(tree, "rev-parse", "HEAD").strip()
    git(tree, "reset", "--quiet", "--hard", own)
    one = series(raw(tree, more=f"\nbase-commit: {theirs}\n"))
    with Trees(tree) as trees, trees.under(one) as ground:
        assert ground.repository
        assert ground.own
        assert (ground.repository.commit, ground.own.commit) == (theirs, own)
        assert ground.repository.file("scripts/checkpatch.pl") == b"evil"
        assert ground.own.file("scripts/checkpatch.pl") is None


def test_a_base_of_ours_wins_where_it_is_there(tree: Path) -> None:
    first = git(tree, "rev-parse", "HEAD").strip()
    one = series(raw(tree))
    git(tree, "tag", "v1")
    commit(tree, {"a.c": "int z;\n", "b.c": "int b;\n"})
    for base, commit_ in (
        (f"{first}", first),
        ("HEAD", None),
        ("f" * 40, first),
        ("--help", first),
    ):
        with Trees(tree, base=base) as trees, trees.under(one) as ground:
            assert ground.repository
            expected = commit_ or git(tree, "rev-parse", "HEAD").strip()
            assert ground.repository.commit == expected


def test_one_that_is_no_repository_is_told(tmp_path: Path, tree: Path) -> None:
    one = series(raw(tree))
    for trees in (Trees(tmp_path), Trees(None, (Entry(tmp_path),)), Trees(tmp_path, base="f" * 40)):
        with trees, pytest.raises(UsageError, match="is not a git repository"), trees.under(one):
            pass


def test_the_one_we_stand_in_counts_if_it_has_the_base(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make(tmp_path / "other", {"a.c": "int a;\nint other;\n"})
    base = git(tree, "rev-parse", "HEAD").strip()
    one = raw(other)
    named = raw(other, more=f"\nbase-commit: {base}\n")
    monkeypatch.chdir(tree)
    with Trees(here=True) as trees:
        with trees.under(series(one)) as ground:
            assert ground is NOWHERE
        with trees.under(series(named)) as ground:
            assert ground.repository
            assert ground.repository.root == tree
    with Trees() as trees, trees.under(series(named)) as ground:
        assert ground is NOWHERE, "a scan stands nowhere"


def test_the_state_of_all_that_may_be_asked(tree: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "other", {"b.c": "int a;\n"})

    def state() -> str:
        with Trees(None, (Entry(other, paths=("b.c",)), Entry(tree))) as trees:
            return trees.state

    before = state()
    assert state() == before
    git(other, "tag", "v1")
    assert state() != before
    assert Trees().state == ""


def test_the_report_names_the_commits_of_several_series(tree: Path) -> None:
    one = raw(tree)
    git(tree, "tag", "v1")
    commit(tree, {"a.c": "int c;\n", "b.c": "int a;\n"})
    git(tree, "tag", "v2")
    two = raw(tree, "b.c").replace(b"<1@", b"<2@").replace(b"frob: x", b"other: y")
    outcome = review(Fetched((one, two), None, "mbox"), Options(tree=tree))
    assert outcome.tree
    assert outcome.tree.name == "v1, v2"
