"""Drafts in a maildir: in this one, and nowhere else."""

from __future__ import annotations

import mailbox
import os
import stat
from typing import TYPE_CHECKING

import pytest

from reviewbot.maildir import opened

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = b"Subject: Re: x\n\n> +\tfrob(1);\n\nNo.\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_it_is_made_for_its_owner_alone(place: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        with opened(place / "Mail" / "drafts") as box:
            path = box.add("1", DRAFT)
    finally:
        os.umask(before)
    assert path == place / "Mail" / "drafts" / "cur" / "1:2,DS"
    made = [place / "Mail", *(place / "Mail").rglob("*")]
    assert {stat.S_IMODE(each.stat().st_mode) for each in made if each.is_dir()} == {0o700}
    assert {stat.S_IMODE(each.stat().st_mode) for each in made if each.is_file()} == {0o600}
    (message,) = mailbox.Maildir(place / "Mail" / "drafts", create=False)
    assert message.get_flags() == "DS"
    assert message["Subject"] == "Re: x"


def test_a_maildir_of_the_users_keeps_its_rights(place: Path) -> None:
    box = place / "shared"
    for folder in (box, box / "cur", box / "new", box / "tmp"):
        folder.mkdir()
        folder.chmod(0o770)
    with opened(box) as drafts:
        drafts.add("1", DRAFT)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (box, box / "cur")] == [0o770, 0o770]


def test_a_maildir_half_made_is_made_whole(place: Path) -> None:
    (place / "cur").mkdir()
    with opened(place) as box:
        box.add("1", DRAFT)
    assert sorted(path.name for path in place.iterdir()) == ["cur", "new", "tmp"]


@pytest.mark.parametrize("folder", ["cur", "new", "tmp"])
@pytest.mark.parametrize("leads", ["elsewhere", "nowhere", "cur/..", "file"])
def test_its_folders_are_no_links(place: Path, folder: str, leads: str) -> None:
    box = place / "box"
    box.mkdir()
    (place / "elsewhere").mkdir()
    if leads == "file":
        (box / folder).touch()
    else:
        (box / folder).symlink_to(place / leads)
    with pytest.raises(NotADirectoryError) as raised, opened(box):
        pass
    assert raised.value.strerror == f"it is not a maildir: {folder} in it is not a directory"
    assert list((place / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_a_name_taken_by_something_else_is_no_draft(place: Path, kind: str) -> None:
    with opened(place / "box") as box:
        name = place / "box" / "cur" / "1:2,DS"
        if kind == "link":
            name.symlink_to(place / "theirs")
        else:
            name.mkdir()
        assert not box.named("1")
        with pytest.raises(FileExistsError):
            box.add("1", DRAFT)
        assert box.holding(DRAFT) is None
        assert list((place / "box" / "tmp").iterdir()) == []
    assert not (place / "theirs").exists()


def test_a_draft_is_found_wherever_its_owner_moved_it(place: Path) -> None:
    with opened(place) as box:
        moved = box.add("1.reviewbot", DRAFT).rename(place / "new" / "1.reviewbot")
        assert box.named("1.reviewbot")
        assert box.holding(DRAFT) == moved
        assert box.holding(DRAFT + b"\n") is None
