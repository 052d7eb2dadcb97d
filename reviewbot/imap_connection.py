"""A connection to an IMAP server that ends, whatever the server does.

``imaplib`` waits for each piece of an answer anew, and keeps all that a server sends: one that
never stops sending, or sends a byte now and then, or announces gigabytes, would hold us for good.
"""

from __future__ import annotations

import errno
import imaplib
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

DEADLINE = 120.0  # seconds for a whole conversation; what is not done then can be tried again
TIMEOUT = 30.0  # seconds for a sign of life
MOST = 1 << 20  # bytes of all that the server says; a draft takes some 200
_PIECE = 1 << 14


class Connection(imaplib.IMAP4):
    """As ``imaplib.IMAP4``; also raises OSError at the deadline and where it is sent too much."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401  imaplib's own
        self._ends = time.monotonic() + DEADLINE
        self._left = MOST
        self._held = bytearray()
        super().__init__(*arguments, **options)

    def read(self, size: int) -> bytes:
        """That many bytes, fewer where the connection ended."""
        if size > len(self._held) + self._left:
            raise _too_much()
        while len(self._held) < size and self._receive():
            pass
        return self._take(size)

    def readline(self) -> bytes:
        """A line with its end, without it where the connection ended."""
        seen = 0
        while (end := self._held.find(b"\n", seen)) < 0:
            seen = len(self._held)
            if not self._receive():
                return self._take(seen)
        return self._take(end + 1)

    def send(self, data: Buffer) -> None:
        """Send all of it."""
        self.sock.settimeout(self._patience())
        super().send(data)

    def _receive(self) -> bool:
        """Wait for more; whether there is more to come."""
        self.sock.settimeout(self._patience())
        try:
            piece = self.sock.recv(_PIECE)
        except TimeoutError:
            self._patience()  # it may be the deadline
            raise
        self._left -= len(piece)
        if self._left < 0:
            raise _too_much()
        self._held += piece
        return bool(piece)

    def _take(self, size: int) -> bytes:
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken

    def _patience(self) -> float:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise OSError(errno.ETIME, f"it takes over {DEADLINE:g} s")
        return min(left, TIMEOUT)


class TlsConnection(Connection, imaplib.IMAP4_SSL):
    """The same with TLS from the first byte."""


def _too_much() -> OSError:
    return OSError(errno.EMSGSIZE, f"it sends over {MOST >> 10} KiB")
