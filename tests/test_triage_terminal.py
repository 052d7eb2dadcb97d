"""``reviewbot thread -i`` in a terminal: what is typed, interrupted and killed."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dialog import dialog
from reviewbot.triage.steps import Action
from support import CORPUS, absent

pytestmark = pytest.mark.slow

THREAD = str(CORPUS / "threads" / "frob-listeners.mbox")
COMMAND = (sys.executable, "-m", "reviewbot", "thread")
ASKED = "Send this remark [k,e,a,d,s,b,q,?]? "


def written(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.eml")))


def test_on_a_dumb_terminal_interrupted_and_gone_on_with(tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        "#!/bin/sh\n"
        """trap 'test -t 0 && test -t 1 && echo "In my words." > "$1"; exit 0' INT\n"""
        "echo EDITING\nwhile :; do sleep 0.1; done\n"
    )
    editor.chmod(0o755)
    env = {"TERM": "dumb", "EDITOR": str(editor)}
    with dialog(*COMMAND, THREAD, "-i", env=env) as talk:
        talk.answer(f"(1/6) {ASKED}", "e")
        talk.expect("EDITING")
        talk.type("\x03")  # is the editor's affair
        talk.answer(f"(2/6) {ASKED}", "d")
        talk.answer("Why? (Enter: no reason) ", "they like it")
        talk.expect(f"(3/6) {ASKED}")
        talk.type("\x03")
        talk.expect("your answers are kept; the same command goes on there")
        assert talk.end() == 130
        assert "\x1b" not in talk.shown
    with dialog(*COMMAND, THREAD, "-i", env=env) as talk:
        talk.answer("2 answered already. Go on there? [Y/n] ", "")
        talk.answer(f"(3/6) {ASKED}", "q")
        talk.answer("(b)ack? ", "e")
        talk.answer("Folder: ", str(tmp_path / "out"))
        assert talk.end() == 0
    assert written(tmp_path / "out").endswith("\n\nIn my words.\n")


def test_killed_no_answer_is_lost(tmp_path: Path) -> None:
    with dialog(*COMMAND, THREAD, "-i") as talk:
        talk.answer(f"(1/6) {ASKED}", "k")
        talk.answer(f"(2/6) {ASKED}", "k")
        talk.expect(f"(3/6) {ASKED}")
        talk.signal(signal.SIGKILL)
        assert talk.end() == -signal.SIGKILL
    with dialog(*COMMAND, THREAD, "-i", "-o", str(tmp_path)) as talk:
        talk.answer("2 answered already", "")
        talk.expect(f"(3/6) {ASKED}")
        talk.type("\x04")
        talk.expect("2 comments kept, in 2 drafts.")
        assert talk.end() == 0
    assert "I suggest naming these" in written(tmp_path)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_told_to_end_it_ends_and_no_answer_is_lost(name: str) -> None:
    with dialog(*COMMAND, THREAD, "-i") as talk:
        talk.answer(f"(1/6) {ASKED}", "k")
        talk.expect(f"(2/6) {ASKED}")
        talk.signal(signal.Signals[name])
        assert talk.end() == -signal.Signals[name]
    (kept,) = Path("~/.local/state/reviewbot/triage").expanduser().iterdir()
    assert kept.read_text().count(f'"do": "{Action.KEEP.value}"') == 1
    assert kept.stat().st_mode & 0o777 == 0o600


def test_mails_are_piped_in_and_the_terminal_is_asked(tmp_path: Path) -> None:
    piped = ("sh", "-c", 'cat "$0" | "$@"', THREAD, *COMMAND)
    with dialog(*piped, "-i", "-o", str(tmp_path)) as talk:
        talk.answer(f"(1/6) {ASKED}", "k")
        talk.answer(f"(2/6) {ASKED}", "q")
        assert talk.end() == 0
    assert "I suggest naming these" in written(tmp_path)


def test_without_a_terminal_it_says_so_before_any_work() -> None:
    command = ["setsid", "--wait", *COMMAND, THREAD, "-i"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"reviewbot: -i asks on a terminal, and there is none\n"


@pytest.mark.mailer
def test_git_takes_the_command_that_is_shown(tmp_path: Path) -> None:
    """In a terminal, where it asks for all it does not know."""
    where = subprocess.run(["git", "--exec-path"], check=True, capture_output=True, text=True)
    if not Path(where.stdout.strip(), "git-send-email").exists():
        absent("git send-email is not installed (git-email)")
    for key, value in (("name", "Carol"), ("email", "me@example.org")):
        subprocess.run(["git", "config", "--global", f"user.{key}", value], check=True)
    with dialog(*COMMAND, THREAD, "-i", "-o", str(tmp_path / "out put")) as talk:
        talk.answer(f"(1/6) {ASKED}", "k")
        talk.answer(f"(2/6) {ASKED}", "k")
        talk.answer(f"(3/6) {ASKED}", "q")
        talk.expect("To go on:\n  git send-email ")
        assert talk.end() == 0
    command = talk.shown.partition("To go on:\n  ")[2].strip()
    with dialog("sh", "-c", command.replace("send-email", "send-email --dry-run", 1)) as talk:
        assert talk.end() == 0
    assert talk.shown.count("Result: OK") == 2
    assert "?" not in talk.shown.replace("(if anyone)?", "")
    assert shlex.split(command)[-1].endswith("/*.eml")
    for each in ("To: Alice Author <alice@example.org>", "\tlinux-kernel@example.org"):
        assert talk.shown.count(f"\n{each}\n") == 2
    assert "In-Reply-To: <20260112100000.4711-3-alice@example.org>\n" in talk.shown
