"""What anybody has configured: keys and variables, a few at a time, and nothing of it is run or counts.

Three uses: the mirror of a list, an archive to scan, a tree to look at.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from epochs import epoch, invented
from reviewbot.cli import main
from reviewbot.context.repository import Repository
from reviewbot.fetch.epoch import raw_messages
from reviewbot.fetch.history import message_blobs
from reviewbot.scan.pieces import pieces, reading
from reviewbot.watch.mirror import Wanted, pull
from traps import SETTINGS, VARIABLES, Traps
from trees import commit, git, make

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

pytestmark = pytest.mark.slow

FILES = {
    "drivers/frob/core.c": "int frob_start(void)\n{\n\treturn 0;\n}\n",
    "drivers/frob/größe.c": "int size = frob_start();\n",
    "include/frob.h": "int frob_start(void);\n",
    ".gitattributes": "* filter=x diff=x merge=x\n",
}
MAILS = 5
TITLES = ["frob1: two patches", "frob2: two patches"]
TOGETHER = 6  # in one test: few, lest one of them keep another from doing anything


def some(named: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """A few at a time, none with its neighbours, which are of one kind."""
    many = -(-len(named) // TOGETHER)
    return [list(named[start::many]) for start in range(many)]


def names(few: Sequence[tuple[str, str]]) -> str:
    return ",".join(name for name, _ in few)


EACH = pytest.mark.parametrize("settings", some(SETTINGS), ids=names)


@dataclass(frozen=True)
class World:
    """A tree and what is seen in it, a list before and after it grew, and a home kept in git."""

    tree: Path
    asked: tuple[str, str]
    expected: list[object]
    before: Path
    after: Path
    home: Path
    refs: str

    def untouched(self) -> bool:
        return refs(self.home) == self.refs


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Made once: nothing of it is to change."""
    folder = tmp_path_factory.mktemp("world")
    tree = make(folder / "tree", FILES)
    git(tree, "tag", "v1.0")
    commit(tree, {"drivers/frob/core.c": "int frob_start(void)\n{\n\treturn 1;\n}\n"}, "Zwölf")
    git(tree, "tag", "v1.10")
    git(tree, "tag", "v1.9")
    mails = [("m", raw) for raw in invented(3)]
    for name, many in (("before", 2), ("after", 3)):
        (folder / name).mkdir()
        epoch(folder / name / "0.git", *mails[: many * MAILS])
    home = make(folder / "home", {"mine": "mine\n"}, "--initial-branch=main")
    git(home, "branch", "topic")
    git(home, "tag", "mine")
    header, first = git(tree, "rev-parse", "HEAD:include/frob.h", "HEAD~1").split()
    expected = seen(tree, header, first)
    touch(tree)
    asked = (header, first)
    return World(tree, asked, expected, folder / "before", folder / "after", home, refs(home))


@pytest.fixture
def traps(tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch) -> Traps:
    """Traps; one stands in the home."""
    monkeypatch.chdir(world.home)
    return Traps(tmp_path / "traps", world.home)


@contextmanager
def user(folder: Path, settings: Iterable[tuple[str, str]], traps: Traps) -> Iterator[None]:
    """In this the user has configured git so; our own git calls are made outside of it."""
    file = folder / "gitconfig.user"
    for key, value in settings:
        git(folder, "config", "--file", str(file), key, traps.at(value))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("GIT_CONFIG_GLOBAL", str(file))
        yield


def touch(tree: Path) -> None:
    """Make what git remembers of the files be of no use, so that it has to compare them."""
    git(tree, "update-index", "-q", "--refresh")
    for path in tree.rglob("*.[ch]"):
        os.utime(path, (1, 1))


def copied(tree: Path, where: Path) -> Path:
    """A tree of one's own."""
    shutil.copytree(tree, where)
    touch(where)
    return where


