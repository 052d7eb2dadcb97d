"""Mirrors that have lost messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from damage import DAMAGE, missing, spoil, unpack
from epochs import epoch, grow, invented
from reviewbot.fetch.history import message_blobs
from reviewbot.pipeline import Options
from reviewbot.watch.mirror import Wanted, pull
from reviewbot.watch.settings import MailingList, Settings
from reviewbot.watch.state import opened
from reviewbot.watch.turn import Watcher, turn
from trees import git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.no_cover  # the tracer doubles its time, and others run the same code

START = 1_451_606_400.0  # 2016-01-01
MAILS = 5


class Two:
    """Two lists in directories, followed; what was said."""

    def __init__(self, folder: Path) -> None:
        self.said: list[str] = []
        lists = []
        mails = [("m", raw) for raw in invented(6)]
        for name, own in (("one", mails[: 3 * MAILS]), ("two", mails[3 * MAILS :])):
            (folder / name).mkdir()
            epoch(folder / name / "0.git", *own)
            lists.append(MailingList(name, str(folder / name), what="all"))
        self.settings = Settings(folder / "state", folder / "drafts", "files", tuple(lists))
        self.source = folder / "one/0.git"
        self.mirror = folder / "state/lists/one/0.git"
        pull(Wanted(str(folder / "one"), self.mirror.parent))
        unpack(self.mirror)

    def turn(self, hours: float = 0) -> list[str]:
        self.said.clear()
        with opened(self.settings.state) as state:
            watcher = Watcher(self.settings, None, Options(), self.said.append)
            turn(watcher, state, START + hours * 3600, START)
        return self.said

    @property
    def drafts(self) -> int:
        return len(list(self.settings.drafts.iterdir()))


@pytest.fixture
def two(tmp_path: Path) -> Two:
    return Two(tmp_path)


@pytest.mark.parametrize("how", DAMAGE)
def test_lost_messages_cost_neither_the_others_nor_other_lists(
    two: Two, how: Callable[[Path], None]
) -> None:
    ids = message_blobs(two.mirror)
    lost = ids[MAILS : 2 * MAILS]  # all of the second series
    spoil(two.mirror, lost, how)
    two.turn()
    assert two.drafts == 2 + 3
    named = ", ".join(f"{id_[:12]}…" for id_ in lost[:3])
    said = f"one: epoch 0: 5 messages cannot be read: {named} and 2 more"
    assert [line for line in two.said if "cannot" in line] == [said]
    assert two.turn(1) == [], "once"


def test_what_is_lost_after_it_was_seen_is_said(two: Two) -> None:
    (*_, cover, one, _, _, _) = invented(7)  # a series of two that waits for its second patch
    grow(two.mirror.parents[3] / "one/0.git", ("m", cover), ("m", one))
    ids = message_blobs(two.mirror)
    two.turn()
    drafts = two.drafts
    fresh = message_blobs(two.mirror)[len(ids) :]
    unpack(two.mirror)
    spoil(two.mirror, fresh, missing)
    named = ", ".join(f"{id_[:12]}…" for id_ in fresh)
    assert two.turn(1) == [f"one: 2 messages cannot be read: {named}"]
    assert two.turn(2) == []
    assert two.drafts == drafts


@pytest.mark.parametrize("is_known", [False, True], ids=["at first", "later"])
@pytest.mark.parametrize("how", DAMAGE)
def test_a_commit_that_is_lost_is_got_anew(
    two: Two, how: Callable[[Path], None], *, is_known: bool
) -> None:
    if is_known:
        two.turn()
        grow(two.source, *(("m", raw) for raw in list(invented(9))[6 * MAILS :]))
        pull(Wanted(str(two.source.parent), two.mirror.parent))  # as if killed before it was noted
        unpack(two.mirror)
    (commit,) = git(two.mirror, "rev-parse", "master~2").split()
    spoil(two.mirror, [commit], how)
    two.turn()
    (told,) = [line for line in two.said if "damaged" in line]
    assert told.endswith(
        f"had a damaged mirror (commit {commit} cannot be read); it was cloned anew"
    )
    assert two.drafts == 9 if is_known else 6
    assert two.turn(1) == []


def test_what_the_source_has_lost_too_costs_no_other(two: Two) -> None:
    unpack(two.source)
    (commit,) = git(two.source, "rev-parse", f"master~{2 * MAILS}").split()
    for each in (two.mirror, two.source):
        spoil(each, [commit], missing)
    two.turn()
    said = f"1 message cannot be read: {commit[:12]}…, nor what came before commit {commit[:12]}…"
    assert f"one: epoch 0: {said}" in two.said
    assert two.drafts == 2 + 3
    grow(
        two.mirror.parents[3] / "two/0.git", *(("m", raw) for raw in list(invented(7))[6 * MAILS :])
    )
    assert len(two.turn(1)) == 1
    assert two.drafts == 2 + 4


def test_a_damaged_history_waits_for_its_source(two: Two) -> None:
    (commit,) = git(two.mirror, "rev-parse", "master~2").split()
    spoil(two.mirror, [commit], missing)
    away = two.source.parent.rename(two.source.parent.with_name("away"))
    two.turn()
    assert any(
        f"has a damaged mirror (commit {commit} cannot be read), and cannot be cloned" in line
        for line in two.said
    )
    assert two.drafts == 3
    away.rename(two.source.parent)
    two.turn(1)
    assert two.drafts == 6
