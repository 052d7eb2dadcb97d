"""One mail, list or draft that breaks costs no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from epochs import epoch, invented
from hostile import NASTY
from reviewbot.errors import UsageError
from reviewbot.pipeline import Options
from reviewbot.thread.series import read_thread
from reviewbot.watch import archive, decide, turn, visit
from reviewbot.watch.deliver import receiver
from reviewbot.watch.mirror import pull
from reviewbot.watch.settings import MailingList, Settings
from reviewbot.watch.state import Decision, opened

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reviewbot.thread.thread import Thread
    from reviewbot.watch.mirror import Mirror, Wanted

pytestmark = pytest.mark.no_cover  # the tracer doubles its time, and others run the same code

START = 1_451_606_400.0  # 2016-01-01
MAILS = 5
_UNREVIEWED = "the series of <1-0@example.org> could not be reviewed"
_FIRST, _SECOND = (f"[PATCH 0/2] frob{n}: two patches <{n}-0@example.org>" for n in (1, 2))
KINDS = [
    "date-year-10000", "date-year-0", "from-comments", "from-groups", "cc-comments",
    "charset*-latin1", "charset-of-text*-undefined", "hunk-digits", "quoted-stat-digits",
    "cut-off-in-nested", "cut-off-in-forwarded", "subject-surrogate", "id-endless", "bytes",
]  # fmt: skip


class Watched:
    """Lists in directories, followed; each has a good series before and after what is given."""

    def __init__(self, folder: Path, *poisons: bytes, lists: tuple[str, ...] = ("one",)) -> None:
        good = list(invented(2 * len(lists)))
        for number, name in enumerate(lists):
            own = good[2 * number * MAILS :]
            mails = [*own[:MAILS], *poisons, *own[MAILS : 2 * MAILS]]
            (folder / name).mkdir()
            epoch(folder / name / "0.git", *(("m", raw) for raw in mails))
        policies = tuple(MailingList(name, str(folder / name), what="all") for name in lists)
        self.settings = Settings(folder / "state", folder / "drafts", "files", policies)
        self.said: list[str] = []

    def turn(self, hours: float = 0) -> list[str]:
        self.said.clear()
        with opened(self.settings.state) as state:
            watcher = turn.Watcher(self.settings, None, Options(), self.said.append)
            turn.turn(watcher, state, START + hours * 3600, START)
        return self.said

    @property
    def answered(self) -> list[str]:
        """The good mails for which there is a draft."""
        texts = [path.read_text() for path in self.settings.drafts.glob("*.eml")]
        found = (text.partition("In-Reply-To: <")[2].partition("-")[0] for text in texts)
        return sorted(each for each in found if each.isdigit())


@pytest.mark.parametrize("kind", KINDS)
def test_the_watch_goes_on_past_a_poison_mail(kind: str, tmp_path: Path) -> None:
    poison = NASTY.get(kind) or NASTY["charset*-hex"].replace(b"hex''", b"utf-8''")
    watched = Watched(tmp_path, poison)
    watched.turn()
    assert watched.answered == ["1", "2"]
    drafts = len(list(watched.settings.drafts.iterdir()))
    assert [line for line in watched.turn(1) if "draft" in line] == []
    assert len(list(watched.settings.drafts.iterdir())) == drafts


@pytest.mark.slow
def test_the_watch_goes_on_past_all_of_them_at_once(tmp_path: Path) -> None:
    named = (
        raw.replace(b"<poison@", b"<poison-%d@" % number)
        for number, raw in enumerate(NASTY.values())
    )
    watched = Watched(tmp_path, *named)
    watched.turn()
    assert watched.answered == ["1", "2"]
    assert not any("could not" in line for line in watched.said)


def broken_for(subject: str) -> object:
    def read(raws: Iterable[bytes]) -> Thread:
        thread = read_thread(raws)
        if any(subject in message.subject for message in thread.messages):
            raise RuntimeError("foreseen by nobody")
        return thread

    return read


def test_what_nobody_foresaw_is_said_and_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(tmp_path, NASTY["bytes"])
    monkeypatch.setattr(archive, "read_thread", broken_for("frob1:"))
    assert watched.turn() == [
        f"one: {_UNREVIEWED}: RuntimeError: foreseen by nobody",
        f"one: {_SECOND}: 1 draft (notifier.errno_zero)",
    ]
    assert watched.answered == ["2"]
    assert watched.turn(1) == [], "it is not met again"
    monkeypatch.undo()
    assert watched.turn(2) == []


def test_a_series_that_breaks_is_decided_without_drafts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(findings: object, *_: object) -> object:
        if any("frob1" in finding.path for finding in findings):  # type: ignore[attr-defined]
            raise RecursionError
        return findings

    watched = Watched(tmp_path)
    monkeypatch.setattr("reviewbot.answer.mark_already_said", broken)
    assert watched.turn() == [
        f"{_UNREVIEWED}: RecursionError: ",
        f"one: {_FIRST}: 0 drafts",
        f"one: {_SECOND}: 1 draft (notifier.errno_zero)",
    ]
    assert watched.turn(1) == []


def test_what_cannot_be_imported_costs_no_series(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As while the program is being upgraded below a watch that runs."""

    def gone(*_: object) -> None:
        raise ImportError("no module is there")

    watched = Watched(tmp_path)
    monkeypatch.setattr(decide, "review_series", gone)
    assert watched.turn() == ["one: could not be followed: ImportError: no module is there"]
    monkeypatch.undo()
    watched.turn(1)
    assert watched.answered == ["1", "2"]


