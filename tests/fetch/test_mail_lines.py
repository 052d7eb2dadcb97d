"""Mails are found in the file they were read of."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from loopback import mbox
from mails import DIFF, mail
from reviewbot.fetch.limits import DEFAULT_LIMITS
from reviewbot.fetch.mail_lines import mail_lines
from reviewbot.fetch.mbox import read_path
from reviewbot.thread.series import read_thread

if TYPE_CHECKING:
    from pathlib import Path

ONE = mail("1", "[PATCH 1/2] frob: one", f"A word.\n\nFrom here on.\n{DIFF}")
TWO = mail("2", "[PATCH 2/2] frob: two", f"More w=\nords.\n{DIFF}").replace(
    b"Date:", b"Content-Transfer-Encoding: quoted-printable\nDate:"
)


def places(path: Path) -> dict[str, str]:
    """What each line of each mail says → where it is said to be."""
    raws = read_path(path, DEFAULT_LIMITS)
    where = mail_lines(path, raws)
    assert where
    series = read_thread(raws).series[0]
    return {
        line: where(patch, number)
        for patch in series.mails
        for number, line in enumerate(patch.message.lines, 1)
    }


def test_a_line_of_an_mbox_is_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "x.mbox"
    path.write_bytes(mbox(ONE.replace(b"\nFrom h", b"\n>From h"), TWO))
    lines = path.read_text().split("\n")
    found = places(path)
    for text, shown in (("A word.", "A word."), ("From here on.", ">From here on.")):
        name, _, number = found[text].rpartition(":")
        assert (name, lines[int(number) - 1]) == (str(path), shown)


def test_an_encoded_line_is_at_its_mail(tmp_path: Path) -> None:
    path = tmp_path / "x.eml"
    path.write_bytes(TWO)
    assert places(path)["More words."] == f"{path}:1"


def test_what_is_no_plain_file_has_no_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(ONE))
    assert mail_lines(path, [ONE]) is None
    assert mail_lines(tmp_path, [ONE]) is None
    odd = tmp_path / "a:1: b"
    odd.write_bytes(ONE)
    assert mail_lines(odd, [ONE]) is None
