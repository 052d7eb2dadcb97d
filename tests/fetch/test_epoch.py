"""Public-inbox epochs: what was posted, in order, without what was deleted."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from damage import garbled, missing, spoil, unpack
from epochs import epoch
from reviewbot.errors import SourceError
from reviewbot.fetch.epoch import raw_messages, read_blobs, unread
from reviewbot.fetch.history import Changes, changes, message_blobs
from trees import git, make

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_messages_come_in_the_order_they_were_added(tmp_path: Path) -> None:
    where = epoch(tmp_path / "e.git", ("m", b"one"), ("m", b"two"), ("m", b"three"))
    assert list(raw_messages(where)) == [b"one", b"two", b"three"]
    assert list(raw_messages(where, 2)) == [b"one", b"three"]


def test_what_was_deleted_is_gone(tmp_path: Path) -> None:
    where = epoch(tmp_path / "e.git", ("m", b"one"), ("m", b"spam"), ("d", b"spam"), ("m", b"two"))
    assert list(raw_messages(where)) == [b"one", b"two"]


def test_a_bundle_is_read_like_the_repository(tmp_path: Path) -> None:
    where = epoch(tmp_path / "e.git", ("m", b"one"), ("m", b"two"))
    bundle = tmp_path / "e.bundle"
    subprocess.run(
        ["git", "-C", str(where), "bundle", "create", "--quiet", str(bundle), "--all"], check=True
    )
    assert list(raw_messages(bundle)) == list(raw_messages(where))


def test_missing_blobs_are_told(tmp_path: Path) -> None:
    where = epoch(tmp_path / "e.git", ("m", b"one"))
    (blob,) = message_blobs(where)
    assert list(read_blobs(where, ["0" * 40, blob])) == [("0" * 40, None), (blob, b"one")]


@pytest.mark.parametrize("name", ["nowhere.git", "file.bundle"])
def test_what_is_no_archive_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.bundle").write_text("no bundle")
    with pytest.raises(SourceError, match=r"nowhere\.git|file\.bundle|epoch|archive"):
        list(raw_messages(tmp_path / name))


def test_a_commit_whose_tree_is_lost_costs_its_own_message(tmp_path: Path) -> None:
    where = epoch(tmp_path / "e.git", ("m", b"one"), ("m", b"two"), ("m", b"spam"), ("d", b"spam"))
    unpack(where)
    tree = git(where, "rev-parse", "master~2^{tree}").strip()
    spoil(where, [tree], missing)
    ids = message_blobs(where)
    assert [raw for _, raw in read_blobs(where, ids)] == [b"one", None]
    assert ids[1] == git(where, "rev-parse", "master~2").strip()


@pytest.mark.parametrize("how", [missing, garbled])
@pytest.mark.parametrize("lost", [1, 2, 3])
def test_of_a_history_that_breaks_off_the_rest_is_read(
    tmp_path: Path, lost: int, how: Callable[[Path], None]
) -> None:
    names = [b"one", b"two", b"three", b"four"]
    where = epoch(tmp_path / "e.git", *(("m", name) for name in names))
    unpack(where)
    commit = git(where, "rev-parse", f"master~{lost}").strip()
    spoil(where, [commit], how)
    assert changes(where).cut == commit
    ids = message_blobs(where)
    assert [raw for _, raw in read_blobs(where, ids)] == [None, *names[4 - lost :]]
    said = f"1 message cannot be read: {commit[:12]}…, nor what came before commit {commit[:12]}…"
    assert unread(ids[:1]) == said
    assert list(raw_messages(where)) == names[4 - lost :]
    tip = git(where, "rev-parse", "master").strip()
    assert changes(where, tip) == Changes((), frozenset())


def test_where_nothing_can_be_read_it_is_said_with_the_archives_name(tmp_path: Path) -> None:
    where = epoch(tmp_path / "e.git", ("m", b"one"), ("m", b"two"))
    unpack(where)
    spoil(where, [git(where, "rev-parse", "master").strip()], missing)
    with pytest.raises(SourceError, match=r"e\.git: git cannot read it: "):
        list(raw_messages(where))


def test_refs_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    where = epoch(tmp_path / "e.git", ("m", b"one"))
    (where / "packed-refs").write_bytes(b"garbage\n")
    with pytest.raises(SourceError, match=r"e\.git: git cannot read it: .*packed-refs"):
        list(raw_messages(where))


def test_a_folder_inside_a_repository_is_not_that_repository(tmp_path: Path) -> None:
    make(tmp_path / "home", {"m": "mine\n"})
    inner = tmp_path / "home" / "archive.git"
    inner.mkdir()
    with pytest.raises(SourceError, match=r"archive\.git is not a git repository, or is damaged"):
        list(raw_messages(inner))
