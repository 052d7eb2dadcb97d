"""The command line: what users type, what they read, what their scripts test."""

from __future__ import annotations

import io
import json
import mailbox
import subprocess
import sys
from pathlib import Path

import pytest

from loopback import Request, mbox_gz, serving
from mails import mail
from reviewbot import __version__
from reviewbot.checks.registry import all_checks
from reviewbot.cli import main
from support import CORPUS, ROOT

THREAD = str(CORPUS / "threads" / "frob-listeners.mbox")

LONG = "x" * 300  # no file system takes such a name
OPTIONS = ("-o", "--templates", "--suppress", "--pairs", "--tree")

Capture = pytest.CaptureFixture[str]


def test_the_drafts_are_on_stdout(capsys: Capture) -> None:
    assert main(["thread", THREAD]) == 0
    out, err = capsys.readouterr()
    assert "frob: priorities for listeners" in out
    assert "Subject: Re: [RFC PATCH 2/3] frob: let panels and backlights listen" in out
    assert err == ""


def test_alone_it_shows_its_help(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stop:
        main([])
    assert stop.value.code == 0
    assert capsys.readouterr().out.startswith("usage: reviewbot")


def test_a_command_that_there_is_not_is_one_sentence(capsys: Capture) -> None:
    assert main(["thrad"]) == 2
    assert capsys.readouterr().err == "reviewbot: thrad is no command; did you mean thread?\n"
    assert main(["?"]) == 2
    assert capsys.readouterr().err == "reviewbot: ? is no command; see reviewbot --help\n"


def test_a_person_at_a_terminal_is_told_how_to_go_on(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    folder = tmp_path / "drafts"
    assert main(["thread", THREAD, "--no-pager", "-o", str(folder)]) == 0
    *wrote, last = capsys.readouterr().err.splitlines()
    assert all(": Re: [RFC PATCH " in line for line in wrote)
    assert last == f"to edit and send: git send-email --annotate {folder}/*.eml"
    monkeypatch.setattr("reviewbot.peers.programs.find", lambda _: None)
    assert main(["thread", THREAD, "--no-pager", "-o", str(tmp_path / "box"), "--maildir"]) == 0
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == f"to edit and send: mutt -e 'set postponed={tmp_path}/box' -p"


def test_json_has_the_contract(capsys: Capture) -> None:
    assert main(["thread", THREAD, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == 1
    assert document["reviewbot"] == __version__
    assert [patch["index"] for patch in document["series"][0]["patches"]] == [1, 2, 3]
    assert {
        "check",
        "severity",
        "confidence",
        "message_id",
        "patch",
        "path",
        "line",
        "side",
    } <= set(document["findings"][0])
    assert document["drafts"][0]["in_reply_to"]


def test_eml_files_and_maildir(capsys: Capture, tmp_path: Path) -> None:
    assert main(["thread", THREAD, "-o", str(tmp_path / "out")]) == 0
    files = sorted((tmp_path / "out").glob("*.eml"))
    assert files
    assert all(str(path) in capsys.readouterr().err for path in files[:1])
    assert main(["thread", THREAD, "-o", str(tmp_path / "box"), "--maildir"]) == 0
    assert len(mailbox.Maildir(tmp_path / "box", create=False)) == len(files)


def test_stdin(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO(Path(THREAD).read_bytes())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(raw))
    assert main(["thread", "-"]) == 0
    assert "Subject: Re: [RFC PATCH" in capsys.readouterr().out


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_stdin_is_read_where_there_is_no_source(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped(monkeypatch, Path(THREAD).read_bytes())
    assert main(["thread"]) == 0
    assert "Subject: Re: [RFC PATCH" in capsys.readouterr().out
    piped(monkeypatch, b"")
    assert main(["thread"]) == 3
    assert capsys.readouterr().err == "reviewbot: standard input is empty\n"


def test_a_terminal_is_not_read(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stdin in (Terminal(), None):
        monkeypatch.setattr("sys.stdin", stdin)
        assert main(["thread"]) == 2
        assert capsys.readouterr().err == (
            "reviewbot: give a message-id, a URL, a file or a maildir, or pipe mails in\n"
        )


def test_mails_with_a_separator_of_the_users(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = mail("1", "[PATCH 1/2] frob: one"), mail("2", "[PATCH 2/2] frob: two")
    piped(monkeypatch, one + b"\n---x---\n" + two + b"\n---x---\n")
    assert main(["thread", "--stdin-pipe-sep", r"\n---x---\n"]) == 0
    assert "2 of 2 patches" in capsys.readouterr().out


@pytest.mark.parametrize(("option", "asked"), [("--no-fetch", 0), ("--no-search", 0), ("--ask", 1)])
def test_a_piped_mail_is_looked_up_unless_that_is_switched_off(
    option: str, asked: int, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    raws = mail("1", "[PATCH 1/2] frob: one"), mail("2", "[PATCH 2/2] frob: two", to="1")
    piped(monkeypatch, raws[1])
    with serving(lambda request: request.send(mbox_gz(*raws))) as server:
        subprocess.run(["git", "config", "--global", "b4.midmask", server.midmask], check=True)
        assert main(["thread", option]) == 0
    out, err = capsys.readouterr()
    assert len(server.asked) == asked
    assert f"{asked + 1} of 2 patches" in out
    assert err == ""


def test_one_mail_of_a_series_in_a_file_has_more(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "x.eml"
    path.write_bytes(mail("1", "[PATCH 1/2] frob: one"))
    assert main(["thread", str(path)]) == 0
    assert capsys.readouterr().err == (
        "this is one mail of a series; to fetch the others, give its message-id or pipe it in\n"
    )
    path.write_bytes(mail("1", "[PATCH] frob: one"))
    assert main(["thread", str(path)]) == 0
    assert capsys.readouterr().err == ""


def test_only_one_check(capsys: Capture) -> None:
    assert main(["thread", THREAD, "--check", "notifier.errno_zero", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert {finding["check"] for finding in document["findings"]} == {"notifier.errno_zero"}


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["thread", THREAD, "--fail-on", "note"], 1, ""),
        (["thread", THREAD, "--fail-on", "error"], 0, ""),
        (["thread", THREAD, "--check", "nonsense"], 2, "no check is named nonsense"),
        (["thread", THREAD, "--maildir"], 2, "--maildir needs -o DIR"),
        (["thread", THREAD, "--templates", "/nonexistent"], 2, "/nonexistent"),
        (["thread", "/nonexistent/x.mbox"], 3, "/nonexistent/x.mbox"),
        (["thread", THREAD, "--revision", "7"], 4, "no v7"),
        (["explain", "nonsense"], 2, "no check is named nonsense"),
        *((["thread", THREAD, "--no-search", option, LONG], 2, LONG) for option in OPTIONS),
        (["thread", LONG], 3, LONG[:100]),
        (["scan", LONG], 2, "File name too long"),
        (["learn", str(CORPUS), "-o", LONG], 2, "File name too long"),
        (["watch", "--once", "--settings", LONG], 2, "File name too long"),
        (["watch", "--once", "--settings", "/dev/zero"], 2, "it is over 16 MiB"),
        (["watch", "--once", "--settings", "~nobody-here/x"], 2, "no such home directory"),
        (["thread", THREAD, "--suppress", "/dev/zero"], 2, "it is over 16 MiB"),
        (["thread", THREAD, "--pairs", "/dev/zero"], 2, "it is over 16 MiB"),
        (["new-check", "Nonsense"], 2, "invalid check name 'Nonsense'"),
    ],
)
def test_exit_codes_and_sentences(
    capsys: Capture, arguments: list[str], code: int, sentence: str
) -> None:
    assert main(arguments) == code
    err = capsys.readouterr().err
    assert sentence in err
    assert err.count("\n") <= 1
    assert "Traceback" not in err


def test_a_mail_without_a_patch(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "x.eml"
    path.write_text("From: a@example.org\nMessage-ID: <1@example.org>\nSubject: hi\n\nhello\n")
    assert main(["thread", str(path)]) == 4
    assert "1 message, no patch in it" in capsys.readouterr().err


def test_only_a_cover_is_reported_and_ends_in_4(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "x.eml"
    path.write_text(
        "From: a@example.org\nMessage-ID: <1@example.org>\nSubject: [PATCH 0/2] hi\n\nhello\n"
    )
    assert main(["thread", str(path)]) == 4
    out, err = capsys.readouterr()
    assert "[PATCH 0/2] hi" in out or "hi" in out
    assert "only the cover is here" in err


def test_a_bug_is_one_sentence(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("reviewbot.pipeline.read_thread", broken)
    assert main(["thread", THREAD]) == 5
    assert capsys.readouterr().err.startswith("reviewbot: a bug of reviewbot's: RuntimeError: boom")


def test_checks_and_explain(capsys: Capture) -> None:
    assert main(["checks"]) == 0
    out = capsys.readouterr().out
    assert all(check.name in out for check in all_checks())
    assert main(["explain", "switch.redundant_case"]) == 0
    out = capsys.readouterr().out
    assert "Why it matters:" in out
    assert "Commented on (" in out
    assert "Not commented on (" in out


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_help_imports_next_to_nothing() -> None:
    """Start-up is what mutt users feel; the ratio is measured in benchmarks/."""
    loaded = run(
        "import sys\n"
        "from reviewbot.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted(sys.modules))"
    )
    for module in ("b4", "liblore", "requests", "jinja2", "mailparser", "unidiff", "tree_sitter"):
        assert f"'{module}'" not in loaded


def test_b4_is_imported_only_when_fetching() -> None:
    mail = CORPUS / "checks" / "notifier" / "errno_zero" / "bad-1.eml"
    loaded = run(
        f"import sys\nfrom reviewbot.cli import main\nmain(['thread', {str(mail)!r}])\n"
        "print(sorted(sys.modules))"
    )
    assert "'unidiff'" in loaded
    assert "'mailparser'" not in loaded  # nor for a mail of plain text
    assert "'b4'" not in loaded
    assert "'liblore'" not in loaded


def test_python_m_and_version() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reviewbot", "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout == f"reviewbot {__version__}\n"


def test_a_closed_pager_is_no_error() -> None:
    done = subprocess.run(  # noqa: S602  a pipe is what is tested
        f"{sys.executable} -m reviewbot thread {THREAD} --color always | head -c 10",
        shell=True,
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""


def test_learn_writes_a_table(capsys: Capture, tmp_path: Path) -> None:
    ladder = """\
int frob%d(struct frob *frob)
{
	int ret;

	ret = frob_enable(frob);
	if (ret)
		return ret;
	ret = frob_start(frob);
	if (ret)
		goto err_disable;
	return 0;

err_disable:
	frob_disable(frob);
	return ret;
}
"""
    tree = tmp_path / "tree" / "drivers"
    tree.mkdir(parents=True)
    (tree / "frob.c").write_text("\n".join(ladder % number for number in range(20)))
    table = tmp_path / "pairs.toml"
    assert main(["learn", str(tmp_path / "tree"), "-o", str(table), "-j", "1"]) == 0
    assert '["frob_enable", "frob_disable", "0<0", "errno", 0, 20, 20,' in table.read_text()
    assert "wrote" in capsys.readouterr().err


def test_learn_writes_through_no_link(capsys: Capture, tmp_path: Path) -> None:
    table = tmp_path / "pairs.toml"
    table.symlink_to(tmp_path / "theirs")
    assert main(["learn", str(ROOT / "corpus"), "-o", str(table)]) == 2
    assert capsys.readouterr().err.endswith("cannot be written: it is a symbolic link\n")
    assert not (tmp_path / "theirs").exists()


def test_learn_from_nothing(capsys: Capture, tmp_path: Path) -> None:
    assert main(["learn", str(tmp_path / "absent")]) == 3
    assert main(["learn", str(tmp_path)]) == 3
    assert capsys.readouterr().err.count("\n") == 2


@pytest.mark.parametrize("more", [(), ("--no-search",)])
def test_a_server_that_cannot_be_searched(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    def answer(request: Request) -> None:
        search = request.command == "POST"
        request.send(
            b"" if search else mbox_gz(mail("1", "[PATCH 1/2] frob: one")), 501 * search or 200
        )

    with serving(answer) as server:
        subprocess.run(["git", "config", "--global", "b4.midmask", server.midmask], check=True)
        assert main(["thread", "1@example.org", *more]) == 0
    out = capsys.readouterr().out
    assert "1 of 2 patches, missing 2/2" in out
    why = "search: 127.0.0.1 cannot be searched, so the missing patches and later revisions were not looked for"
    assert (why in out) is not bool(more)
    assert len(server.asked) == 2 - len(more)


@pytest.mark.parametrize(
    ("given", "tty", "no_color", "colorful"),
    [
        ("auto", True, "", True),
        ("auto", True, "1", False),
        ("auto", False, "", False),
        ("always", False, "1", True),
        ("never", True, "", False),
    ],
)
def test_colours(  # noqa: PLR0913  what decides it
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    *,
    given: str,
    tty: bool,
    no_color: str,
    colorful: bool,
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("GIT_PAGER", "cat")
    monkeypatch.setattr("sys.stdout.isatty", lambda: tty)
    assert main(["thread", THREAD, "--color", given]) == 0
    assert ("\x1b[" in capsys.readouterr().out) is colorful


def test_the_settings_of_the_watch_are_where_the_user_has_their_settings(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    file = tmp_path / "xdg" / "reviewbot" / "watch.toml"
    for command in (["watch", "--once"], ["thread", THREAD, "--imap"]):
        assert main(command) == 2
        why = f"the settings {file} cannot be read: No such file or directory"
        assert why in capsys.readouterr().err
