"""``reviewbot thread --imap``."""

from __future__ import annotations

from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dovecot import PRINTS_IT, USER, dovecot
from reviewbot.cli import main
from support import CORPUS

if TYPE_CHECKING:
    from collections.abc import Callable

THREAD = str(CORPUS / "threads" / "frob-listeners.mbox")


@pytest.fixture
def settings() -> Callable[[str], None]:
    """Writes the file where it is looked for; every test has a home of its own."""

    def write(text: str) -> None:
        path = Path("~/.config/reviewbot/watch.toml").expanduser()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return write


@pytest.mark.dovecot
def test_the_drafts_go_to_the_server_once(
    settings: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    with dovecot() as server:
        settings(
            f'[imap]\nhost = "localhost"\nport = {server.port}\nuser = "{USER}"\n'
            f"password_command = '''{PRINTS_IT}'''\nca_file = \"{server.folder}/cert.pem\"\n"
        )
        for _ in range(2):
            assert main(["thread", THREAD, "--imap"]) == 0
        out, err = capsys.readouterr()
        messages = [message_from_bytes(content) for _, content in server.messages()]
    subjects = [str(message["Subject"]) for message in messages]
    assert any(each.startswith("Re: [RFC PATCH 2/3] frob: let panels") for each in subjects)
    assert len(set(subjects)) == len(subjects)
    assert "Subject: Re:" not in out
    assert err == f"{len(subjects)} drafts appended\n0 drafts appended\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('state = "s"\n', "it has no [imap]"),
        (
            '[imap]\nhost = "localhost"\nport = 1\nuser = "x"\npassword_command = "echo x"\n',
            "IMAP server localhost:1: Connection refused",
        ),
        (None, "cannot be read"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    text: str | None,
    why: str,
    settings: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    if text is not None:
        settings(text)
    assert main(["thread", THREAD, "--imap"]) == 2
    err = capsys.readouterr().err
    assert why in err
    assert err.count("\n") == 1
