"""A server on loopback that answers as a test tells it to, also badly."""

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Answer = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request; the test's function answers it."""

    server: Loopback

    def do_GET(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        self.server.agents.append(self.headers["User-Agent"])
        self.server.answer(self)

    do_HEAD = do_POST = do_GET  # noqa: N815  named by http.server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  named by http.server
        """Say nothing on stderr."""

    def send(
        self, body: bytes, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> None:
        """A whole answer."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def drip(self, piece: bytes) -> None:
        """The same few bytes every 50 ms until the test is over."""
        while not self.server.over.wait(0.05):
            self.wfile.write(piece)
            self.wfile.flush()


class Loopback(ThreadingHTTPServer):
    """Remembers what it was asked."""

    daemon_threads = True

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.answer = answer
        self.asked: list[str] = []
        self.agents: list[str] = []
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def midmask(self) -> str:
        return f"{self.url}/list/%s"

    def handle_error(self, *_: object) -> None:
        """The other end hanging up is what some tests are about."""


@contextmanager
def serving(answer: Answer) -> Iterator[Loopback]:
    """A server that lives as long as the block."""
    with Loopback(answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


def mail(message_id: str, body: str = "Hello.\n") -> bytes:
    """A small message without From line."""
    return (
        f"From: A Person <a@example.org>\nSubject: hello\nMessage-ID: <{message_id}>\n\n{body}"
    ).encode()


def mbox(*messages: bytes) -> bytes:
    """The messages as public-inbox serves them, before gzip."""
    return b"".join(
        b"From mboxrd@z Thu Jan  1 00:00:00 1970\n" + message + b"\n" for message in messages
    )


def gzipped(data: bytes) -> bytes:
    """Without the time in its header: such bytes are part of the names of tests."""
    return gzip.compress(data, mtime=0)


def mbox_gz(*messages: bytes) -> bytes:
    """The messages as public-inbox serves them."""
    return gzipped(mbox(*messages))
