"""``reviewbot thread -i``, with somebody who answers; a real terminal is in test_triage_terminal."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewbot.cli import main
from reviewbot.cli.editor import SCISSORS
from reviewbot.suppress import parse
from support import CORPUS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reviewbot.model.draft import Draft

THREAD = str(CORPUS / "threads" / "frob-listeners.mbox")
ALL = 6  # remarks in its drafts
STATE = Path("~/.local/state/reviewbot/triage")
Capture = pytest.CaptureFixture[str]


class Person:
    """Answers in turn, and leaves when there is none; sees all that is shown."""

    file = 0

    def __init__(self, *answers: str) -> None:
        self.answers = [*answers]
        self.seen = ""

    def forget_what_was_typed(self) -> None:
        pass

    def say(self, text: str) -> None:
        self.seen += text

    def ask(self, question: str) -> str | None:
        self.say(question)
        if not self.answers:
            return None
        answer = self.answers.pop(0)
        if answer == "^C":
            raise KeyboardInterrupt
        self.say(f"{answer}\n")
        return answer


if TYPE_CHECKING:
    Sit = Callable[..., Person]


@pytest.fixture
def sit(monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Let a person with these answers go through the thread: ``sit("k", "q", options=[...])``."""

    def sitting(
        *answers: str, options: tuple[str, ...] = (), code: int = 0, thread: str = THREAD
    ) -> Person:
        person = Person(*answers)

        @contextmanager
        def terminal() -> Iterator[Person]:
            yield person

        monkeypatch.setattr("reviewbot.cli.terminal.terminal", terminal)
        assert main(["thread", thread, "-i", *options]) == code
        return person

    return sitting