def test_a_list_that_breaks_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(wanted: Wanted) -> Mirror:
        if wanted.folder.name == "one":
            raise LookupError("foreseen by nobody")
        return pull(wanted)

    watched = Watched(tmp_path, lists=("one", "two"))
    monkeypatch.setattr(visit, "pull", broken)
    assert watched.turn()[0] == "one: could not be followed: LookupError: foreseen by nobody"
    assert watched.answered == ["3", "4"]
    monkeypatch.undo()
    watched.turn(1)
    assert watched.answered == ["1", "2", "3", "4"]


def ready(watched: Watched, *contents: bytes) -> None:
    """Drafts that an earlier turn could not deliver."""
    with opened(watched.settings.state) as state:
        decision = Decision("one", "key", "complete", (), contents)
        assert state.decide(decision, START)


def test_what_lies_ready_is_delivered_before_any_list_is_pulled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(tmp_path)
    ready(watched, b"Subject: ready\n\nx\n")

    def stopped(*_: object) -> Mirror:
        assert [path.read_bytes() for path in watched.settings.drafts.iterdir()] == [
            b"Subject: ready\n\nx\n"
        ]
        raise KeyboardInterrupt

    monkeypatch.setattr(visit, "pull", stopped)
    with pytest.raises(KeyboardInterrupt):
        watched.turn()


def test_a_draft_that_cannot_be_delivered_costs_no_other_and_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = receiver

    def picky(settings: Settings) -> object:
        class Box:
            def __enter__(self) -> object:
                return self.put

            def __exit__(self, *_: object) -> None: ...

            def put(self, key: str, content: bytes) -> None:
                if b"bad" in content:
                    raise LookupError("foreseen by nobody")
                with put(settings) as take:
                    take(key, content)

        return Box()

    watched = Watched(tmp_path)
    ready(watched, b"Subject: bad\n\nx\n", b"Subject: good\n\nx\n")
    monkeypatch.setattr(turn, "receiver", picky)
    said = "a draft could not be delivered: LookupError: foreseen by nobody (1 in all)"
    assert watched.turn().count(said) == 1
    assert watched.answered == ["1", "2"]
    assert len(list(watched.settings.drafts.glob("*.eml"))) == 3
    monkeypatch.undo()
    watched.turn(1)
    assert len(list(watched.settings.drafts.glob("*.eml"))) == 4


def test_where_no_draft_can_go_it_is_said_once_a_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(tmp_path)
    ready(watched, b"Subject: ready\n\nx\n")
    for error in (UsageError("the folder is gone"), LookupError("gone")):

        def nowhere(_: object, error: Exception = error) -> object:
            raise error

        monkeypatch.setattr(turn, "receiver", nowhere)
        assert sum("gone" in line for line in watched.turn()) == 1
    monkeypatch.undo()
    watched.turn(1)
    assert watched.answered == ["1", "2"]
