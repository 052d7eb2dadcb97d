"""Findings shown and what was said of them."""

from __future__ import annotations

import os
import sqlite3
import stat
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from drafting import check, finding, mail
from reviewbot import __version__, feedback
from reviewbot.errors import UsageError
from reviewbot.feedback import (
    Said,
    Shown,
    Verdict,
    all_said,
    dropped_on,
    remember,
    settle,
    tallies,
    tell,
)
from reviewbot.repeats import remark_key

if TYPE_CHECKING:
    from pathlib import Path

ONE = mail("A prioroty.\n---\n=== drivers/frob.c\n@@\n+\tfrob(1);\n+\tfrob(2);\n")
CODE = replace(finding(ONE, "frob(1)", check("frob.twice")), text="Drop it.")
TEXT = finding(ONE, "prioroty", check("text.misspelling"))
DAY = date(2026, 3, 2)
LATER = date(2026, 3, 3)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "feedback.sqlite"


def test_an_id_names_what_a_check_says_of_a_line() -> None:
    assert (CODE.id, len(CODE.id)) == (replace(CODE, text="", drafted=True).id, 8)
    others = [
        replace(CODE, check="frob.once"),
        replace(CODE, message_id="2@example.org"),
        replace(CODE, body_line=1),
    ]
    assert len({CODE.id, *(one.id for one in others)}) == 4
    assert replace(CODE, message_id="\udc80@example.org").id != CODE.id


def test_an_id_stays_what_it_was() -> None:
    assert replace(CODE, check="a.b", message_id="1@x", body_line=7).id == "160e6610"


def test_what_is_said_is_kept_with_what_is_known(file: Path) -> None:
    remember(file, [CODE, TEXT], DAY)
    said = tell(file, (CODE.id, Verdict.WRONG, "it is needed"), LATER)
    assert said == Said(
        Shown(
            CODE.id,
            "frob.twice",
            CODE.message_id,
            "drivers/frob.c",
            1,
            "+\tfrob(1);",
            "Drop it.",
            __version__,
            "2026-03-02",
        ),
        Verdict.WRONG,
        "it is needed",
        "2026-03-03",
    )
    assert all_said(file) == (said,)


def test_a_second_thought_replaces_the_first(file: Path) -> None:
    remember(file, [CODE, TEXT], DAY)
    tell(file, (CODE.id, Verdict.WRONG, ""), DAY)
    tell(file, (TEXT.id, Verdict.RIGHT, ""), DAY)
    tell(file, (CODE.id, Verdict.RIGHT, "after all"), LATER)
    assert [(one.shown.id, one.verdict, one.why) for one in all_said(file)] == [
        (TEXT.id, Verdict.RIGHT, ""),
        (CODE.id, Verdict.RIGHT, "after all"),
    ]


def test_an_unknown_id(file: Path) -> None:
    remember(file, [CODE], DAY)
    with pytest.raises(UsageError, match="no finding 00000000 was shown here"):
        tell(file, ("00000000", Verdict.WRONG, ""), DAY)


def test_only_the_last_are_kept_but_all_that_was_said(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feedback, "KEPT", 3)
    many = [replace(CODE, body_line=number) for number in range(1, 6)]
    remember(file, many[:1], DAY)
    tell(file, (many[0].id, Verdict.WRONG, ""), DAY)
    remember(file, many[1:4], DAY)
    remember(file, [many[1], many[4]], DAY)  # shown again: the oldest no longer
    with sqlite3.connect(file) as base:
        rows = base.execute("SELECT id FROM shown ORDER BY rowid").fetchall()
    base.close()
    assert [id_ for (id_,) in rows] == [many[n].id for n in (3, 1, 4)]
    with pytest.raises(UsageError, match="no finding"):
        tell(file, (many[2].id, Verdict.WRONG, ""), DAY)
    assert tell(file, (many[0].id, Verdict.RIGHT, ""), DAY).shown.id == many[0].id


def test_counts_by_check(file: Path) -> None:
    more = [replace(CODE, body_line=number) for number in (20, 21)]
    remember(file, [CODE, TEXT, *more], DAY)
    for one, verdict in zip([CODE, TEXT, *more], [Verdict.WRONG, Verdict.RIGHT] * 2, strict=True):
        tell(file, (one.id, verdict, ""), DAY)
    tell(file, (more[1].id, Verdict.WRONG, ""), DAY)
    counts = tallies(all_said(file))
    assert counts == {"frob.twice": "3 wrong", "text.misspelling": "1 right"}
    tell(file, (more[1].id, Verdict.RIGHT, ""), DAY)
    assert tallies(all_said(file))["frob.twice"] == "2 wrong, 1 right"


