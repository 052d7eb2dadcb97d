"""Mails piped from mutt, neomutt and aerc with the keys of contrib/: one review each time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from epochs import epoch
from publicinbox import public_inbox
from reviewbot.cli import main
from reviewbot.fetch.mboxrd import split_mbox
from support import CORPUS, ROOT, installed
from terminal import until_there

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.mailer, pytest.mark.publicinbox]

THREAD = CORPUS / "threads" / "frob-listeners.mbox"
TEXT = (ROOT / "docs" / "mailers.md").read_text(encoding="utf-8")
CONTRIB = ROOT / "contrib"
MACROS = f"source {CONTRIB / 'mutt' / 'reviewbot.muttrc'}"
(SEPARATOR,) = re.findall(r"^ {4}(set pipe_sep = .*)", TEXT, re.MULTILINE)
(OPTION,) = re.findall(r"`reviewbot thread (--stdin-pipe-sep=.*?)`", TEXT)
BINDING = (CONTRIB / "aerc" / "binds.conf").read_text(encoding="utf-8")
MUTTRC = 'set folder="{here}" record="" mbox_type=Maildir charset="utf-8" quit=yes\n'
AERC_ACCOUNT = "[carol]\nsource = {source}\noutgoing = /bin/false\nfrom = Carol <me@example.org>\n"
# stands in for reviewbot: keeps what it is given, and what reviewbot makes of it
STAND_IN = """\
#!/bin/sh
cat >{here}/piped
if [ "$2" = -i ]; then touch {here}/asked; set -- thread; fi
{python} -m reviewbot "$@" --format json <{here}/piped >{here}/part 2>{here}/said
mv {here}/part {here}/seen
"""
TAGGED, ONE = "T~A\r,t", ",r"
Review = dict[str, Any]


@dataclass(frozen=True)
class Desk:
    """A user's folder: the thread in ``maildir``, as delivered, and in ``mbox``."""

    here: Path

    def review(self, *mailer: str, keys: str) -> Review:
        """What reviewbot says when the mailer is started and these keys are typed.

        A command that comes while aerc reads an mbox is forgotten; it is given again then.
        """
        seen = until_there([*mailer], self.here / "seen", keys.encode(), on=b"Re:", again=9)
        assert (self.here / "said").read_text() == ""
        return without_source(seen)

    @property
    def from_lines(self) -> int:
        """How many ``From `` lines the mailer has piped."""
        return len(re.findall(rb"(?m)^From ", (self.here / "piped").read_bytes()))


def without_source(document: str) -> Review:
    return {name: what for name, what in json.loads(document).items() if name != "source"}


