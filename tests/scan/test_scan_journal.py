"""An output that is killed at any moment and gone on with."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

import pytest

from reviewbot.errors import UsageError
from reviewbot.scan.journal import journal

if TYPE_CHECKING:
    from pathlib import Path

PARTS = [b"one\n", b"two\nzwei\n", b"", b"three\n"]


def write(path: Path, work: str = "w", stop: int = len(PARTS)) -> None:
    """Go on with the parts up to ``stop``."""
    with journal(path, work) as out:
        for part in PARTS[out.done : stop]:
            out.add(part)


def test_it_goes_on_where_it_was_left(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    for stop in range(len(PARTS) + 1):
        write(path, stop=stop)
        assert path.read_bytes() == b"".join(PARTS[:stop])
    write(path)
    assert path.read_bytes() == b"".join(PARTS)


@pytest.mark.parametrize("torn", [b"t", b"two\n", b"two\nzwei\nthr"])
def test_what_was_not_finished_is_cut_off(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "out.jsonl"
    write(path, stop=1)
    with path.open("ab") as out:
        out.write(torn)  # as if killed before the state was written
    write(path)
    assert path.read_bytes() == b"".join(PARTS)


def test_killed_between_the_first_output_and_its_state(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write(path, stop=0)
    path.write_bytes(b"one\n")
    write(path)
    assert path.read_bytes() == b"".join(PARTS)


def test_a_state_that_was_not_put_in_place_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write(path, stop=2)
    (tmp_path / "out.jsonl.state.new").write_text("{")
    write(path)
    assert path.read_bytes() == b"".join(PARTS)


def test_other_work_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write(path, stop=1)
    with pytest.raises(UsageError, match="begun for other archives or options"):
        write(path, work="other")
    assert path.read_bytes() == PARTS[0]


def test_a_file_of_somebody_else_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_bytes(b"precious")
    with pytest.raises(UsageError, match="there already"):
        write(path)
    assert path.read_bytes() == b"precious"


@pytest.mark.parametrize(
    "state",
    [
        "",
        "{}",
        "[]",
        "[" * 50_000,
        '{"work": "w", "done": "x", "size": 1}',
        '{"work": "w", "done": -1, "size": 1}',
        '{"work": "w", "done": 1e999, "size": 1}',
        '{"work": "w", "done": 1, "size": true}',
    ],
)
def test_a_damaged_state_is_said(tmp_path: Path, state: str) -> None:
    path = tmp_path / "out.jsonl"
    write(path, stop=1)
    (tmp_path / "out.jsonl.state").write_text(state)
    with pytest.raises(UsageError, match="is damaged"):
        write(path)


def test_an_output_that_lost_its_end_is_said(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write(path, stop=2)
    path.write_bytes(b"o")
    with pytest.raises(UsageError, match="lost what"):
        write(path)


def test_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write(tmp_path / "no" / "folder" / "out.jsonl")


def test_a_second_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with journal(path, "w") as out:
        out.add(PARTS[0])
        with pytest.raises(UsageError, match=r"^another reviewbot is writing .*out\.jsonl$"):
            write(path)
        out.add(PARTS[1])
    write(path)
    assert path.read_bytes() == b"".join(PARTS)


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_it_is_for_its_owner_alone(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write(tmp_path / "out.jsonl")
    finally:
        os.umask(before)
    for name in ("out.jsonl", "out.jsonl.state"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.state"])
@pytest.mark.parametrize("dangling", [False, True])
def test_nothing_is_written_through_a_link(tmp_path: Path, name: str, *, dangling: bool) -> None:
    theirs = tmp_path / "theirs"
    if not dangling:
        theirs.write_bytes(b"precious")
    (tmp_path / name).symlink_to(theirs)
    with pytest.raises(UsageError, match=rf"/{name} cannot be written: it is a symbolic link$"):
        write(tmp_path / "out.jsonl")
    assert theirs.exists() is not dangling
    assert dangling or theirs.read_bytes() == b"precious"


def test_a_state_whose_name_could_be_guessed_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl.state.new").symlink_to(tmp_path / "theirs")
    write(tmp_path / "out.jsonl")
    assert not (tmp_path / "theirs").exists()


def test_a_full_disk_is_one_sentence_and_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.jsonl"
    write(path, stop=1)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(UsageError, match="cannot be written: No space left on device"):
            write(path)
    write(path)
    assert path.read_bytes() == b"".join(PARTS)
