"""Where a tree has the very files, a fix-up names their blobs and is tried on the whole of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.checks.api import Check, DiffContext, Remark, Severity
from reviewbot.context.fix import retyped
from reviewbot.context.repository import Repository
from reviewbot.engine import run
from reviewbot.fixups.mend import mend
from reviewbot.model.patience import Endless
from trees import commit, git, make, posted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewbot.model.fixup import Mended

ROWS = "".join(f"row {number}\n" for number in range(20))


def bad(context: DiffContext) -> Iterator[Remark]:
    """Remark on each bad line."""
    for file in context.files:
        for line in file.added():
            if line.text.startswith("bad"):
                fix = retyped(line, line.text.replace("bad", "fine"))
                yield Remark(line.body_line, {"text": line.text}, fix=fix)


BAD = Check("test.bad", "", "", Severity.NOTE, DiffContext, bad, "tests")


def mended(tree: Path, since: str) -> Mended:
    """The fix-ups of the commits since one, with the tree as it was then."""
    one = posted(tree, since)
    with Repository(tree, since) as repository:
        found = run([one], [BAD], repository).findings
        return mend(one, found, [BAD], repository, Endless())


def apply(tree: Path, done: Mended, *options: str) -> None:
    """Let git apply the fix-ups, one after the other."""
    for fixup in done.fixups:
        git(tree, "apply", "--index", *options, stdin=fixup.diff.encode())


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A file of twenty rows, and two commits that change it."""
    tree = make(tmp_path / "tree", {"a.c": ROWS})
    first = ROWS.replace("row 3\n", "bad 3\n").replace("row 9\n", "bad 9\n")
    commit(tree, {"a.c": first}, "First")
    commit(tree, {"a.c": first.replace("row 5\n", "bad 5\n")}, "Second")
    return tree


def test_its_blobs_are_those_that_git_makes(tree: Path) -> None:
    done = mended(tree, "HEAD~2")
    assert [fixup.is_exact for fixup in done.fixups] == [True, True, True]
    first, second, _ = done.fixups
    named = [
        line for fixup in (first, second) for line in fixup.diff.split("\n") if "index" in line
    ]
    git(tree, "checkout", "--quiet", "HEAD~1")
    before = git(tree, "rev-parse", "HEAD:a.c")
    for fixup, line in zip((first, second), named, strict=True):
        git(tree, "apply", "--index", stdin=fixup.diff.encode())
        after = git(tree, "write-tree").strip()
        now = git(tree, "rev-parse", f"{after}:a.c")
        assert line == f"index {before[:7]}..{now[:7]}"
        before = now


def test_those_of_a_later_patch_stand_on_it_as_it_was_sent(tree: Path) -> None:
    *_, last = mended(tree, "HEAD~2").fixups
    git(tree, "apply", "--index", stdin=last.diff.encode())
    assert "bad 3\nrow 4\nfine 5\n" in (tree / "a.c").read_text()


def test_on_top_of_the_whole_series_they_apply_by_their_blobs(tree: Path) -> None:
    apply(tree, mended(tree, "HEAD~2"), "--3way")
    assert "bad" not in (tree / "a.c").read_text()


def test_a_file_with_carriage_returns_is_left_alone(tmp_path: Path) -> None:
    tree = make(tmp_path / "tree", {"a.c": ROWS.replace("\n", "\r\n")})
    commit(tree, {"a.c": ROWS.replace("row 3", "bad 3").replace("\n", "\r\n")})
    done = mended(tree, "HEAD~1")
    assert not done.fixups
    assert "carriage returns" in str(done.unmended)
