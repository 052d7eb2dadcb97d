"""What a scan found is kept: the next one works out only what is new, and says the same."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import stat
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from epochs import archive, grow, invented
from reviewbot.backtest.work import Asked, backtest_piece
from reviewbot.checks.registry import select
from reviewbot.cli import main
from reviewbot.paths import in_cache
from reviewbot.pipeline import Options
from reviewbot.results import program, results, store
from reviewbot.results.store import Store
from reviewbot.scan import known
from reviewbot.scan.pieces import listed, pieces
from reviewbot.scan.work import Outcome, review_piece

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reviewbot.checks.api import Check
    from reviewbot.results.program import Version
    from reviewbot.scan.pieces import Piece

pytestmark = pytest.mark.no_cover  # the tracer doubles its time, and others run the same code

SERIES = 6
FOUND = "notifier.errno_zero"  # what is said of each of them
ALONE = "text.misspelling"  # called on every mail, and finds nothing
OPTIONS = Options(cached=True)
VOICE = """\
[[list]]
address = "frob@lists.example.org"
since = "2016-01-01"
until = "2016-12-31"
[list.points]
"notifier.errno_zero" = [0, 50]
"""


@pytest.fixture(scope="module")
def frobs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("archive") / "frob.git", SERIES)


class Counted:
    """How many threads are worked out, and how many mails are looked at alone."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.threads = self.mails = 0
        reviewed, read = review_piece.__globals__["_reviewed"], vars(known)["read_post"]

        def review(*arguments: object) -> object:
            self.threads += 1
            return reviewed(*arguments)

        def post(*arguments: object) -> object:
            self.mails += 1
            return read(*arguments)

        monkeypatch.setattr("reviewbot.scan.work._reviewed", review)
        monkeypatch.setattr("reviewbot.scan.known.read_post", post)

    def during(self, archive: Path, options: Options = OPTIONS) -> tuple[int, int]:
        """The threads and mails of a scan, of which the output is that of one without a store."""
        listed.cache_clear()
        whole = [review_piece(piece, Options()).lines for piece in pieces(archive)]
        self.threads = self.mails = 0
        assert [review_piece(piece, options).lines for piece in pieces(archive)] == whole
        return self.threads, self.mails


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(monkeypatch)


def changed(
    monkeypatch: pytest.MonkeyPatch, check: str, parts: Sequence[str], mark: str = "another"
) -> None:
    """Have these parts of a check be other ones."""
    version: Callable[[Check], Version] = vars(results)["version"]  # perhaps another already

    def other(one: Check) -> Version:
        found = version(one)
        return replace(found, **dict.fromkeys(parts, mark)) if one.name == check else found

    monkeypatch.setattr(results, "version", other)


def test_what_has_not_changed_is_not_worked_out_again(frobs: Path, counted: Counted) -> None:
    assert counted.during(frobs) == (SERIES, 0)
    assert counted.during(frobs) == (0, 0)
    assert counted.during(frobs, Options()) == (SERIES, 0)


def test_a_list_that_grew_costs_what_is_new(tmp_path: Path, counted: Counted) -> None:
    frobs = archive(tmp_path / "frob.git", SERIES)
    counted.during(frobs)
    grow(frobs, *[("m", mail) for mail in list(invented(SERIES + 2))[5 * SERIES :]])
    assert counted.during(frobs) == (2, 0)


def test_an_answer_makes_a_thread_another_one(tmp_path: Path, counted: Counted) -> None:
    frobs = archive(tmp_path / "frob.git", SERIES)
    counted.during(frobs)
    said = b"Message-ID: <x@example.org>\nIn-Reply-To: <1-1@example.org>\nSubject: Re: it\n\nNo.\n"
    grow(frobs, ("m", said))
    assert counted.during(frobs) == (1, 0)


def test_other_options_are_another_review(frobs: Path, counted: Counted) -> None:
    counted.during(frobs)
    known = counted.threads
    [review_piece(piece, replace(OPTIONS, ask=True)) for piece in pieces(frobs)]
    assert counted.threads == known + SERIES


