"""The commit a series is looked at on top of, in repositories with several branches."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from mails import mail
from reviewbot.context.base import candidates
from reviewbot.context.base.fit import Fit, fit
from reviewbot.context.repository import Repository
from reviewbot.thread.series import read_thread
from trees import commit, git, make, posted

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.model.series import Series

FILES = {name: f"int {name[0]};\n" * 9 for name in ("a.c", "b.c", "c.c")}


def changed(name: str, word: str) -> dict[str, str]:
    return {name: FILES[name] + f"int {word};\n"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return make(tmp_path / "tree", FILES, "--initial-branch=main")


def work(tree: Path) -> Path:
    """A clone in which a series is made that the tree has never seen."""
    git(tree.parent, "clone", "--quiet", str(tree), "work")
    return tree.parent / "work"


def tip(where: Path, name: str = "HEAD") -> str:
    return git(where, "rev-parse", name).strip()


def on_branch(tree: Path, name: str, files: dict[str, str], *, back_to: str = "main") -> str:
    """A remote-tracking branch with a commit more than ``back_to``; the commit."""
    git(tree, "checkout", "--quiet", "--detach", back_to)
    commit(tree, files)
    made = tip(tree)
    git(tree, "update-ref", f"refs/remotes/{name}", made)
    git(tree, "checkout", "--quiet", "main")
    return made


def dated(tree: Path, day: str) -> None:
    """Have the newest commit be made on a day."""
    text = git(tree, "cat-file", "commit", "HEAD")
    seconds = git(tree, "log", "-1", "--format=%ct").strip()
    then = git(tree, "rev-parse", f"--since={day}T00:00:00Z").strip().partition("=")[2]
    made = git(
        tree,
        "hash-object",
        "-w",
        "-t",
        "commit",
        "--stdin",
        stdin=text.replace(seconds, then).encode(),
    )
    git(tree, "reset", "--quiet", "--hard", made.strip())


def found(tree: Path, series: Series, *, is_fixed: bool = False) -> Fit:
    with Repository(tree) as repository:
        return fit(repository, series, is_fixed=is_fixed)


def based(series: Series, *lines: str) -> Series:
    """The series with lines at the end of its first mail."""
    first, *rest = series.patches
    message = replace(first.message, lines=(*first.message.lines, *lines))
    return replace(series, patches=(replace(first, message=message), *rest))


def change(where: Path, *files: dict[str, str]) -> Series:
    for each in files:
        commit(where, {name: f"{text}int more;\n" for name, text in each.items()})
    return posted(where, f"HEAD~{len(files)}")


def test_head_where_all_files_are_as_they_were_found(tree: Path) -> None:
    series = change(work(tree), {"a.c": FILES["a.c"]}, {"b.c": FILES["b.c"]})
    on_branch(tree, "next/master", changed("c.c", "next"))
    one = found(tree, series)
    assert (one.commit, one.shown("v1")) == (tip(tree), "v1")


def test_a_branch_that_has_more_of_the_files(tree: Path) -> None:
    on_branch(tree, "old/master", changed("a.c", "old"))
    best = on_branch(tree, "next/master", changed("a.c", "next"))
    clone = work(tree)
    git(clone, "fetch", "--quiet", "origin", best)
    git(clone, "checkout", "--quiet", best)
    series = change(clone, {"a.c": FILES["a.c"] + "int next;\n"}, {"b.c": FILES["b.c"]})
    one = found(tree, series)
    assert (one.commit, one.shown("v1")) == (best, "next/master")
    commit(tree, changed("b.c", "here"))
    assert found(tree, series).commit == best
    fixed = found(tree, series, is_fixed=True)
    assert (fixed.commit, fixed.shown("v2")) == (tip(tree), "v2: 0 of 2 files fit")


def test_how_many_files_fit_is_told(tree: Path) -> None:
    best = on_branch(tree, "next/master", changed("a.c", "next"))
    clone = work(tree)
    here = {**changed("a.c", "next"), **changed("b.c", "lost")}
    commit(clone, here)
    one = found(tree, change(clone, here))
    assert (one.commit, one.shown("v1")) == (best, "next/master: 1 of 2 files fit")
    assert one.unfit == (
        f"it fits no commit looked at in {tree}: git fetch the branch it is for, or --tree"
    )


def test_a_release_before_the_mail_and_none_after_it(tree: Path) -> None:
    series = change(work(tree), {"a.c": FILES["a.c"]})
    git(tree, "tag", "-a", "v1.0", "-m", "v1.0")
    git(tree, "checkout", "--quiet", "--orphan", "other")
    commit(tree, changed("a.c", "later"))
    one = found(tree, series)
    assert (one.name, one.fitting) == ("v1.0", 1)
    early = replace(series.patches[0].message, date=datetime(2020, 1, 5, tzinfo=UTC))
    before = replace(series, patches=(replace(series.patches[0], message=early),))
    assert found(tree, before).name == ""


def test_the_branch_as_it_was_when_the_mail_was_sent(tree: Path) -> None:
    dated(tree, "2026-01-03")
    there = tip(tree)
    series = change(work(tree), {"a.c": FILES["a.c"]})
    commit(tree, changed("a.c", "later"))
    dated(tree, "2026-01-07")
    one = found(tree, series)
    assert (one.commit, one.shown("v1-1")) == (there, "v1-1 (HEAD of 2026-01-05)")


@pytest.mark.parametrize("year", [1, 1969, 2038, 9999])
def test_any_date_of_a_mail_will_do(tree: Path, year: int) -> None:
    commit(tree, changed("a.c", "here"))
    body = posted_body(tree, "HEAD~1")
    (series,) = read_thread([mail("1", "[PATCH] frob: x", body)]).series
    odd = replace(series.patches[0].message, date=datetime(year, 12, 31, 23, tzinfo=UTC))
    assert (
        found(tree, replace(series, patches=(replace(series.patches[0], message=odd),))).files == 1
    )


def test_the_named_base_goes_before_head(tree: Path) -> None:
    clone = work(tree)
    series = based(change(clone, {"a.c": FILES["a.c"]}), f"base-commit: {tip(tree)}")
    base = tip(tree)
    commit(tree, changed("b.c", "elsewhere"))
    one = found(tree, series)
    assert (one.commit, one.shown("v1")) == (base, "v1 (base-commit)")


def test_a_base_that_is_not_here_is_said(tree: Path) -> None:
    clone = work(tree)
    commit(clone, changed("a.c", "theirs"))
    base = tip(clone)
    series = based(change(clone, {"a.c": FILES["a.c"] + "int theirs;\n"}), f"base-commit: {base}")
    one = found(tree, series)
    assert (one.commit, one.shown("v1")) == (tip(tree), "v1: the one file does not fit")
    assert one.unfit == f"base-commit {base[:12]} is not in {tree}: git fetch it, or --tree"


@pytest.mark.parametrize(
    "line",
    [
        "base-commit: 0000000000000000000000000000000000000000",
        "base-commit: ffffffffffffffffffffffffffffffffffffffff",
        "base-commit: --output=x",
        "base-commit: HEAD:a.c",
        f"base-commit: {'f' * 99}",
        "base-commit: \t\x00",
    ],
)
def test_a_hostile_base_is_no_base(tree: Path, line: str) -> None:
    series = based(change(work(tree), {"a.c": FILES["a.c"]}), line)
    assert found(tree, series).commit == tip(tree)
    assert not (tree / "x").exists()


def test_what_is_named_as_base_is_a_commit(tree: Path) -> None:
    blob = git(tree, "rev-parse", "HEAD:a.c").strip()
    series = based(change(work(tree), {"a.c": FILES["a.c"]}), f"base-commit: {blob}")
    assert found(tree, series).role == ""


def test_prerequisites_are_found_among_the_commits_of_the_tree(tree: Path) -> None:
    clone = work(tree)
    base = tip(clone)
    commit(clone, changed("a.c", "needed"), "frob: needed")
    text = git(clone, "show", "HEAD")
    patch_id = git(clone, "patch-id", "--stable", stdin=text.encode()).split()[0]
    series = change(clone, {"a.c": FILES["a.c"] + "int needed;\n"})
    asked = based(series, f"base-commit: {base}", f"prerequisite-patch-id: {patch_id}")

    lost = found(tree, asked)
    assert lost.commit == base
    assert lost.unfit == (
        f"1 of 1 prerequisite patches are not in {tree}: apply them to its base-commit, or --tree"
    )
    commit(tree, changed("c.c", "other"))
    commit(tree, changed("a.c", "needed"), "frob: the same, by somebody else")
    there = tip(tree)
    commit(tree, changed("a.c", "after"))
    one = found(tree, asked)
    assert (one.commit, one.shown("v1-2")) == (there, "v1-2 (a prerequisite)")


def test_git_format_patch_names_its_base_as_we_read_it(tree: Path) -> None:
    clone = work(tree)
    base = tip(clone)
    commit(clone, changed("a.c", "needed"), "frob: needed")
    commit(clone, {"a.c": FILES["a.c"] + "int needed;\nint more;\n"}, "frob: more")
    text = git(clone, "format-patch", "--stdout", f"--base={base}", "HEAD~1")
    raw = text.replace("From: ", "Message-ID: <1@example.org>\nFrom: ", 1).partition("\n")[2]
    (series,) = read_thread([raw.encode()]).series
    git(tree, "checkout", "--quiet", "-b", "next")
    commit(tree, changed("a.c", "needed"))
    there = tip(tree)
    commit(tree, changed("a.c", "after"))
    assert found(tree, series).commit == there


def test_of_a_range_too_long_nothing_is_said_to_be_missing(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = work(tree)
    base = tip(clone)
    commit(clone, changed("a.c", "needed"))
    series = change(clone, changed("a.c", "needed"))
    asked = based(series, f"base-commit: {base}", f"prerequisite-patch-id: {'1' * 40}")
    for word in ("one", "two", "three"):
        commit(tree, changed("b.c", word))
    assert "prerequisite" in found(tree, asked).unfit
    monkeypatch.setattr(candidates, "_RANGE", 3)
    assert found(tree, asked).unfit.startswith("it does not fit its base-commit")


def test_branches_that_the_mail_names_are_looked_at_first(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "_BRANCHES", 1)
    best = on_branch(tree, "net-next/main", changed("a.c", "next"))
    on_branch(tree, "a/main", changed("b.c", "other"))
    body = posted_body(tree, "net-next/main")
    (series,) = read_thread([mail("1", "[PATCH net-next] frob: x", body)]).series
    assert found(tree, series).commit == best
    (series,) = read_thread([mail("1", "[PATCH] frob: x", body)]).series
    assert found(tree, series).commit != best


def posted_body(tree: Path, name: str) -> str:
    blob = git(tree, "rev-parse", f"{name}:a.c").strip()
    return (
        f"Why.\n---\ndiff --git a/a.c b/a.c\nindex {blob[:12]}..2222222 100644\n--- a/a.c\n"
        "+++ b/a.c\n@@ -1,1 +1,1 @@\n-int a;\n+int z;\n"
    )


def test_the_branches_of_a_bare_one_are_looked_at(tree: Path, tmp_path: Path) -> None:
    git(tree, "checkout", "--quiet", "-b", "next")
    commit(tree, changed("a.c", "next"))
    best = tip(tree)
    git(tree, "checkout", "--quiet", "main")
    git(tmp_path, "clone", "--quiet", "--mirror", str(tree), "bare.git")
    body = posted_body(tree, "next")
    (series,) = read_thread([mail("1", "[PATCH] frob: x", body)]).series
    assert found(tmp_path / "bare.git", series).name == "next"
    assert found(tmp_path / "bare.git", series).commit == best
    assert found(tree, series).commit == tip(tree), "whose branches are the user's own work"


def test_patches_that_are_missing_are_why(tree: Path) -> None:
    one = change(work(tree), {"a.c": FILES["a.c"]}, {"a.c": FILES["a.c"] + "int more;\n"})
    assert found(tree, one).unfit == "its files are here, but it does not apply to them"
    part = replace(one, patches=one.patches[1:])
    assert found(tree, part).unfit.startswith("patches before it are not here")
    commit(tree, changed("a.c", "here"))
    first = replace(one, patches=one.patches[:1])
    assert found(tree, first).unfit.startswith("it fits no commit looked at")