@pytest.fixture(scope="module")
def thread_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A public-inbox that has the thread."""
    folder = tmp_path_factory.mktemp("inbox")
    (folder / "work").mkdir()
    mails = split_mbox(THREAD.read_bytes())
    bundle = epoch(folder / "epoch.git", *(("m", mail) for mail in mails))
    with public_inbox(folder / "work", bundle) as url:
        yield url


@pytest.fixture
def desk(thread_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    (tmp_path / "mbox").write_bytes(THREAD.read_bytes())
    for name in ("cur", "new", "tmp"):
        (tmp_path / "maildir" / "inbox" / name).mkdir(parents=True)
    for number, mail in enumerate(split_mbox(THREAD.read_bytes())):
        (tmp_path / "maildir" / "inbox" / "cur" / f"{number}.x:2,S").write_bytes(mail)
    subprocess.run(["git", "config", "--global", "b4.midmask", f"{thread_url}/%s"], check=True)
    stand_in = tmp_path / "bin" / "reviewbot"
    stand_in.parent.mkdir()
    stand_in.write_text(STAND_IN.format(here=tmp_path, python=sys.executable))
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{stand_in.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return Desk(tmp_path)


@pytest.fixture
def expected(capsys: pytest.CaptureFixture[str]) -> Review:
    """The review of the thread in a file."""
    assert main(["thread", str(THREAD), "--format", "json"]) == 0
    review = without_source(capsys.readouterr().out)
    assert len(review["series"][0]["patches"]) == 3
    assert review["drafts"]
    return review


def mutt(program: str, desk: Desk, box: str, keys: str, *settings: str) -> Review:
    installed(program, "less")
    rc = desk.here / "muttrc"
    rc.write_text("\n".join([MUTTRC.format(here=desk.here), MACROS, *settings, ""]))
    folder = {"maildir": "maildir/inbox", "mbox": "mbox"}[box]
    return desk.review(program, "-n", "-F", str(rc), "-f", str(desk.here / folder), keys=keys)


@pytest.mark.parametrize("program", ["mutt", "neomutt"])
@pytest.mark.parametrize(("box", "from_lines"), [("maildir", 0), ("mbox", 5)])
def test_a_tagged_thread(
    program: str, box: str, from_lines: int, desk: Desk, expected: Review
) -> None:
    assert mutt(program, desk, box, TAGGED) == expected
    assert desk.from_lines == from_lines


@pytest.mark.parametrize("program", ["mutt", "neomutt"])
@pytest.mark.parametrize("setting", ["set pipe_decode", 'set pipe_sep=""', SEPARATOR])
def test_a_tagged_thread_piped_as_the_user_has_set_it(
    program: str, setting: str, desk: Desk, expected: Review
) -> None:
    assert mutt(program, desk, "maildir", TAGGED, setting) == expected


@pytest.mark.parametrize("program", ["mutt", "neomutt"])
def test_a_tagged_thread_with_the_separator_told(
    program: str, desk: Desk, expected: Review
) -> None:
    keys = f"T~A\r;|reviewbot thread {OPTION}\r"
    assert mutt(program, desk, "maildir", keys, SEPARATOR) == expected


@pytest.mark.parametrize("program", ["mutt", "neomutt"])
@pytest.mark.parametrize("box", ["maildir", "mbox"])
@pytest.mark.parametrize("setting", ["unset pipe_decode", "set pipe_decode"])
def test_one_mail(program: str, box: str, setting: str, desk: Desk, expected: Review) -> None:
    assert mutt(program, desk, box, ONE, setting) == expected
    assert (desk.here / "piped").read_bytes().lower().count(b"\nmessage-id:") <= 1


@pytest.mark.parametrize("program", ["mutt", "neomutt"])
def test_one_mail_to_decide_on(program: str, desk: Desk, expected: Review) -> None:
    assert mutt(program, desk, "maildir", ",i") == expected
    assert (desk.here / "asked").exists()


@pytest.mark.parametrize("box", ["maildir", "mbox"])
@pytest.mark.parametrize(("keys", "from_lines"), [("A,r", 5), (",r", 0), ("A,i", 5)])
def test_aerc(  # noqa: PLR0913, PLR0917  fixtures
    box: str,
    keys: str,
    from_lines: int,
    desk: Desk,
    expected: Review,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    installed("aerc", "less")
    folder = desk.here / "config" / "aerc"
    folder.mkdir(parents=True)
    accounts = folder / "accounts.conf"
    accounts.write_text(AERC_ACCOUNT.format(source=f"{box}://{desk.here}/{box}"))
    accounts.chmod(0o600)  # or it will not read them
    (folder / "aerc.conf").touch()
    (folder / "binds.conf").write_text(f"[messages]\nA = :mark -a<Enter>\n{BINDING}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(desk.here / "config"))
    assert desk.review("aerc", keys=keys) == expected
    assert desk.from_lines == from_lines


@pytest.fixture
def notmuch(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk with its maildir in notmuch's database."""
    installed("notmuch")
    config = desk.here / "notmuch"
    config.write_text(f"[database]\npath={desk.here / 'maildir'}\n[new]\ntags=new\n")
    monkeypatch.setenv("NOTMUCH_CONFIG", str(config))
    subprocess.run(["notmuch", "new", "--quiet"], check=True)
    return desk


QUERY = "id:20260112100000.4711-3-alice@example.org"


def test_notmuch(notmuch: Desk, expected: Review) -> None:
    (command,) = re.findall(r"^ {4}(notmuch show .*?)(?: +#.*)?$", TEXT, re.MULTILINE)
    subprocess.run(command.replace("id:MSGID", QUERY), shell=True, check=True)  # noqa: S602  as a user types it
    assert without_source((notmuch.here / "seen").read_text(encoding="utf-8")) == expected
    assert notmuch.from_lines == 5


def test_notmuch_in_emacs(notmuch: Desk, expected: Review) -> None:
    installed("emacs")
    command = ["emacs", "--batch", "--load", str(CONTRIB / "notmuch" / "reviewbot.el")]
    command += ["--eval", f'(shell-command (reviewbot-command "{QUERY}"))']
    subprocess.run(command, check=True)
    assert without_source((notmuch.here / "seen").read_text(encoding="utf-8")) == expected