def test_what_is_dropped_is_said_and_known_by_what_it_is(file: Path) -> None:
    assert dropped_on(file, [CODE.message_id]) == {}
    settle(file, [(CODE, "it is\x1b needed"), (TEXT, "")], [], DAY)
    known = {remark_key(CODE): "it is needed", remark_key(TEXT): ""}
    assert dropped_on(file, [CODE.message_id, "x@example.org"]) == {CODE.message_id: known}
    assert tallies(all_said(file)) == {"frob.twice": "1 dropped", "text.misspelling": "1 dropped"}
    tell(file, (TEXT.id, Verdict.WRONG, ""), DAY)
    settle(file, [], [CODE, TEXT], DAY)
    assert dropped_on(file, [CODE.message_id]) == {}
    assert tallies(all_said(file)) == {"text.misspelling": "1 wrong"}, "which says more"


def test_of_what_was_dropped_the_newest_are_known(file: Path) -> None:
    many = [replace(CODE, message_id=f"{n}@example.org") for n in range(4)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feedback, "KEPT", 2)
        settle(file, [(one, "") for one in many], [], DAY)
    assert list(dropped_on(file, [one.message_id for one in many])) == [
        "2@example.org",
        "3@example.org",
    ]


def test_nothing_is_made_to_read_or_for_nothing(file: Path) -> None:
    assert all_said(file) == ()
    remember(file, [], DAY)
    assert not file.parent.exists()


def test_a_strangers_words_are_bounded_and_driven_out_of_control(file: Path) -> None:
    bad = replace(CODE, quote="+\x1b[2J\udc80" + "x" * 5000, path="a\x1b.c", text="a\n\u202eb")
    remember(file, [bad], DAY)
    shown = tell(file, (bad.id, Verdict.WRONG, "w" * 5000), DAY).shown
    assert (shown.path, shown.text) == ("a.c", "a b")
    assert shown.quote.startswith("+[2Jxxx")
    assert len(shown.quote) == len(all_said(file)[0].why) == 300


def test_it_is_in_wal_mode(file: Path) -> None:
    remember(file, [CODE], DAY)
    base = sqlite3.connect(file)
    assert base.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    base.close()


def test_a_damaged_file_is_one_sentence(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"no database at all, not even one that was cut off in the middle" * 20)
    for use in (
        lambda: remember(file, [CODE], DAY),
        lambda: tell(file, (CODE.id, Verdict.WRONG, ""), DAY),
        lambda: all_said(file),
    ):
        with pytest.raises(UsageError, match="cannot be used: file is not a database") as error:
            use()
        assert "\n" not in str(error.value)


def test_another_layout_and_rows_of_somebody_else(file: Path) -> None:
    remember(file, [CODE], DAY)
    tell(file, (CODE.id, Verdict.WRONG, ""), DAY)
    base = sqlite3.connect(file)
    with base:
        base.execute("UPDATE said SET verdict = 'maybe'")
    with pytest.raises(UsageError, match="cannot be used: 'maybe'"):
        all_said(file)
    with base:
        base.execute("PRAGMA user_version = 7")
    base.close()
    with pytest.raises(UsageError, match="is of a newer reviewbot"):
        all_said(file)


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(UsageError, match="cannot be used: Not a directory"):
        remember(tmp_path / "state" / "feedback.sqlite", [CODE], DAY)


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_it_is_for_its_owner_alone(file: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        remember(file, [CODE], DAY)
        base = sqlite3.connect(file)  # while somebody has it open there is more beside it
        base.execute("SELECT * FROM shown").fetchall()
        remember(file, [TEXT], DAY)
        made = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
        base.close()
    finally:
        os.umask(before)
    assert made.keys() == {file.name, f"{file.name}-wal", f"{file.name}-shm"}
    assert set(made.values()) == {0o600}
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_what_an_earlier_version_left_open_to_others_is_closed(file: Path) -> None:
    remember(file, [CODE], DAY)
    file.chmod(0o644)
    remember(file, [TEXT], DAY)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("dangling", [False, True])
def test_nothing_is_written_through_a_link(file: Path, ending: str, *, dangling: bool) -> None:
    theirs = file.with_name("theirs")
    file.parent.mkdir()
    if not dangling:
        theirs.write_bytes(b"")
    file.with_name(f"{file.name}{ending}").symlink_to(theirs)
    with pytest.raises(UsageError, match="cannot be used: it is a symbolic link"):
        remember(file, [CODE], DAY)
    assert theirs.exists() is not dangling
    assert dangling or theirs.read_bytes() == b""
