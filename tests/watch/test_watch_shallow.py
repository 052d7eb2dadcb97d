"""Of a list that is new, the newest epoch is cloned as far back as it is told, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from damage import missing, spoil, unpack
from epochs import epoch, grow, invented
from reviewbot.fetch.history import changes, message_blobs
from reviewbot.pipeline import Options
from reviewbot.watch.mirror import Wanted, pull
from reviewbot.watch.settings import MailingList, Settings
from reviewbot.watch.state import opened
from reviewbot.watch.turn import Watcher, turn
from trees import git

if TYPE_CHECKING:
    from pathlib import Path

FIRST = 1_700_000_000  # when the first message of an invented epoch came; a second each
MAILS = 5


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """Two epochs of two series each."""
    mails = [("m", raw) for raw in invented(4)]
    (tmp_path / "list").mkdir()
    epoch(tmp_path / "list/0.git", *mails[: 2 * MAILS])
    epoch(tmp_path / "list/1.git", *mails[2 * MAILS :])
    return tmp_path / "list"


def counted(wanted: Wanted) -> dict[int, int]:
    """How many messages there are, by number of the epoch."""
    mirror = pull(wanted)
    assert mirror.faults == ()
    return {number: len(message_blobs(path)) for number, path in mirror.epochs.items()}


@pytest.mark.parametrize(("since", "messages"), [(0, 10), (FIRST + 6, 4), (FIRST + 1000, 1)])
def test_the_newest_is_cloned_as_far_back_as_told(
    lists: Path, tmp_path: Path, since: float, messages: int
) -> None:
    wanted = Wanted(str(lists), tmp_path / "mirror", since=since)
    assert counted(wanted) == {1: messages}
    assert sorted(path.name for path in wanted.folder.iterdir()) == ["1.git"]
    grow(lists / "1.git", ("m", b"Message-ID: <1@x>\n\nx\n"))
    assert counted(wanted) == {1: messages + 1}
    epoch(lists / "2.git", *(("m", raw) for raw in list(invented(5))[4 * MAILS :]))
    assert counted(wanted) == {1: messages + 1, 2: MAILS}, "all that came since"


def test_what_was_read_before_is_cloned_anew_where_it_is_lost(lists: Path, tmp_path: Path) -> None:
    known = frozenset({0})
    assert counted(Wanted(str(lists), tmp_path / "mirror", known)) == {0: 10, 1: 10}


def test_a_commit_that_is_lost_is_told_in_a_shallow_history(lists: Path, tmp_path: Path) -> None:
    mirror = pull(Wanted(str(lists), tmp_path / "mirror", since=FIRST + 4)).epochs[1]
    whole = changes(mirror)
    assert (len(whole.added), whole.cut) == (6, "")
    unpack(mirror)
    (commit,) = git(mirror, "rev-parse", "HEAD~2").split()
    spoil(mirror, [commit], missing)
    assert changes(mirror).cut == commit


def test_each_series_is_drafted_once_across_epochs(lists: Path, tmp_path: Path) -> None:
    policy = MailingList("frob", str(lists), what="all")
    settings = Settings(tmp_path / "state", tmp_path / "drafts", "files", (policy,))
    said: list[str] = []

    def drafts(now: float) -> int:
        with opened(settings.state) as state:
            turn(Watcher(settings, None, Options(), said.append), state, now, 1.0)
        return len(list(settings.drafts.iterdir()))

    assert drafts(FIRST) == 2, "what older epochs hold came before"
    mails = [("m", raw) for raw in invented(6)]
    grow(
        lists / "1.git", *mails[4 * MAILS : 4 * MAILS + 2]
    )  # a series that goes on in the next one
    epoch(lists / "2.git", *mails[4 * MAILS + 2 :])
    assert drafts(FIRST + 60) == 4
    assert drafts(FIRST + 120) == 4
