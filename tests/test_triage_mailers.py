"""The keys of contrib/ for ``reviewbot thread -i``, from the mailer and back into it."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

import pytest

from dialog import Dialog, dialog
from support import CORPUS, ROOT, installed
from terminal import until_there

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.mailer

THREAD = CORPUS / "threads" / "frob-listeners.mbox"
CONTRIB = ROOT / "contrib"
MACROS = f"source {CONTRIB / 'mutt' / 'reviewbot.muttrc'}\n"
BINDING = (CONTRIB / "aerc" / "binds.conf").read_text(encoding="utf-8")
ASKED = "Send this remark [k,e,a,d,s,b,q,?]? "
AERC_ACCOUNT = (
    "[carol]\nsource = mbox://{mbox}\noutgoing = /bin/false\nfrom = Carol <me@example.org>\n"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder with the thread in ``mbox``, and reviewbot where a mailer finds it."""
    (tmp_path / "mbox").write_bytes(THREAD.read_bytes())
    program = tmp_path / "bin" / "reviewbot"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m reviewbot "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return tmp_path


def keep_one(talk: Dialog, box: Path) -> str:
    """Keep the first remark and write it into a maildir; the command that is shown."""
    talk.answer(f"(1/6) {ASKED}", "k")
    talk.answer(f"(2/6) {ASKED}", "q")
    talk.answer("(b)ack? ", "m")
    talk.answer("Maildir: ", str(box))
    talk.expect("To go on:")
    talk.expect(str(box))
    return talk.shown.rpartition("To go on:")[2].strip()


@pytest.mark.parametrize("program", ["mutt", "neomutt"])
def test_from_mutt_and_back(program: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(program)
    settings = f'set folder="{home}" record="" mbox_type=Maildir charset="utf-8" quit=yes\n'
    (home / "home" / f".{program}rc").write_text(settings + MACROS)
    with dialog(program, "-n", "-f", str(home / "mbox")) as talk:
        talk.expect("Msgs:5")
        talk.type("T~A\r")
        talk.expect("Tag:5")
        talk.type(";,i")
        command = keep_one(talk, home / "box")
    assert command.startswith(f"{program} -e ")
    editor, seen = home / "editor", home / "seen"
    editor.write_text(
        f'#!/bin/sh\nfor last; do :; done\ncp "$last" {seen}.part; mv {seen}.part {seen}\n'
    )
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    shown = until_there(shlex.split(command), seen)
    assert "I suggest naming these" in shown


def test_from_aerc(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed("aerc")
    folder = home / "config" / "aerc"
    folder.mkdir(parents=True)
    accounts = folder / "accounts.conf"
    accounts.write_text(AERC_ACCOUNT.format(mbox=home / "mbox"))
    accounts.chmod(0o600)  # or it will not read them
    (folder / "aerc.conf").touch()
    (folder / "binds.conf").write_text(f"[messages]\nA = :mark -a<Enter>\n{BINDING}[terminal]\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    with dialog("aerc") as talk:
        talk.expect("good-bye")  # it moves over spaces
        talk.type("A,i")
        while not talk.comes("(1/6)", 9):  # it forgets what is typed while it reads
            talk.type("A,i")
        talk.expect("(1/6)")
        talk.type("k\r")
        talk.expect("(2/6)")
