"""IMAP servers that do not end, or say what no server says: one sentence, in time, in little memory."""

from __future__ import annotations

import itertools
import resource
import socket
import ssl
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from reviewbot import imap, imap_connection
from reviewbot.errors import UsageError
from reviewbot.imap import Account, drafts_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

NAME = "5feceb66ffc86f38d952786c6d696c79"
TIMEOUT, DEADLINE, SOON = 0.4, 20.0, 1.2  # seconds
MUCH = 64 << 20  # bytes; what the tests may take more than before


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "TIMEOUT", TIMEOUT)
    monkeypatch.setattr(imap_connection, "TIMEOUT", TIMEOUT)
    monkeypatch.setattr(imap_connection, "DEADLINE", DEADLINE)


@contextmanager
def hostile(command: bytes, answers: Iterator[bytes], pause: float = 0) -> Iterator[Account]:
    """A server that is good until it is given a command; it greets if that is ``b""``."""

    def serve() -> None:
        with listener.accept()[0] as peer, suppress(OSError):
            if command:
                peer.sendall(b"* OK hello\r\n")
                good(peer)
            for piece in answers:
                peer.sendall(piece)
                if pause and over.wait(pause):
                    break
            over.wait(DEADLINE + TIMEOUT)

    def good(peer: socket.socket) -> None:
        with peer.makefile("rb", buffering=0) as lines:
            while line := lines.readline():
                tag, verb = line.split()[:2]
                if verb == command:
                    return
                if verb == b"CAPABILITY":
                    peer.sendall(b"* CAPABILITY IMAP4rev1\r\n")
                peer.sendall(tag + b" OK done\r\n")

    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            port = listener.getsockname()[1]
            yield Account("127.0.0.1", "carol", "echo x", port=port, tls=False)
        finally:
            over.set()
            thread.join(10)


def said(account: Account) -> str:
    """What it comes to, in time and in little memory."""
    memory, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(UsageError) as raised, drafts_folder(account) as append:
        append(NAME, b"Subject: x\n\nx\n")
    assert time.monotonic() - started < DEADLINE + 2  # and what a busy machine adds
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) << 10 < MUCH
    text = str(raised.value)
    assert text.startswith(f"IMAP server 127.0.0.1:{account.port}: ")
    assert "\n" not in text
    return text.partition(": ")[2]


WHEN = pytest.mark.parametrize("command", [b"", b"CAPABILITY", b"LOGIN", b"EXAMINE", b"SEARCH"])


@WHEN
@pytest.mark.parametrize("line", [b"* 1 EXISTS\r\n", b"* OK [X] " + b"x" * 500 + b"\r\n"])
def test_answers_without_end(command: bytes, line: bytes) -> None:
    if not command:
        line = b"* OK hello\r\n"  # only the first one is the greeting
    with hostile(command, itertools.repeat(line * 100)) as account:
        why = said(account)
    assert why == "it sends over 1024 KiB"


@WHEN
def test_a_line_without_end(command: bytes) -> None:
    with hostile(command, itertools.repeat(b"* OK" + b"x" * 9000)) as account:
        assert said(account) == "it sends over 1024 KiB"


@WHEN
@pytest.mark.parametrize("size", [b"4294967296", b"1" * 300, b"1048577"])
def test_a_literal_of_gigabytes(command: bytes, size: bytes) -> None:
    literal = b"* X {" + size + b"}\r\n"
    with hostile(command, itertools.chain([literal], itertools.repeat(b"x" * 9000))) as account:
        assert said(account) == "it sends over 1024 KiB"


@WHEN
def test_a_number_no_integer_is_read_from(command: bytes) -> None:
    with hostile(command, iter([b"* X {" + b"1" * 5000 + b"}\r\n"])) as account:
        assert "Exceeds the limit" in said(account)


@pytest.mark.parametrize("command", [b"", b"LOGIN"])
@pytest.mark.parametrize("piece", [b"x", b"* 1 EXISTS\r\n"])
def test_a_byte_now_and_then(command: bytes, piece: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap_connection, "DEADLINE", SOON)
    piece = piece if command else b"x"
    with hostile(command, itertools.repeat(piece), pause=0.1) as account:
        assert said(account) == f"it takes over {SOON:g} s"


@WHEN
def test_silence(command: bytes) -> None:
    with hostile(command, iter(())) as account:
        assert said(account) == f"no answer for {TIMEOUT:g} s"


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe\x00\r\n", b"* \r\n", b"+ \r\n", b"* SEARCH {3}\r\nab", b"XXXX1 OK\r\n", b"\r\n",
        b"* CAPABILITY\r\n", b"* OK [\r\n", b"* BYE \x1b[2J\r\n", b"* {0}\r\n\r\n", b"\x00" * 99,
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", [b"", b"CAPABILITY", b"SEARCH"])
def test_nonsense(command: bytes, line: bytes) -> None:
    """One line of it, and then silence."""
    with hostile(command, iter([line])) as account:
        said(account)


def test_a_handshake_byte_by_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssl, "create_default_context", lambda **_: ssl._create_unverified_context())  # noqa: S323, SLF001  it never gets so far
    with hostile(b"", itertools.repeat(b"\x16"), pause=0.1) as account:
        tls = Account("127.0.0.1", "carol", "echo x", port=account.port)
        said(tls)