def test_a_changed_check_is_asked_about_the_mails_it_is_called_on(
    frobs: Path, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted.during(frobs)
    changed(monkeypatch, ALONE, ["whole"])
    assert counted.during(frobs) == (0, 3 * SERIES)
    assert counted.during(frobs) == (0, 0)
    changed(monkeypatch, "alloc.array", ["whole"])  # nothing of these mails concerns it
    assert counted.during(frobs) == (0, 0)


def test_where_a_changed_check_says_something_else_the_thread_is_worked_out(
    frobs: Path, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted.during(frobs)
    checks = select(())
    silent = tuple(
        replace(each, run=lambda _: ()) if each.name == FOUND else each for each in checks
    )
    monkeypatch.setattr("reviewbot.scan.work.select", lambda _: silent)
    changed(monkeypatch, FOUND, ["whole"])
    assert counted.during(frobs) == (SERIES, 2 * SERIES)
    assert counted.during(frobs) == (0, 0)


def test_with_a_tree_a_mail_alone_does_not_tell(
    frobs: Path, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = replace(OPTIONS, tree=frobs)  # any repository is one
    [review_piece(piece, options) for piece in pieces(frobs)]
    changed(monkeypatch, ALONE, ["whole"])
    counted.threads = 0
    [review_piece(piece, options) for piece in pieces(frobs)]
    assert (counted.threads, counted.mails) == (SERIES, 0)


def looking(check: Check, least: int) -> Check:
    """A check that looks at the series, and says what it did where that has so many patches."""
    return replace(check, run=lambda it: check.run(it) if len(it.series.patches) >= least else ())


@pytest.mark.parametrize(("least", "threads"), [(2, 0), (3, SERIES)])
def test_what_looks_at_the_series_is_asked_once_it_is_read(
    frobs: Path,
    counted: Counted,
    monkeypatch: pytest.MonkeyPatch,
    least: int,
    threads: int,
) -> None:
    counted.during(frobs)
    checks = tuple(looking(each, least) if each.name == FOUND else each for each in select(()))
    monkeypatch.setattr("reviewbot.scan.work.select", lambda _: checks)
    changed(monkeypatch, FOUND, ["whole"])
    assert counted.during(frobs) == (threads, 2 * SERIES)
    assert counted.during(frobs) == (0, 0)


def test_what_those_who_read_it_make_of_a_remark_is_known(
    frobs: Path, tmp_path: Path, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "voices.toml"
    table.write_text(VOICE, encoding="utf-8")
    options = replace(OPTIONS, voice=str(table))
    lines = [review_piece(piece, options).lines for piece in pieces(frobs)]
    assert lines != [review_piece(piece, OPTIONS).lines for piece in pieces(frobs)]
    changed(monkeypatch, FOUND, ["whole"])
    counted.threads = 0
    assert [review_piece(piece, options).lines for piece in pieces(frobs)] == lines
    assert counted.threads == 0


def test_other_words_are_worked_out_where_they_are_said(
    frobs: Path, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted.during(frobs)
    changed(monkeypatch, ALONE, ["whole", "voice"])
    assert counted.during(frobs) == (0, 3 * SERIES)
    changed(monkeypatch, FOUND, ["whole", "voice"])
    assert counted.during(frobs)[0] == SERIES


def test_a_check_that_asks_for_more_than_a_mail_is_asked_of_the_whole_thread(
    frobs: Path, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted.during(frobs)
    changed(monkeypatch, "revision.dropped_tag", ["whole", "gate"])
    assert counted.during(frobs) == (SERIES, 0)


def test_a_check_that_came_is_asked_everywhere(
    frobs: Path, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = tuple(each for each in select(()) if each.name != ALONE)
    with monkeypatch.context() as before:
        before.setattr("reviewbot.scan.work.select", lambda _: without)
        counted.during(frobs)
    assert counted.during(frobs) == (0, 3 * SERIES)


def test_what_all_checks_share_makes_everything_anew(
    frobs: Path, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted.during(frobs)
    monkeypatch.setattr(results, "common", lambda *_: "another")
    assert counted.during(frobs) == (SERIES, 0)


@pytest.mark.parametrize(
    ("path", "is_own"),
    [
        ("checks/errors/redundant_check.py", True),
        ("checks/errors/redundant_check.txt.j2", True),
        ("cases/errors/redundant_check.md", True),
        ("templates/checks/errors/redundant_check.txt.j2", True),
        ("checks/errors/__init__.py", False),
        ("checks/errors/_shared.py", False),
        ("checks/api.py", False),
        ("engine.py", False),
        ("knowledge/pairs.toml", False),
        ("reply/same.txt.j2", False),
    ],
)
def test_what_is_of_one_check_alone(path: str, is_own: bool) -> None:  # noqa: FBT001
    assert program.is_own(path) is is_own


def test_another_table_of_voices_makes_all_anew(
    frobs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "voices.toml"
    table.write_text('origin = "one"', encoding="utf-8")
    (piece,) = pieces(frobs)
    options = replace(OPTIONS, voice=str(table))
    review_piece(piece, options)
    counted = Counted(monkeypatch)
    review_piece(piece, options)
    assert not counted.threads
    table.write_text('origin = "other"', encoding="utf-8")
    review_piece(piece, options)
    assert counted.threads


def test_a_replay_is_kept_as_well(frobs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (piece,) = pieces(frobs)
    whole = backtest_piece(piece, Asked())
    assert whole.rows
    assert backtest_piece(piece, Asked(cached=True)) == whole
    changed(monkeypatch, ALONE, ["whole"])
    assert backtest_piece(piece, Asked(cached=True)) == whole
    monkeypatch.setattr("reviewbot.backtest.work.Hindsight", None)
    assert backtest_piece(piece, Asked(cached=True)) == whole


def test_a_damaged_store_is_said_once_and_costs_nothing(
    frobs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outs = [tmp_path / name for name in ("without", "damaged", "worse")]
    assert main(["scan", "--no-cache", str(frobs), "-o", str(outs[0])]) == 0
    file = in_cache(store.NAME)
    assert not file.exists()
    assert main(["scan", str(frobs), "-o", str(tmp_path / "first")]) == 0
    size = file.stat().st_size
    capsys.readouterr()
    file.write_bytes(b"no database" * 1000)
    assert main(["scan", str(frobs), "--piece", "7", "-o", str(outs[1])]) == 0
    assert capsys.readouterr().err.count("results are not kept") == 1
    file.unlink()
    assert main(["scan", str(frobs), "-o", str(tmp_path / "again")]) == 0
    with file.open("r+b") as out:
        out.seek(4096)
        out.write(os.urandom(size - 4096))
    assert main(["scan", str(frobs), "-o", str(outs[2])]) == 0
    assert outs[0].read_bytes() == outs[1].read_bytes() == outs[2].read_bytes()


def test_values_that_are_no_rows_are_worked_out(frobs: Path, counted: Counted) -> None:
    counted.during(frobs)
    with store.opened() as kept:
        assert kept.base
        keys = [row[0] for row in kept.base.execute("SELECT key FROM kept")]
        damaged = (b"", b"[]", b"{}", b"[1, 2, 3, 4, 5, 6]", b"null", b"[[1], 2")
        for key, value in zip(keys, damaged * 9, strict=False):
            kept.put(key, value)
    assert counted.during(frobs)[0] == SERIES
    with store.opened() as kept:
        for key in keys:
            kept.put(key, b"[]")  # of nothing, though there are mails
    assert counted.during(frobs)[0] == SERIES


def test_the_store_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    most = 1 << 20
    for number in range(40):
        with store.opened() as kept:
            kept.most = most
            kept.put(f"{number}", os.urandom(100_000))
    known = in_cache(store.NAME).stat()
    assert known.st_size <= most + 200_000
    assert stat.S_IMODE(known.st_mode) == 0o600
    with store.opened() as kept:
        assert kept.get("39") is not None
        assert kept.get("0") is None


def test_what_is_found_under_a_deadline_is_not_kept(frobs: Path, counted: Counted) -> None:
    short = replace(OPTIONS, deadline=1e-9)
    [review_piece(piece, short) for piece in pieces(frobs)]
    counted.threads = 0
    [review_piece(piece, short) for piece in pieces(frobs)]
    assert counted.threads == SERIES


def test_nothing_is_known_without_a_file() -> None:
    kept = Store()
    kept.put("key", b"value")
    kept.flush()
    assert kept.get("key") is None


def _scanned(piece: Piece) -> Outcome:
    return review_piece(piece, OPTIONS)


@pytest.mark.slow
def test_killed_and_several_at_once_it_says_the_same(frobs: Path) -> None:
    cut = pieces(frobs, 7)
    whole = [review_piece(piece, Options()).lines for piece in cut]
    spawn = multiprocessing.get_context("fork")
    for wait in (0.0, 0.01, 0.03, 0.1, 0.2, 0.3):
        runs = [spawn.Process(target=list, args=(map(_scanned, cut),)) for _ in range(2)]
        for run in runs:
            run.start()
        time.sleep(wait)
        os.kill(runs[0].pid or 0, signal.SIGKILL)
        for run in runs:
            run.join()
        assert runs[1].exitcode == 0
    outcomes = [review_piece(piece, OPTIONS) for piece in cut]
    assert [outcome.lines for outcome in outcomes] == whole
    assert not any(outcome.fault for outcome in outcomes)
    assert json.loads(outcomes[0].lines.splitlines()[0])["drafts"]
