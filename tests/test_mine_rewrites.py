"""The miner of rewrites finds what authors change between revisions, in invented archives."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from epochs import epoch
from support import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

pytestmark = pytest.mark.slow

PEOPLE = ("ada", "bob", "cem", "dan", "eve", "fay")


@pytest.fixture
def miner(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401  a module
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("mine_rewrites")


def _posted(person: str, number: int, revision: int, lines: Sequence[str]) -> bytes:
    when = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=20 * number + revision)
    title = f"misc: {person}{number}: add a frob"
    prefix = "PATCH" if revision == 1 else f"PATCH v{revision}"
    added = "".join(f"+{line}\n" for line in lines)
    return f"""\
From: {person} <{person}@example.org>
To: frob@lists.example.org
Subject: [{prefix}] {title}
Message-ID: <{person}-{number}-{revision}@example.org>
Date: {format_datetime(when)}

Say why.

Signed-off-by: {person} <{person}@example.org>
---
diff --git a/drivers/misc/{person}{number}.c b/drivers/misc/{person}{number}.c
new file mode 100644
--- /dev/null
+++ b/drivers/misc/{person}{number}.c
@@ -0,0 +1,{len(lines)} @@
{added}""".encode()


def _series(before: str, after: str) -> Iterator[bytes]:
    """A driver of each person in two revisions, with lines that stay around the one that changes."""
    for number, person in enumerate(PEOPLE):
        rest = (f"\tfrob_begin({person});", f"\tfrob_end({person});")
        for revision, line in enumerate((before, after), 1):
            text = line.replace("WHO", person)
            yield _posted(person, number, revision, (rest[0], text, rest[1]))


@pytest.fixture
def mined(
    miner: Any,  # noqa: ANN401  a module
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., list[str]]:
    """What is printed of an archive of such series, without the examples."""

    def run(before: str, after: str, *options: str) -> list[str]:
        where = tempfile.mkdtemp(dir=tmp_path)
        archive = epoch(Path(where), *(("m", raw) for raw in _series(before, after)))
        monkeypatch.setattr("sys.argv", ["mine_rewrites.py", *options, str(archive)])
        miner.main()
        lines = capsys.readouterr().out.splitlines()
        return [line.strip() for line in lines if not line.strip().startswith("<")]

    return run


def test_what_all_authors_change_is_a_rule(mined: Callable[..., list[str]]) -> None:
    assert mined('\tfrob_say(WHO, "a");', '\tfrob_tell(WHO, "b", 5);') == [
        "6 patches with a next revision",
        "1 rules, 0 of them covered",
        "1. c: 6 authors, 6 of 6 series, bound 0.61; later 0 of 0",
        "⏎ frob_say ( $1 , S )",
        "-> ⏎ frob_tell ( $1 , S , N )",
    ]


def test_what_is_posted_later_is_only_counted(mined: Callable[..., list[str]]) -> None:
    lines = mined("\tfrob_say(WHO);", "\tfrob_tell(WHO);", "--later", "2024-03-15")
    assert lines[2] == "1. c: 4 authors, 4 of 4 series, bound 0.51; later 2 of 2"


def test_what_is_posted_before_is_not_read(mined: Callable[..., list[str]]) -> None:
    lines = mined("\tfrob_say(WHO);", "\tfrob_tell(WHO);", "--since", "2024-02-05")
    assert lines[0] == "4 patches with a next revision"


def test_what_a_check_says_is_left_out(mined: Callable[..., list[str]]) -> None:
    change = "\treturn notifier_from_errno(0);", "\treturn NOTIFY_OK;"
    assert mined(*change) == ["6 patches with a next revision", "1 rules, 1 of them covered"]


def test_what_a_check_says_is_shown_if_asked(mined: Callable[..., list[str]]) -> None:
    change = "\treturn notifier_from_errno(0);", "\treturn NOTIFY_OK;"
    assert mined(*change, "--covered")[2].endswith("later 0 of 0; notifier.errno_zero")


def test_what_one_author_changes_is_none(mined: Callable[..., list[str]]) -> None:
    assert mined("\tfrob_say(WHO);", "\tfrob_tell(WHO);", "--authors", "7")[1:] == [
        "0 rules, 0 of them covered"
    ]


def test_the_archive_is_not_read_again(mined: Callable[..., list[str]], tmp_path: Path) -> None:
    kept = "--kept", str(tmp_path / "kept")
    first = mined("\tfrob_say(WHO);", "\tfrob_tell(WHO);", *kept)
    again = mined("\tfrob_say(WHO);", "\tfrob_say(WHO);", *kept)
    assert again == first


def test_it_prints_the_same_each_time(tmp_path: Path) -> None:
    mails = _series("\tfrob_say(WHO, 1);", "\tfrob_tell(1);")
    archive = epoch(tmp_path / "frob.git", *(("m", raw) for raw in mails))
    printed = {
        subprocess.run(
            [sys.executable, str(ROOT / "benchmarks" / "mine_rewrites.py"), str(archive)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(printed) == 1