def seen(tree: Path, header: str, first: str) -> list[object]:
    """All that is asked of a tree."""
    with Repository(tree) as repository:
        return [
            repository.commit,
            repository.file("drivers/frob/core.c"),
            repository.blob(header),
            repository.uses(["frob_start"]),
            repository.uses(["frob_start"], "drivers"),
            repository.describe,
            repository.log.commits("--max-count=9", repository.commit),
            repository.log.line_of(first),
            repository.log.titles(["drivers/frob/core.c", "include/frob.h"], 0),
            repository.log.release_with(first),
            repository.is_shallow,
            repository.absent,
        ]


def refs(where: Path) -> str:
    return git(where, "for-each-ref") + git(where, "symbolic-ref", "HEAD")


def reviewed(archive: Path) -> list[str]:
    """The titles of all series of an archive, read in pieces."""
    assert len(list(raw_messages(archive))) == 2 * MAILS
    titles: list[str] = []
    for piece in pieces(archive, 4):
        with reading(piece) as read:
            titles += [series.title for group in read.groups for series in group.owned]
    return titles


def follow(world: World, folder: Path) -> None:
    """Pull a list, and again when it has grown: all of it comes, and nothing is wrong."""
    url = folder / "list"
    for many, state in ((2, world.before), (3, world.after)):
        shutil.rmtree(url, ignore_errors=True)
        shutil.copytree(state, url)
        found = pull(Wanted(str(url), folder / "mirror"))
        assert found.faults == ()
        assert list(found.epochs) == [0]
        assert len(message_blobs(found.epochs[0])) == many * MAILS
        assert not (found.epochs[0] / "hooks").exists()


@EACH
def test_settings_of_the_users(
    settings: list[tuple[str, str]], world: World, traps: Traps, tmp_path: Path
) -> None:
    with user(tmp_path, settings, traps):
        assert seen(world.tree, *world.asked) == world.expected
        assert reviewed(world.before / "0.git") == TITLES
        follow(world, tmp_path)
    assert world.untouched()
    assert not traps.sprung


def test_all_settings_at_once(world: World, traps: Traps, tmp_path: Path) -> None:
    with user(tmp_path, SETTINGS, traps):
        assert seen(world.tree, *world.asked) == world.expected
        assert reviewed(world.before / "0.git") == TITLES
        follow(world, tmp_path)
    assert world.untouched()
    assert not traps.sprung


def test_all_settings_of_a_mirror_at_once(world: World, traps: Traps, tmp_path: Path) -> None:
    pull(Wanted(str(world.before), tmp_path / "mirror"))
    config = tmp_path / "mirror/0.git/config"
    for key, value in SETTINGS:
        git(tmp_path, "config", "--file", str(config), key, traps.at(value))
    found = pull(Wanted(str(world.after), tmp_path / "mirror"))
    assert found.faults == ()
    assert len(message_blobs(found.epochs[0])) == 3 * MAILS
    assert not traps.sprung


@pytest.mark.parametrize("variables", some(VARIABLES), ids=names)
def test_variables(
    variables: list[tuple[str, str]], world: World, traps: Traps, tmp_path: Path
) -> None:
    traps.grafts(f"{git(world.tree, 'rev-parse', 'HEAD').strip()}\n")
    with pytest.MonkeyPatch.context() as patched:
        for name, value in variables:
            patched.setenv(name, traps.at(value))
        assert seen(world.tree, *world.asked) == world.expected
        assert reviewed(world.before / "0.git") == TITLES
        follow(world, tmp_path)
    assert world.untouched()
    assert not traps.sprung


