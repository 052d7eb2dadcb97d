"""Drafts appended to a folder of a real IMAP server, once, and every failure in one sentence."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dovecot import PASSWORD, USER, Dovecot, dovecot
from reviewbot.errors import UsageError
from reviewbot.imap import Account, RefusedError, drafts_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DRAFT = "To: a@example.org\nSubject: Re: x\n\n> +\tfrob(1);  \n>\n\nGrößer?\n.\n".encode()
NAME = "5feceb66ffc86f38d952786c6d696c79"


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.mark.dovecot
def test_a_draft_arrives_whole_and_once(server: Dovecot) -> None:
    for _ in range(2):  # the second time as if the first answer had been lost
        with drafts_folder(server.account) as append:
            append(NAME, DRAFT)
            append(NAME, DRAFT)
            append(NAME[::-1], DRAFT)
    first, second = server.messages()
    flags, content = first
    assert r"\Draft" in flags
    assert r"\Seen" in flags
    head, _, rest = content.replace(b"\r\n", b"\n").partition(b"\n")
    assert head == f"X-Reviewbot-Draft: {NAME}".encode()
    assert rest == DRAFT
    assert second[1].startswith(f"X-Reviewbot-Draft: {NAME[::-1]}\r\n".encode())


@pytest.mark.dovecot
def test_a_folder_in_another_language(server: Dovecot) -> None:
    with drafts_folder(replace(server.account, folder="Entwürfe")) as append:
        append(NAME, DRAFT)
    assert len(server.messages("Entw&APw-rfe")) == 1


@pytest.mark.dovecot
@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"password_command": "echo wrong"}, r"Authentication failed"),
        ({"folder": 'No "such" Box\\'}, r"the folder No \"such\" Box\\ is refused"),
        ({"ca_file": None}, r"is not trusted: self.signed certificate"),
        ({"host": "127.0.0.1"}, r"is not trusted: IP address mismatch"),
    ],
)
def test_what_the_server_says_no_to(server: Dovecot, change: dict[str, str], why: str) -> None:
    account = replace(server.account, **change)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=why) as raised, drafts_folder(account):
        pass
    assert "\n" not in str(raised.value)


@pytest.mark.dovecot
def test_one_draft_refused_is_not_the_end(server: Dovecot) -> None:
    with drafts_folder(server.account) as append:
        with pytest.raises(RefusedError, match=r"refuses a draft: .*larger than the maximum"):
            append("0" * 32, DRAFT * 5000)
        append("1" * 32, DRAFT)
    assert any(b"1" * 32 in content for _, content in server.messages())


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("no-such-program-here", "cannot be run: No such file"),
        ("echo 'open", "cannot be run: No closing quotation"),
        ("", "cannot be run"),
        ("true", "gave none: it said nothing"),
        ("git no-such-command", "gave none: "),
        ("sh -c 'echo secret; exit 1'", "gave none"),
    ],
)
def test_no_password(command: str, why: str) -> None:
    account = Account("localhost", USER, command, port=1)
    with pytest.raises(UsageError, match=why) as raised, drafts_folder(account):
        pass
    assert "\n" not in str(raised.value)


def test_nobody_listens() -> None:
    account = Account("localhost", USER, "echo x", port=1)
    with pytest.raises(UsageError, match="localhost:1: Connection refused"), drafts_folder(account):
        pass


@pytest.mark.parametrize(
    ("content", "why"),
    [(None, "No such file or directory"), ("nonsense", "NO_CERTIFICATE_OR_CRL_FOUND")],
)
def test_no_authorities(tmp_path: Path, content: str | None, why: str) -> None:
    file = tmp_path / "ca.pem"
    if content:
        file.write_text(content)
    account = Account("localhost", USER, "echo x", port=1, ca_file=file)
    sentence = f"^the authorities {file} cannot be used: {why}$"
    with pytest.raises(UsageError, match=sentence), drafts_folder(account):
        pass


def test_without_tls_only_to_this_machine() -> None:
    account = Account("mail.example.org", USER, "echo x", tls=False)
    with (
        pytest.raises(UsageError, match="IMAP without TLS is refused"),
        drafts_folder(account),
    ):
        pass


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_bridge_on_this_machine(host: str) -> None:
    """Without TLS and without AUTH=PLAIN, as some bridges are: LOGIN, quoted."""
    with bridge() as (port, heard):
        account = Account(host, 'eve" x', "echo 'pass \"word\\'", port=port, tls=False)
        with drafts_folder(account) as append:
            append(NAME, b"Subject: x\n\n.\n")
    said = b"".join(heard)
    assert rb'LOGIN "eve\" x" "pass \"word\\"' in said
    assert b'APPEND "Drafts" (\\Draft \\Seen)' in said
    assert f"X-Reviewbot-Draft: {NAME}\r\nSubject: x\r\n\r\n.\r\n".encode() in said


@pytest.mark.parametrize("greeting", [b"* BYE busy\r\n", b"220 smtp.example.org\r\n", b""])
def test_no_imap_server(greeting: bytes) -> None:
    with bridge(greeting) as (port, _):
        account = Account("127.0.0.1", USER, f"echo {PASSWORD}", port=port, tls=False)
        with pytest.raises(UsageError, match="IMAP server 127") as raised, drafts_folder(account):
            pass
    assert "\n" not in str(raised.value)


@contextmanager
def bridge(greeting: bytes = b"* OK hello\r\n") -> Iterator[tuple[int, list[bytes]]]:
    """Agrees to everything; its port, and what it hears."""
    heard: list[bytes] = []

    def serve() -> None:
        with listener.accept()[0] as peer, peer.makefile("rwb", buffering=0) as talk:
            talk.write(greeting)
            while greeting.startswith(b"* OK") and (line := talk.readline()):
                heard.append(line)
                tag, verb = line.split()[:2]
                if verb == b"CAPABILITY":
                    talk.write(b"* CAPABILITY IMAP4rev1\r\n")
                if verb == b"SEARCH":
                    talk.write(b"* SEARCH\r\n")
                if verb == b"APPEND":
                    talk.write(b"+ go on\r\n")
                    size = int(line.rpartition(b"{")[2].rstrip(b"}\r\n"))
                    heard.append(talk.read(size) or b"")
                    talk.readline()
                talk.write(tag + b" OK done\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1], heard
        finally:
            thread.join(10)
