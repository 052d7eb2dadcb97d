"""Blobs by their ids, whatever has become of some of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from damage import DAMAGE, cut, spoil, unpack
from epochs import epoch
from reviewbot.fetch.epoch import unread
from reviewbot.fetch.history import message_blobs
from reviewbot.git.objects import read
from trees import git

WORDS = [f"number {n}\n".encode() * 400 for n in range(9)]


@pytest.fixture
def where(tmp_path: Path) -> Path:
    there = epoch(tmp_path / "e.git", *(("m", word) for word in WORDS))
    unpack(there)
    return there


@pytest.mark.parametrize("how", DAMAGE)
@pytest.mark.parametrize("which", [[0], [4], [8], [3, 4, 5], [0, 2, 4, 6, 8], list(range(9))])
def test_a_blob_that_cannot_be_read_costs_no_other(
    where: Path, how: object, which: list[int]
) -> None:
    ids = message_blobs(where)
    spoil(where, [ids[number] for number in which], how)  # type: ignore[arg-type]
    there = [None if number in which else word for number, word in enumerate(WORDS)]
    assert list(read(where, ids)) == list(zip(ids, there, strict=True))


def test_a_damaged_pack_gives_what_is_whole_in_it(where: Path) -> None:
    ids = message_blobs(where)
    git(where, "-c", "pack.depth=0", "repack", "-adq")
    (pack,) = (where / "objects/pack").glob("*.pack")
    pack.chmod(0o644)
    content = bytearray(pack.read_bytes())
    verified = git(where, "verify-pack", "-v", str(pack)).split("\n")
    (row,) = (line.split() for line in verified if line.startswith(ids[5]))
    content[int(row[4]) + 8] ^= 0xFF
    pack.write_bytes(content)
    there = [None if number == 5 else word for number, word in enumerate(WORDS)]
    assert [raw for _, raw in read(where, ids)] == there


def test_what_is_no_blob_is_none(where: Path) -> None:
    (first, *_) = message_blobs(where)
    tree, commit = git(where, "rev-parse", "master^{tree}", "master").split()
    found = dict(read(where, [tree, first, commit, "0" * 40]))
    assert found == {tree: None, first: WORDS[0], commit: None, "0" * 40: None}


def test_one_may_stop_reading(where: Path) -> None:
    ids = message_blobs(where)
    spoil(where, ids[6:7], cut)
    reader = read(where, ids * 2000)
    assert next(reader) == (ids[0], WORDS[0])
    del reader


def test_nothing_is_asked_for_nothing() -> None:
    assert list(read(Path("/nowhere"), [])) == []


def test_what_cannot_be_read_is_counted_and_named() -> None:
    assert unread([]) == ""
    assert unread(["a" * 40]) == "1 message cannot be read: aaaaaaaaaaaa…"
    ids = [f"{n:040x}"[::-1] for n in range(5)]
    assert unread(ids[:3]).endswith(
        "3 messages cannot be read: 000000000000…, 100000000000…, 200000000000…"
    )
    assert unread(ids).endswith(", 200000000000… and 2 more")