@EACH
def test_settings_of_a_tree_or_an_archive(
    settings: list[tuple[str, str]], world: World, traps: Traps, tmp_path: Path
) -> None:
    tree = copied(world.tree, tmp_path / "tree")
    archive = shutil.copytree(world.before / "0.git", tmp_path / "0.git")
    for config in (tree / ".git/config", archive / "config"):
        for key, value in settings:
            git(tmp_path, "config", "--file", str(config), key, traps.at(value))
    assert seen(tree, *world.asked) == world.expected
    assert reviewed(archive) == TITLES
    assert world.untouched()
    assert not traps.sprung


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (".git/info/attributes", "* filter=x diff=x -text\n*.c binary\n"),
        (".git/info/exclude", "*\n"),
        (".git/info/grafts", "{first}\n"),
        (".git/info/sparse-checkout", "/include/\n"),
        (".git/refs/replace/{first}", "{head}\n"),
        (".gitattributes", "* filter=x diff=x merge=x\n*.[ch] binary\n"),
        (".gitattributes", "*.c working-tree-encoding=UTF-16\n*.h ident eol=crlf\n"),
        ("drivers/.gitattributes", "*.c -diff\n"),
        (".gitmodules", '[submodule "x"]\n\tpath = drivers\n\turl = ext::touch\n'),
        (".mailmap", "A. Author <other@example.org> <author@example.org>\n"),
        (".git/hooks/post-checkout", "#!/bin/sh\ntouch {ran}\n"),
        (".git/hooks/reference-transaction", "#!/bin/sh\ntouch {ran}\n"),
        (".git/hooks/fsmonitor-watchman", "#!/bin/sh\ntouch {ran}\n"),
    ],
)
def test_other_files_of_a_tree(
    name: str, content: str, world: World, traps: Traps, tmp_path: Path
) -> None:
    tree = copied(world.tree, tmp_path / "tree")
    head, first = git(tree, "rev-parse", "HEAD", "HEAD~1").split()
    names = {"first": first, "head": head, "ran": str(tmp_path / "traps/ran")}
    for key, value in names.items():
        name, content = name.replace(f"{{{key}}}", value), content.replace(f"{{{key}}}", value)
    path = tree / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    path.chmod(0o755)
    for key, value in SETTINGS:
        if key.startswith(("filter.", "diff.x", "merge.", "core.fsmonitor", "core.useReplace")):
            git(tmp_path, "config", "--file", str(tree / ".git/config"), key, traps.at(value))
    assert seen(tree, *world.asked) == world.expected
    assert not traps.sprung


NEW_FUNCTION = b"""\
From: A <a@example.org>
Subject: [PATCH] frob: add
Message-ID: <1@example.org>

Words.

---
--- /dev/null
+++ b/drivers/frob/new.c
@@ -0,0 +1,4 @@
+int frob_new(void)
+{
+\treturn 0;
+}
"""


@pytest.mark.parametrize("named", [True, False], ids=["--tree", "standing in it"])
def test_a_patch_is_reviewed_in_a_tree_full_of_traps(
    world: World, traps: Traps, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, named: bool
) -> None:
    tree = copied(world.tree, tmp_path / "tree")
    for key, value in SETTINGS:
        git(tmp_path, "config", "--file", str(tree / ".git/config"), key, traps.at(value))
    shutil.copytree(traps.folder / "hooks", tree / ".git/hooks", dirs_exist_ok=True)
    mail = tmp_path / "mail.eml"
    mail.write_bytes(NEW_FUNCTION)
    if not named:
        monkeypatch.chdir(tree)
    more = ("--tree", str(tree)) if named else ()
    assert main(["thread", str(mail), "--no-search", *more]) == 0
    assert not traps.sprung


def test_a_file_that_never_ends_is_not_waited_for(world: World, tmp_path: Path) -> None:
    tree = copied(world.tree, tmp_path / "tree")
    os.mkfifo(tmp_path / "fifo")
    git(tmp_path, "config", "--file", str(tree / ".git/config"), "include.path", f"{tmp_path}/fifo")
    assert seen(tree, *world.asked) == world.expected


def test_what_is_another_users_is_read(world: World, tmp_path: Path) -> None:
    # a variable of git's would not get through
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/git"
    real = shutil.which("git")
    program.write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} "$@"\n')
    program.chmod(0o755)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
        assert seen(world.tree, *world.asked) == world.expected
        assert reviewed(world.before / "0.git") == TITLES
        follow(world, tmp_path)
    assert world.untouched()
