"""Files for their owner alone, whatever the umask and whatever lies in the way."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

import pytest

from reviewbot import private

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True, params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def opened_and_written(path: Path, content: bytes) -> None:
    with private.opened(path) as file:
        private.append(file, content)


WAYS = pytest.mark.parametrize("write", [private.add, private.replace, opened_and_written])


@WAYS
def test_nobody_else_reads_what_is_made(
    place: Path, write: Callable[[Path, bytes], object]
) -> None:
    where = place / "a" / "b"
    private.folder(where)
    write(where / "file", b"secret")
    assert [rights(place / "a"), rights(where), rights(where / "file")] == [0o700, 0o700, 0o600]
    assert (where / "file").read_bytes() == b"secret"
    assert [path.name for path in where.iterdir()] == ["file"]


def test_a_directory_that_is_there_keeps_its_rights(place: Path) -> None:
    place.chmod(0o775)
    private.folder(place)
    assert rights(place) == 0o775


@WAYS
@pytest.mark.parametrize("dangling", [False, True])
def test_nothing_is_written_through_a_link(
    place: Path, write: Callable[[Path, bytes], object], *, dangling: bool
) -> None:
    theirs = place / "theirs"
    if not dangling:
        theirs.write_bytes(b"precious")
    (place / "file").symlink_to(theirs)
    try:
        assert write(place / "file", b"ours") is False
    except OSError as error:
        assert error.strerror == "it is a symbolic link"  # noqa: PT017  adding does not raise
    assert theirs.exists() is not dangling
    assert dangling or theirs.read_bytes() == b"precious"
    assert (place / "file").is_symlink()
    assert len(list(place.iterdir())) == 2 - dangling


@WAYS
def test_a_fifo_and_a_directory_are_no_files(
    place: Path, write: Callable[[Path, bytes], object]
) -> None:
    os.mkfifo(place / "fifo")
    (place / "folder").mkdir()
    for name, why in (("fifo", "it is not a regular file"), ("folder", "Is a directory")):
        try:
            assert write(place / name, b"ours") is False
        except OSError as error:
            assert error.strerror == why  # noqa: PT017  as above
        assert not private.is_file(place / name)


def test_adding_is_over_nothing_and_replacing_over_files(place: Path) -> None:
    file = place / "file"
    assert private.add(file, b"one")
    assert not private.add(file, b"two")
    assert file.read_bytes() == b"one"
    file.chmod(0o644)
    private.replace(file, b"two")
    assert (file.read_bytes(), rights(file)) == (b"two", 0o600)


def test_what_is_shared_has_the_rights_its_owner_wants(place: Path, umask: int) -> None:
    file = place / "table.toml"
    private.replace(file, b"", shared=True)
    assert rights(file) == 0o666 & ~umask
    file.chmod(0o640)
    private.replace(file, b"more", shared=True)
    assert rights(file) == 0o640


def test_what_was_open_to_others_is_so_no_longer(place: Path) -> None:
    (place / "state").write_bytes(b"old")
    (place / "state").chmod(0o644)
    private.opened(place / "state").close()
    assert rights(place / "state") == 0o644
    private.opened(place / "state", ours=True).close()
    assert rights(place / "state") == 0o600


def test_what_is_not_whole_has_a_name_nobody_guesses(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: set[str] = set()

    def full(_: int) -> None:
        names.update(path.name for path in place.iterdir())
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    for _ in range(3):
        for write in (private.add, private.replace):
            with pytest.raises(OSError, match="No space left"):
                write(place / "file", b"half")
    assert len(names) == 6
    assert list(place.iterdir()) == []


def test_a_full_disk_leaves_a_file_as_it_was(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "file").write_bytes(b"one\n")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with private.opened(place / "file") as file, pytest.raises(OSError, match="No space left"):
        private.append(file, b"two\n")
    assert (place / "file").read_bytes() == b"one\n"


def test_without_hard_links_nothing_is_overwritten_either(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    assert private.add(place / "file", b"one")
    assert not private.add(place / "file", b"two")
    (place / "link").symlink_to("nowhere")
    assert not private.add(place / "link", b"three")
    assert (place / "file").read_bytes() == b"one"
    assert (place / "link").is_symlink()


@pytest.mark.parametrize("kind", ["file", "dangling"])
def test_what_is_no_directory(place: Path, kind: str) -> None:
    there = place / "there"
    if kind == "file":
        there.touch()
    else:
        there.symlink_to("nowhere")
    for path in (there, there / "below"):
        with pytest.raises(NotADirectoryError):
            private.folder(path)
