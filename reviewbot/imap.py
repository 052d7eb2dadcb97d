"""Puts drafts into a folder of an IMAP server (RFC 3501), each once however often it is tried.

Nothing there is read but the header ``X-Reviewbot-Draft``, nothing is deleted, nothing is sent.
"""

from __future__ import annotations

import base64
import imaplib
import re
import ssl
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from reviewbot.errors import UsageError
from reviewbot.frozen import frozen
from reviewbot.hosts import is_loopback
from reviewbot.imap_connection import TIMEOUT, Connection, TlsConnection
from reviewbot.regex import regex
from reviewbot.secret import secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TypeVar

    _Data = TypeVar("_Data")

MARK = "X-Reviewbot-Draft"  # the header that says which draft it is
_TLS_PORT, _PLAIN_PORT = 993, 143
# what dovecot adds to its words: the same trouble is to be told in the same ones
_TOOK = regex(r" \(\d[\d.+ ]{0,80} secs\)\.?\Z")


@frozen
class Account:
    """Where drafts go. ``password_command`` prints the password on its first line; no shell.

    ``tls`` may be off on loopback only, where a bridge listens. ``ca_file`` (PEM) replaces the
    system's authorities. Port 0 is the usual one.
    """

    host: str
    user: str
    password_command: str
    folder: str = "Drafts"
    port: int = 0
    tls: bool = True
    ca_file: Path | None = None


class RefusedError(UsageError):
    """The server would not take this one draft; it may take the next."""


@contextmanager
def drafts_folder(account: Account) -> Iterator[Callable[[str, bytes], bool]]:
    """A function that appends a draft under a name unless the folder has one of that name.

    It returns whether it did, and raises RefusedError where the server will not have that draft.
    Raises UsageError with one sentence where the password, the server or the folder cannot be had.
    The name is to be of letters and digits.
    """
    if not account.tls and not is_loopback(account.host):
        raise UsageError(f"{account.host} is not this machine: IMAP without TLS is refused")
    password = secret(account.password_command, "password")
    with _in_words(account):
        server = _connected(account)
    try:
        with _in_words(account):
            _log_in(server, account.user, password)
        folder = _quoted(_utf7(account.folder))
        with _in_words(account):
            _expect(server.select(folder, readonly=True), f"the folder {account.folder}")

        def append(name: str, content: bytes) -> bool:
            with _in_words(account):
                return _append(server, folder, name, content)

        yield append
    finally:
        _leave(server)


def _connected(account: Account) -> imaplib.IMAP4:
    if not account.tls:
        return Connection(account.host, account.port or _PLAIN_PORT, timeout=TIMEOUT)
    try:
        trusted = ssl.create_default_context(cafile=account.ca_file)
    except OSError as error:
        why = getattr(error, "reason", "") or error.strerror
        raise UsageError(f"the authorities {account.ca_file} cannot be used: {why}") from error
    port = account.port or _TLS_PORT
    return TlsConnection(account.host, port, ssl_context=trusted, timeout=TIMEOUT)


def _log_in(server: imaplib.IMAP4, user: str, password: str) -> None:
    if "AUTH=PLAIN" in server.capabilities:  # takes what is not ASCII, too
        server.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
    else:
        server.login(_quoted(user), password)  # which quotes only the password


def _append(server: imaplib.IMAP4, folder: str, name: str, content: bytes) -> bool:
    found = _expect(server.search(None, "HEADER", MARK, name), "a search")
    if any(found):
        return False
    marked = f"{MARK}: {name}\n".encode() + content
    kind, said = server.append(
        folder, r"(\Draft \Seen)", imaplib.Time2Internaldate(time.time()), marked
    )
    if kind != "OK":
        raise RefusedError(f"{server.host} refuses a draft: {_words(said)}")
    return True


def _expect(answer: tuple[str, list[_Data]], what: str) -> list[_Data]:
    kind, said = answer
    if kind != "OK":
        raise imaplib.IMAP4.error(f"{what} is refused: {_words(said)}")
    return said


def _words(said: object) -> str:
    text = said[-1] if isinstance(said, list) and said else said
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return _TOOK.sub("", words)


@contextmanager
def _in_words(account: Account) -> Iterator[None]:
    """What the network raises, and imaplib over whatever a server says, as one sentence."""
    where = f"{account.host}:{account.port}" if account.port else account.host
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise UsageError(f"IMAP server {where} is not trusted: {error.verify_message}") from error
    except TimeoutError as error:
        raise UsageError(f"IMAP server {where}: no answer for {TIMEOUT:g} s") from error
    except UsageError:
        raise
    except Exception as error:
        why = getattr(error, "strerror", None) or _words(error.args[0] if error.args else "")
        raise UsageError(f"IMAP server {where}: {why or type(error).__name__}") from error


def _leave(server: imaplib.IMAP4) -> None:
    """Whatever happened before: what was appended stays."""
    try:
        server.logout()
    except Exception:  # noqa: BLE001  as in _in_words
        with suppress(OSError):
            server.shutdown()


def _utf7(name: str) -> str:
    """A folder's name as IMAP spells it (RFC 3501, section 5.1.3)."""

    def spelled(match: re.Match[str]) -> str:
        words = base64.b64encode(match[0].encode("utf-16-be")).rstrip(b"=")
        return f"&{words.replace(b'/', b',').decode()}-"

    return re.sub(r"[^\x20-\x7e]+", spelled, name.replace("&", "&-"))


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))