def emls(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.eml")))


DROP = ["d", ""]


def test_what_is_kept_is_written_and_the_command_is_shown(sit: Sit, tmp_path: Path) -> None:
    out = tmp_path / "out"
    person = sit("k", *DROP * (ALL - 1), "n", "e", str(out))
    assert person.answers == []
    assert "1 comment kept, in 1 draft." in person.seen
    assert f"wrote {out}/0001-frob-name-the-priorities-of-listeners.eml: Re: [RFC" in person.seen
    assert person.seen.rstrip().endswith(f"--confirm=always {out}/*.eml")
    assert "I suggest naming these" in emls(out)
    assert "Nit:" not in emls(out)
    assert not [*STATE.expanduser().iterdir()], "there is nothing to come back to"


def test_given_a_place_it_is_not_asked_for(sit: Sit, tmp_path: Path) -> None:
    person = sit("k", "q", options=("-o", str(tmp_path / "box"), "--maildir"))
    assert "Write them" not in person.seen
    assert len([*(tmp_path / "box" / "cur").iterdir()]) == 1
    assert f"-e 'set postponed={tmp_path}/box' -p" in person.seen


def test_quitting_offers_what_is_kept_and_the_next_time_goes_on(sit: Sit, capsys: Capture) -> None:
    person = sit("k", "k", "q", "p")
    assert "2 comments kept, in 2 drafts" in person.seen
    assert "I suggest naming these" in capsys.readouterr().out
    person = sit("y", "q", "n")
    assert "2 answered already. Go on there?" in person.seen
    assert "(3/6) Send" in person.seen
    person = sit("n", "d", "", "q")
    assert "(1/6) Send" in person.seen
    assert "Nothing is kept." in person.seen


def test_the_end_of_input_quits_and_writes_only_where_it_was_told(sit: Sit, tmp_path: Path) -> None:
    assert "Write them" in sit("k").seen
    assert not emls(tmp_path)
    sit("y", options=("-o", str(tmp_path)))
    assert "I suggest naming these" in emls(tmp_path)


def test_interrupted_nothing_is_lost(sit: Sit, capsys: Capture) -> None:
    sit("k", "d", "no", "^C", code=130)
    assert "your answers are kept" in capsys.readouterr().err
    assert "2 answered already" in sit("^C", code=130).seen
    assert "(3/6)" in sit("", "^C", code=130).seen


def test_edited_and_asked(sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "my editor"
    editor.write_text(f'#!/bin/sh\ncp "$1" {tmp_path}/seen\nprintf "$WORDS" > "$1"\n')
    editor.chmod(0o755)
    own = f"#include <frob.h>\n\n{'long ' * 30}and $(touch {tmp_path}/run)"
    monkeypatch.setenv("WORDS", f"\n{own.replace(chr(10), chr(92) + 'n')}\n\n{SCISSORS}\nnot this")
    monkeypatch.setenv("GIT_EDITOR", f"'{editor}'")
    person = sit("e", "a", "q", options=("-o", str(tmp_path / "out")))
    shown, _, below = (tmp_path / "seen").read_text().partition(f"\n\n{SCISSORS}\n")
    assert shown.startswith("I suggest naming these by who")
    assert below.endswith("/* comes first, goes last */\n")
    assert f"first, goes last */\n\n{own}\n" in emls(tmp_path / "out")
    assert "not this" not in emls(tmp_path / "out")
    assert "Asked: Could this URL stay on one line?" in person.seen
    assert not (tmp_path / "run").exists()
    assert [*STATE.expanduser().glob("*.eml")] == []


@pytest.mark.parametrize(
    ("editor", "sentence"),
    [
        ("true", "Not changed"),
        (": >", "Left empty"),
        ("false", "the editor (false) failed; what it left is in "),
        ("/none", "the editor (/none) cannot be run: No such file"),
        ("printf '\\377' >", "is not UTF-8 any more"),
    ],
)
def test_an_editor_that_gives_nothing_is_said(
    editor: str, sentence: str, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = f'f() {{ {editor} "$@"; }}; f' if ">" in editor else editor
    monkeypatch.setenv("GIT_EDITOR", program)
    person = sit("e", "q")
    assert sentence in person.seen.replace(f"({program})", f"({editor})")
    assert person.seen.count("(1/6) Send") == 2


def test_an_edit_that_was_taken_back_is_there_the_next_time(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_EDITOR", 'f() { printf "Once.\\n" > "$1"; }; f')
    sit("e", "b", "q")
    monkeypatch.setenv(
        "GIT_EDITOR", f'f() {{ sed -i "s/Once/Twice/; /{SCISSORS}/,\\$d" "$1"; }}; f'
    )
    sit("", "e", "q", options=("-o", str(tmp_path / "out")))
    assert "\n\nTwice.\n" in emls(tmp_path / "out")


def test_an_edit_that_was_broken_off_is_gone_on_with(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_EDITOR", 'f() { echo "Half of" > "$1"; false; }; f')
    sit("e", "q")
    assert len([*STATE.expanduser().glob("*.eml")]) == 1
    monkeypatch.setenv("GIT_EDITOR", 'f() { echo "it." >> "$1"; }; f')
    sit("e", "q", options=("-o", str(tmp_path / "out")))
    assert "\n\nHalf of\nit.\n" in emls(tmp_path / "out")


def test_a_repository_one_stands_in_names_no_editor(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q", "r"], check=True)
    key = ["config", "-f", "r/.git/config", "core.editor", f"touch {tmp_path}/run;"]
    subprocess.run([*git, *key], check=True)
    monkeypatch.chdir(tmp_path / "r")
    for name in ("GIT_EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EDITOR", "true")
    assert "Not changed" in sit("e", "q").seen
    assert not (tmp_path / "run").exists()


def test_what_is_dropped_is_feedback_and_does_not_come_again(sit: Sit, capsys: Capture) -> None:
    sit("d", "known by\x1b[31m all", *["k"] * (ALL - 1), "n", "p")
    capsys.readouterr()
    assert main(["feedback", "--list"]) == 0
    out = capsys.readouterr().out
    assert "dropped  6eb5295c  enum.rank_name" in out
    assert "known by[31m all" in out
    assert main(["thread", THREAD]) == 0
    out = capsys.readouterr().out
    assert "you dropped it: known by[31m all" in out
    assert "\nI suggest naming these" not in out
    assert main(["thread", THREAD, "--repeat-drafted"]) == 0
    assert "\nI suggest naming these" in capsys.readouterr().out


def test_a_drop_that_is_taken_back_is_none(sit: Sit, capsys: Capture) -> None:
    sit("d", "no", "q")
    person = sit("y", "b", "k", "q", "n")
    assert "(1/6) Send" in person.seen
    capsys.readouterr()
    assert main(["feedback", "--list"]) == 0
    assert capsys.readouterr().out == ""
    assert "There is no answer to take back." in sit("n", "b", "q").seen


def test_a_rule_is_written_into_the_file_in_use(sit: Sit, capsys: Capture, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('# mine\n[[suppress]]\ncheck = "log"\nreason = "no"\n')
    link = tmp_path / "link.toml"
    link.symlink_to(mine)
    options = ("--suppress", str(link))
    sit("s", "", "k", "s", "e", "not for me", "q", "n", options=options)
    assert mine.read_text().startswith("# mine\n")
    assert 'check = "switch.redundant_case"\nreason = "not for me"\n' in mine.read_text()
    assert str(mine) in capsys.readouterr().err
    assert main(["thread", THREAD, *options]) == 0
    assert "suppressed: not for me" in capsys.readouterr().out


def test_a_rule_for_a_list(sit: Sit, tmp_path: Path) -> None:
    thread = tmp_path / "thread.mbox"
    text = Path(THREAD).read_text().replace("linux-frob@example.org", "frob@lists.linux.dev")
    thread.write_text(text)
    person = sit("s", "l", "noise", "q", thread=str(thread))
    assert "Suppress enum.rank_name on (l)ist frob@lists.linux.dev, (e)very" in person.seen
    mine = Path("~/.config/reviewbot/suppress.toml").expanduser()
    assert parse(mine.read_text())[0].lists == ("frob@lists.linux.dev",)
    thread.write_text(text.replace("linux-kernel@example.org", "linux-kernel@vger.kernel.org"))
    for number, lists in (("9", 1), ("2", 2)):
        person = sit("n", "s", "l", number, "", "q", "q", thread=str(thread))
        assert "on (l)ist ..., (e)verywhere" in person.seen
        assert "  2 linux-kernel@vger.kernel.org\nWhich? [1] " in person.seen
        assert len(parse(mine.read_text())) == lists
    assert parse(mine.read_text())[1].lists == ("linux-kernel@vger.kernel.org",)


def test_a_file_that_cannot_be_added_to_is_said(sit: Sit, capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text("suppress = []\n")
    sit("s", "t", "", "q", options=("--suppress", str(file)))
    assert f"the rules are not in {file}: " in capsys.readouterr().err
    assert file.read_text() == "suppress = []\n"


def test_what_is_only_reported_is_offered(sit: Sit, tmp_path: Path) -> None:
    person = sit(*["k"] * ALL, "y", "k", "q", options=("-o", str(tmp_path)))
    assert "4 more are only reported: walk them? [y/N]" in person.seen
    assert "text.misspelling 592e6721: note, unsure; not drafted: not for an RFC" in person.seen
    assert "s/sucessfully/successfully/" in emls(tmp_path)


def test_back_from_the_last_question(sit: Sit, capsys: Capture) -> None:
    person = sit(*["k"] * ALL, "", "x", "b", "d", "", "", "p")
    assert "One of the letters, please." in person.seen
    assert person.seen.count("(6/6) Send") == 2
    assert "frob_tell_reverse" not in capsys.readouterr().out


def test_a_folder_that_cannot_be_is_said_and_asked_again(sit: Sit, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    person = sit("k", "q", "m", str(tmp_path / "file"), "e", "", "m", "~nosuchuser/x", "n")
    assert f"cannot write drafts to {tmp_path}/file" in person.seen
    assert person.seen.count("Write them") == 4


def test_the_maildir_of_the_watch_and_its_server_are_offered(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []

    def append(drafts: Sequence[Draft], _me: object) -> int:
        given.extend(draft.subject for draft in drafts)
        return len(drafts)

    monkeypatch.setattr("reviewbot.cli.by_imap.append", append)
    settings = Path("~/.config/reviewbot/watch.toml").expanduser()
    settings.parent.mkdir(parents=True)
    settings.write_text(
        f'state = "x"\ndrafts = "{tmp_path}/box"\n[[list]]\nname = "frob"\nurl = "x"\n'
        '[imap]\nhost = "localhost"\nuser = "carol"\npassword_command = "true"\n'
    )
    assert f"Maildir [{tmp_path}/box]: " in sit("k", "q", "m", "").seen
    assert len([*(tmp_path / "box" / "cur").iterdir()]) == 1
    assert "1 drafts appended" in sit("", "q", "i").seen
    sit("", "q", options=("--imap",))
    assert given == ["Re: [RFC PATCH 1/3] frob: name the priorities of listeners"] * 2


def test_answers_to_what_is_not_looked_for_now_are_kept(sit: Sit, capsys: Capture) -> None:
    sit("k", "q", "n")
    person = sit("", "k", "k", "p", options=("--check", "switch"))
    assert "1 answered already, 1 of them on what is no longer found" in person.seen
    assert "(4/6) Send" in sit("", "q", "n").seen
    assert "FROB_EVENT_READY" in capsys.readouterr().out


def test_a_rule_takes_what_is_like_it_along(sit: Sit) -> None:
    assert "1 more of it left out." in sit("k", "k", "s", "e", "", "q", "n").seen


def test_it_has_no_other_format(capsys: Capture) -> None:
    assert main(["thread", THREAD, "-i", "--format", "json"]) == 2
    assert capsys.readouterr().err == "reviewbot: -i has no --format json\n"
