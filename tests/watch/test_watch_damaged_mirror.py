"""Mirrors that are damaged, below a repository of the user's: that is never meant."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from epochs import epoch, grow, invented
from household import kept_in_git, own
from mirrors import DAMAGE, emptied
from reviewbot.fetch.history import message_blobs
from reviewbot.watch.mirror import Wanted, pull
from trees import git

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

MAILS = 5


class Kept:
    """A home kept in git, with work of its own, and the mirror of a list deep below it."""

    def __init__(self, folder: Path) -> None:
        self.home = kept_in_git(folder)
        self.url = folder / "list"
        self.url.mkdir()
        epoch(self.url / "0.git", *(("m", raw) for raw in invented(2)))
        self.lists = self.home / ".local/state/reviewbot/lists/frob"
        self.mirror = self.lists / "0.git"

    def pull(self) -> tuple[int, tuple[str, ...]]:
        """How many messages there are then, and what is said."""
        found = pull(Wanted(str(self.url), self.lists))
        return sum(len(message_blobs(path)) for path in found.epochs.values()), found.faults


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


@pytest.mark.parametrize("detached", [False, True], ids=["on a branch", "detached"])
@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_mirror_is_cloned_anew(kept: Kept, how: str, *, detached: bool) -> None:
    if detached:
        git(kept.home, "checkout", "--quiet", "--detach")
    assert kept.pull() == (2 * MAILS, ())
    before = own(kept.home)
    DAMAGE[how](kept.mirror)
    count, said = kept.pull()
    assert own(kept.home) == before
    assert count == 2 * MAILS
    for line in said:
        assert line.startswith(f"{kept.url}/0 had a damaged mirror (")
        assert line.endswith("); it was cloned anew")
    grow(kept.url / "0.git", *(("m", raw) for raw in list(invented(3))[2 * MAILS :]))
    assert kept.pull() == (3 * MAILS, ())
    assert own(kept.home) == before
    assert [path.name for path in kept.lists.iterdir()] == ["0.git"]


def test_a_damaged_mirror_stays_until_it_can_be_cloned(kept: Kept) -> None:
    kept.pull()
    epoch(kept.url / "1.git", *(("m", raw) for raw in list(invented(3))[2 * MAILS :]))
    kept.pull()
    emptied("HEAD")(kept.mirror)
    away = kept.url.rename(kept.url.with_name("away"))
    before = own(kept.home)
    count, said = kept.pull()
    assert count == MAILS, "the other epoch is read"
    assert said[0].startswith(f"{kept.url}/0 has a damaged mirror (not a git repository: '")
    assert "), and cannot be cloned: " in said[0]
    assert said[1].startswith(f"{kept.url}/1 cannot be fetched: ")
    assert (kept.mirror / "objects").is_dir()
    assert own(kept.home) == before
    away.rename(kept.url)
    count, said = kept.pull()
    assert count == 3 * MAILS
    assert len(said) == 1


def test_of_a_link_only_the_link_is_replaced(kept: Kept, tmp_path: Path) -> None:
    kept.pull()
    there = kept.mirror.rename(tmp_path / "elsewhere.git")
    kept.mirror.symlink_to(there)
    emptied("HEAD")(there)
    assert kept.pull()[0] == 2 * MAILS
    assert not kept.mirror.is_symlink()
    assert (there / "objects").is_dir()


@pytest.mark.parametrize("name", ["refs/heads/master.lock", "packed-refs.lock", "shallow.lock"])
def test_a_lock_that_was_left_is_named(kept: Kept, name: str) -> None:
    kept.pull()
    grow(kept.url / "0.git", *(("m", raw) for raw in list(invented(3))[2 * MAILS :]))
    lock = kept.mirror / name
    lock.parent.mkdir(exist_ok=True)
    lock.write_bytes(b"")
    count, said = kept.pull()
    if said:  # git takes no more of them than it needs
        assert count == 2 * MAILS
        (line,) = said
        assert line.startswith(f"{kept.url}/0 cannot be fetched: ")
        assert str(lock) in line
        assert "File exists" in line
    lock.unlink()
    assert kept.pull() == (3 * MAILS, ())


def test_a_branch_that_was_renamed_is_followed(kept: Kept) -> None:
    kept.pull()
    git(kept.url / "0.git", "branch", "--move", "master", "main")
    git(kept.url / "0.git", "symbolic-ref", "HEAD", "refs/heads/main")
    assert kept.pull() == (2 * MAILS, ())
    assert git(kept.mirror, "symbolic-ref", "HEAD") == "refs/heads/main\n"


def test_another_branch_that_is_added_to_is_followed(kept: Kept) -> None:
    kept.pull()
    git(kept.url / "0.git", "branch", "main")
    git(kept.url / "0.git", "symbolic-ref", "HEAD", "refs/heads/main")
    assert kept.pull() == (2 * MAILS, ())
    assert git(kept.mirror, "symbolic-ref", "HEAD") == "refs/heads/main\n"


def test_a_head_that_names_no_branch_is_said(kept: Kept) -> None:
    kept.pull()
    git(kept.url / "0.git", "branch", "--move", "master", "main")
    git(kept.url / "0.git", "symbolic-ref", "HEAD", "refs/heads/gone")
    _, said = kept.pull()
    assert len(said) == 1
    assert said[0].startswith(f"{kept.url}/0 is not read: its HEAD names ")


def test_it_is_said_when_it_is_cloned_first(kept: Kept) -> None:
    git(kept.url / "0.git", "symbolic-ref", "HEAD", "refs/heads/gone")
    for _ in range(2):
        _, (said,) = kept.pull()
        assert said.startswith(f"{kept.url}/0 is not read: its HEAD names ")
    git(kept.url / "0.git", "symbolic-ref", "HEAD", "refs/heads/master")
    assert kept.pull() == (2 * MAILS, ())


def test_an_empty_epoch_is_no_fault(kept: Kept) -> None:
    epoch(kept.url / "1.git")
    assert kept.pull() == (2 * MAILS, ())
    assert kept.pull() == (2 * MAILS, ())


@pytest.mark.parametrize(
    "url",
    [
        "ext::sh -c touch% {ran}",
        "fd::3",
        "fd::0,1",
        "foo::bar",
        "--upload-pack=touch {ran}",
        "-u touch {ran}",
        "ssh://-oProxyCommand=touch%20{ran}/x",
        "-oProxyCommand=touch {ran}:x",
        "http::http://127.0.0.1:9/x",
    ],
)
def test_a_url_that_runs_a_command_or_waits_is_refused(url: str, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    found = pull(Wanted(url.replace("{ran}", str(ran)), tmp_path / "mirror"))
    assert found.epochs == {}
    assert len(found.faults) == 1
    assert "cannot be cloned: " in found.faults[0]
    assert not ran.exists()
    assert list((tmp_path / "mirror").iterdir()) == []


def test_another_address_that_the_user_set_is_used_and_held_to_the_same(
    kept: Kept, tmp_path: Path
) -> None:
    git(tmp_path, "config", "--global", f"url.{kept.url}/.insteadOf", "https://lists.example.org/")
    # over the network epochs have no suffix
    (kept.url / "0").symlink_to(kept.url / "0.git")
    found = pull(Wanted("https://lists.example.org", tmp_path / "mirror"))
    assert found.faults == ()
    assert list(found.epochs) == [0]
    ran = tmp_path / "ran"
    git(
        tmp_path,
        "config",
        "--global",
        f"url.ext::touch {ran} .insteadOf",
        "https://other.example.org",
    )
    assert len(pull(Wanted("https://other.example.org", tmp_path / "none")).faults) == 1
    assert not ran.exists()


def test_what_git_says_is_wrong_is_said(kept: Kept) -> None:
    kept.pull()
    shutil.rmtree(kept.url / "0.git/objects")
    _, (said,) = kept.pull()
    assert (
        said
        == f"{kept.url}/0 cannot be fetched: '{kept.url}/0.git' does not appear to be a git repository"
    )
