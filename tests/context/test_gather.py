"""Images and levels: exact, applied, or a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from mails import mail
from reviewbot.checks.example import example_context
from reviewbot.context.gather import Surroundings, gather
from reviewbot.context.levels import BlobContext, DiffContext, Level, TreeContext
from reviewbot.context.place import added
from reviewbot.context.repository import Repository
from reviewbot.thread.series import read_thread
from trees import commit, git, make, posted

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.context.image import Image

BASE = "".join(f"line {number}\n" for number in range(1, 41))


def changed(old: str, *changes: tuple[str, str]) -> str:
    for before, after in changes:
        assert before in old
        old = old.replace(before, after)
    return old


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return make(tmp_path / "tree", {"a.c": BASE, "b.c": BASE})


def around(tree: Path, series_from: Path, since: str = "HEAD~1") -> list[Surroundings]:
    series = posted(series_from, since)
    with Repository(tree) as repository:
        return list(gather(series, repository))


def images(one: Surroundings) -> dict[str, Image]:
    assert isinstance(one.context, BlobContext)
    return {file.path: image for file, image in one.context.images.items()}


def branch(tree: Path, tmp_path: Path) -> Path:
    """A second repository, where a series is made that the first has never seen."""
    git(tmp_path, "clone", "--quiet", str(tree), "work")
    return tmp_path / "work"


def test_exact_by_blob_id(tree: Path, tmp_path: Path) -> None:
    work = branch(tree, tmp_path)
    after = changed(BASE, ("line 7\n", "line seven\n"), ("line 30\n", "line 30\nmore\n"))
    commit(work, {"a.c": after, "new.c": "new\n"})
    (one,) = around(tree, work)
    assert (one.level, one.reasons) == (Level.EXACT, ())
    assert images(one)["a.c"].pre == BASE.encode()
    assert images(one)["a.c"].post == after.encode()
    assert images(one)["new.c"].post == b"new\n"


def test_later_patches_stand_on_earlier_ones(tree: Path, tmp_path: Path) -> None:
    work = branch(tree, tmp_path)
    commit(work, {"a.c": changed(BASE, ("line 7\n", "line seven\n"))}, "One")
    last = changed(BASE, ("line 7\n", "line seven\n"), ("line 8\n", "line eight\n"))
    commit(work, {"a.c": last}, "Two")
    first, second = around(tree, work, "HEAD~2")
    assert (first.level, second.level) == (Level.EXACT, Level.EXACT)
    assert images(second)["a.c"].post == last.encode()
    assert isinstance(second.context, TreeContext)
    assert second.context.tree.read("a.c") == last.encode()
    assert isinstance(first.context, TreeContext)
    assert first.context.tree.read("a.c") != last.encode(), "the future is not known yet"


def test_applied_where_the_tree_is_another(tree: Path, tmp_path: Path) -> None:
    work = branch(tree, tmp_path)
    commit(work, {"a.c": "first\n" + BASE}, "Elsewhere")
    after = changed("first\n" + BASE, ("line 20\n", "line twenty\n"))
    commit(work, {"a.c": after})
    (one,) = around(tree, work)
    assert one.level is Level.APPLIED
    assert images(one)["a.c"].moved == (-1,)
    assert images(one)["a.c"].post == changed(BASE, ("line 20\n", "line twenty\n")).encode()


def test_what_does_not_apply_is_a_reason(tree: Path, tmp_path: Path) -> None:
    work = branch(tree, tmp_path)
    commit(work, {"a.c": changed(BASE, ("line 20\n", "other\n")), "c.c": "c\n"}, "Elsewhere")
    commit(work, {"a.c": changed(BASE, ("line 20\n", "twenty\n")), "c.c": "d\n", "b.c": "b\n"})
    (one,) = around(tree, work)
    assert one.level is Level.DIFF
    assert set(images(one)) == {"b.c"}
    assert len(one.reasons) == 2
    assert "does not apply" in one.reasons[0]
    assert "neither" in one.reasons[1]


def test_a_place_that_could_be_two_is_refused(tmp_path: Path) -> None:
    block = "{\n\tone();\n\ttwo();\n\tthree();\n}\n"
    base = block * 2 + "mid\n" + block * 2
    tree = make(tmp_path / "tree", {"a.c": base})
    work = branch(tree, tmp_path)
    other = block + "extra\n" * 3 + "\tone();\n\ttwo();\n\tthree();\n}\n{\n" + "mid\n" + block * 2
    commit(work, {"a.c": other}, "Elsewhere")
    commit(
        work,
        {"a.c": other.replace("\ttwo();\n\tthree();\n}\n{\nmid", "\t2();\n\tthree();\n}\n{\nmid")},
    )
    (one,) = around(tree, work)
    assert one.level in (Level.APPLIED, Level.DIFF)
    for image in images(one).values():
        assert image.post.count(b"2();") == 1


def test_a_wrong_result_is_never_exact(tree: Path, tmp_path: Path) -> None:
    """The patch was edited by hand: it applies, but makes another blob than it says."""
    work = branch(tree, tmp_path)
    commit(work, {"a.c": changed(BASE, ("line 7\n", "line seven\n"))})
    series = posted(work, "HEAD~1")
    (patch,) = series.patches
    files = tuple(replace(file, new_blob="1234567") for file in patch.files)
    edited = replace(series, patches=(replace(patch, files=files),))
    with Repository(tree) as repository:
        (one,) = gather(edited, repository)
    assert one.level is Level.APPLIED


def test_deleted_renamed_and_mode_only(tree: Path, tmp_path: Path) -> None:
    work = branch(tree, tmp_path)
    git(work, "mv", "a.c", "moved.c")
    commit(work, {"b.c": None})
    (one,) = around(tree, work)
    assert one.level is Level.APPLIED, "a pure rename names no blob to verify"
    assert images(one)["b.c"].level == Level.EXACT
    assert isinstance(one.context, TreeContext)
    assert one.context.tree.read("a.c") is None
    assert one.context.tree.read("b.c") is None
    assert one.context.tree.read("moved.c") == BASE.encode()


def test_crlf_and_missing_newlines(tmp_path: Path) -> None:
    crlf = BASE.replace("\n", "\r\n")
    tree = make(tmp_path / "tree", {"dos.c": crlf, "end.c": "a\nb"})
    work = branch(tree, tmp_path)
    commit(work, {"dos.c": crlf.replace("line 9\r", "line nine\r"), "end.c": "a\nb\nc"})
    (one,) = around(tree, work)
    assert one.reasons == ()
    assert images(one)["end.c"].post == b"a\nb\nc"
    assert images(one)["dos.c"].post == crlf.replace("line 9\r", "line nine\r").encode()


def test_links_binaries_and_submodules_are_reasons(tree: Path, tmp_path: Path) -> None:
    work = branch(tree, tmp_path)
    (work / "link").symlink_to("/etc/passwd")
    make(work / "sub", {"x": "x\n"})
    commit(work, {"blob.bin": bytes(range(256))})
    (one,) = around(tree, work)
    said = {reason.partition(": ")[0]: reason.partition(": ")[2] for reason in one.reasons}
    assert said == {"blob.bin": "binary", "link": "a symbolic link", "sub": "a submodule"}


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", ".git/config"])
def test_paths_that_lead_outside_are_a_reason(tree: Path, path: str) -> None:
    context = example_context("Say why.\n---\n=== a.c\n@@\n line 1\n+x\n")
    (patch,) = context.series.patches
    file = replace(patch.files[0], old_path=path, new_path=path)
    series = replace(context.series, patches=(replace(patch, files=(file,)),))
    with Repository(tree) as repository:
        (one,) = gather(series, repository)
    assert one.reasons == (f"{path}: not a path inside a tree",)
    assert images(one) == {}


def test_without_a_repository() -> None:
    context = example_context("Say why.\n---\n=== a.c\n@@\n line 1\n+x\n")
    (one,) = gather(context.series, None)
    assert (one.level, one.reasons) == (Level.DIFF, ("no tree",))
    assert type(one.context) is DiffContext


def test_uses_see_the_patches(tree: Path, tmp_path: Path) -> None:
    work = branch(tree, tmp_path)
    commit(work, {"a.c": changed(BASE, ("line 7\n", "fresh word\n")), "b.c": None})
    with Repository(tree) as repository:
        (one,) = gather(posted(work, "HEAD~1"), repository)
        assert isinstance(one.context, TreeContext)
        uses = one.context.tree.uses(["fresh", "line"])
    assert [(use.path, use.line) for use in uses["fresh"]] == [("a.c", 7)]
    assert {use.path for use in uses["line"]} == {"a.c"}


def test_every_hunk_knows_how_far_it_moved(tree: Path) -> None:
    """An empty new file has no hunk, and the mail may have lost its index line."""
    context = example_context("Say why.\n---\n=== a.c\n@@\n line 1\n+x\n")
    (patch,) = context.series.patches
    file = replace(patch.files[0], old_path=None, new_path="empty.c", hunks=())
    series = replace(context.series, patches=(replace(patch, files=(file,)),))
    with Repository(tree) as repository:
        (one,) = gather(series, repository)
    assert images(one)["empty.c"].moved == ()


def test_two_files_of_one_path_in_a_diff_have_an_image_each(tree: Path) -> None:
    """A rename onto a path, and then a new file of that path: each finds its own hunks."""
    renamed = "@@ -7,2 +7,3 @@\n line 7\n+more\n line 8\n@@ -20,1 +21,1 @@\n-line 20\n+twenty\n"
    for hunks in ("", "@@ -7,1 +7,1 @@\n-line 7\n+seven\n", renamed):
        body = (
            f"diff --git a/a.c b/new.c\nrename from a.c\nrename to new.c\n"
            f"{hunks and f'--- a/a.c{chr(10)}+++ b/new.c{chr(10)}'}{hunks}"
            "diff --git a/new.c b/new.c\nnew file mode 100644\n"
            "--- /dev/null\n+++ b/new.c\n@@ -0,0 +1,2 @@\n+int\n+main;\n"
        )
        (one,) = around_mail(tree, body)
        assert isinstance(one.context, TreeContext)
        first, second = one.context.files
        assert (first.path, second.path) == ("new.c", "new.c")
        given = one.context.images
        assert given[first].pre == BASE.encode()
        assert (given[second].pre, given[second].post) == (b"", b"int\nmain;\n")
        for file in (first, second):
            shown = given[file].post.decode().split("\n")
            assert [shown[at - 1] for at in added(file, given[file])] == [
                line.text for line in file.added()
            ]
        assert one.context.tree.read("new.c") == b"int\nmain;\n"
        assert one.context.tree.read("a.c") is None


def test_files_that_change_places_in_one_diff(tmp_path: Path) -> None:
    """Both renames are of what was there before, in whatever order they stand."""
    tree = make(tmp_path / "tree", {"a.c": "a\n", "b.c": "b\n"})
    swap = [
        f"diff --git a/{old} b/{new}\nsimilarity index 100%\nrename from {old}\nrename to {new}\n"
        for old, new in (("a.c", "b.c"), ("b.c", "a.c"))
    ]
    for body in ("".join(swap), "".join(reversed(swap))):
        (one,) = around_mail(tree, body)
        assert isinstance(one.context, TreeContext)
        assert one.context.tree.read("a.c") == b"b\n"
        assert one.context.tree.read("b.c") == b"a\n"


def around_mail(tree: Path, diff: str) -> list[Surroundings]:
    (series,) = read_thread([mail("a", "[PATCH] x", f"Why.\n---\n{diff}")]).series
    with Repository(tree) as repository:
        return list(gather(series, repository))
