"""Mails piped into the watch: the same decisions as from a mirror, each once."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from epochs import epoch, invented
from reviewbot.cli import main
from reviewbot.watch.piped import meant
from reviewbot.watch.settings import MailingList
from reviewbot.watch.state import opened
from support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DATE = re.compile(rb"^Date: .*\n", re.MULTILINE)


class Piped:
    """A watch of one list, to which mails are piped."""

    def __init__(
        self, folder: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder, self._patch, self._capsys = folder, patch, capsys
        patch.setenv("XDG_CONFIG_HOME", str(folder))
        folder.joinpath("reviewbot").mkdir()
        self.settings('name = "frob"')

    def settings(self, list_: str) -> None:
        (self.folder / "reviewbot/watch.toml").write_text(
            f'state = "{self.folder}/state"\ndrafts = "{self.folder}/drafts"\n'
            f'box = "files"\n[[list]]\nwhat = "all"\nquiet = "1d"\n{list_}\n'
        )

    def run(self, *mails: bytes, more: Iterable[str] = ()) -> tuple[int, str]:
        """Pipe them in; the exit code and what was said."""
        mbox = b"".join(b"From mboxrd@z Thu Jan  1 00:00:00 1970\n%s\n" % each for each in mails)
        raw = mails[0] if len(mails) == 1 else mbox
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        code = main(["watch", "-", "--since", "2016-01-01", *more])
        return code, self._capsys.readouterr().err

    @property
    def drafts(self) -> list[bytes]:
        paths = self.folder.glob("drafts/*.eml")
        return sorted(DATE.sub(b"", path.read_bytes()) for path in paths)

    @property
    def left(self) -> list[Path]:
        return list(self.folder.glob("state/piped/*/*"))


@pytest.fixture
def piped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Piped:
    return Piped(tmp_path, monkeypatch, capsys)


def test_parts_that_come_one_by_one_are_one_series(piped: Piped) -> None:
    cover, one, _, two, _ = invented(1)
    assert [piped.run(each) for each in (two, cover, two)] == [(0, "")] * 3
    assert piped.drafts == []
    name = "frob: [PATCH 0/2] frob1: two patches <1-0@example.org>"
    assert piped.run(one) == (0, f"{name}: 1 draft (notifier.errno_zero)\n")
    assert piped.run(one, cover) == (0, "")
    assert len(piped.drafts) == 1
    assert piped.left == []


def test_a_cover_that_comes_last_is_no_series_of_its_own(piped: Piped) -> None:
    cover, one, _, two, _ = invented(1)
    name = "frob: [PATCH 1/2] frob1: part 1 <1-1@example.org>"
    assert piped.run(one, two) == (0, f"{name}: 1 draft (notifier.errno_zero)\n")
    assert piped.run(cover) == (0, "")
    assert len(piped.drafts) == 1
    assert piped.left == []


def test_the_drafts_are_those_of_a_mirror(piped: Piped) -> None:
    mails = list(invented(3))
    for start in range(0, len(mails), 4):
        piped.run(*mails[start : start + 4])
    found = piped.drafts
    assert len(found) == 3
    (piped.folder / "list").mkdir()
    epoch(piped.folder / "list/0.git", *(("m", raw) for raw in mails))
    piped.settings(f'name = "frob"\nurl = "{piped.folder}/list"')
    for path in ("state", "drafts"):
        shutil.rmtree(piped.folder / path)
    assert main(["watch", "--once", "--since", "2016-01-01"]) == 0
    assert piped.drafts == found


def test_what_a_mirror_has_is_not_drafted_again(piped: Piped) -> None:
    mails = list(invented(2))
    (piped.folder / "list").mkdir()
    epoch(piped.folder / "list/0.git", *(("m", raw) for raw in mails[:5]))
    piped.settings(f'name = "frob"\nurl = "{piped.folder}/list"')
    assert main(["watch", "--once", "--since", "2016-01-01"]) == 0
    assert len(piped.drafts) == 1
    piped.run(*(b"Received: by me\n" + raw for raw in mails))
    assert len(piped.drafts) == 2


def test_what_comes_while_another_one_is_at_it_waits_for_that(piped: Piped) -> None:
    cover, one, _, two, _ = invented(1)
    with opened(piped.folder / "state"):
        assert piped.run(cover, one, two) == (0, "")
        assert len(piped.left) == 3
    assert piped.drafts == []
    assert main(["watch", "--once", "--since", "2016-01-01"]) == 0
    assert len(piped.drafts) == 1
    assert piped.left == []


def test_mails_that_are_for_no_list(piped: Piped) -> None:
    mail = b"To: quux@example.org\nMessage-ID: <1@x>\nSubject: x\nFrom: a@b\n\nx\n"
    code, said = piped.run(mail)
    assert (code, piped.left) == (2, [])
    assert said == (
        "reviewbot: mails that are for no list here, which are frob (--list NAME says it): 1\n"
    )
    assert piped.run(mail, more=("--list", "frob")) == (0, "")
    code, said = piped.run(mail, more=("--list", "quux"))
    assert (code, said) == (2, "reviewbot: there is no list 'quux', but frob\n")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        (b"To: frob@vger.example.org", "frob"),
        (b"Cc: QUUX-devel@example.org", "quux"),
        (b"List-Id: <quux-devel.example.org>\nTo: frob@vger.example.org", "quux"),
        (b"To: frobnicate@example.org", None),
        (b"", None),
    ],
)
def test_the_list_a_mail_is_for(fields: bytes, name: str | None) -> None:
    lists = (MailingList("frob"), MailingList("quux", "https://lore.example.org/quux-devel/"))
    found = meant(fields + b"\nFrom: a@example.org\nSubject: x\n\nx\n", lists)
    assert (found.name if found else None) == name


@pytest.mark.slow
def test_many_that_come_at_once_are_taken_each_once(piped: Piped) -> None:
    """As a delivery agent starts them: a process for each mail, none waits for another."""
    mails = [raw for raw in invented(2) if b"Subject: Re:" not in raw]
    command = [sys.executable, "-m", "reviewbot", "watch", "-", "--since", "2016-01-01"]

    def pipe(raw: bytes) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(command, input=raw, capture_output=True, cwd=ROOT, check=True)

    with ThreadPoolExecutor(len(mails)) as pool:
        said = b"".join(done.stderr for done in pool.map(pipe, mails))
    assert len(piped.drafts) == 2, said
    assert said.count(b"1 draft") == 2
    assert piped.left == []
