"""Threads from the server b4 is configured for, by a child that is stopped at the deadline."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from reviewbot.errors import ReviewbotError, SourceError, UnknownMessageError, UsageError
from reviewbot.fetch.limits import shown
from reviewbot.fetch.lore import Ask
from reviewbot.frozen import named
from reviewbot.git.start import checked, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reviewbot.fetch.limits import Limits

# -P: the cwd is no place to import from
COMMAND = (sys.executable, "-P", "-m", "reviewbot.fetch.lore")
_FIRST_WORD = 2.0  # seconds of silence before the first progress line; doubled after each
_TICK = 0.5  # seconds
_READ = 1 << 16
_LINES = 1 << 20  # bytes the two JSON lines may take beside the messages
_ERRORS: dict[str, type[ReviewbotError]] = {
    "source": SourceError,
    "unknown": UnknownMessageError,
    "usage": UsageError,
}


def fetch_thread(
    message_id: str, host: str | None, *, progress: Callable[[str], None], limits: Limits
) -> tuple[bytes, ...]:
    """The raw messages of the thread a message is in; it is one of them.

    ``host`` is the server named by the user, to be refused when b4 is configured for another.
    ``progress`` is called with a short line when it takes longer than two seconds. Raises
    UnknownMessageError where the server has no such message, SourceError, UsageError.
    """
    return _ask(Ask(message_id, host, **named(limits)), progress)


def search_threads(
    query: str, message_id: str, *, progress: Callable[[str], None], limits: Limits
) -> tuple[bytes, ...]:
    """The raw messages of all threads a public-inbox query finds; empty where it finds none.

    ``message_id`` is the message whose thread this completes, for the sentences. Otherwise as
    ``fetch_thread``.
    """
    return _ask(Ask(message_id, None, **named(limits), query=query), progress)


def server(*, online: bool, limits: Limits) -> tuple[str, str]:
    """The name of the server b4 is configured for, and what it lacks; raises SourceError, UsageError.

    With ``online`` it must answer, too, within the deadline. It may lack ``"search"``, or
    ``"phrases"`` in it; otherwise, and where that is not known, it is ``""``.
    """
    ask = Ask("", None, **named(limits), online=online)
    out, _ = _heard(ask, lambda _: None)
    _, second = _line(out, 0)
    return _host(out), str(_line(out, second)[0].get("lacks", ""))


def _ask(ask: Ask, progress: Callable[[str], None]) -> tuple[bytes, ...]:
    return _heard(ask, progress)[1]


def _heard(ask: Ask, progress: Callable[[str], None]) -> tuple[bytearray, tuple[bytes, ...]]:
    """All that the child said, and the messages in it."""
    started = time.monotonic()
    checked()  # b4 needs it, and does not say so
    try:
        with _child(ask) as child:
            out, said = _listen(child, ask, started, progress)
            code = child.wait(max(0.1, ask.deadline - (time.monotonic() - started)))
    except subprocess.TimeoutExpired as error:
        raise SourceError(_late(ask, b"")) from error
    messages = _answer(out)
    if messages is None:
        raise SourceError(f"b4 broke off ({_last_words(said, code)})")
    return out, messages


@contextmanager
def _child(ask: Ask) -> Iterator[subprocess.Popen[bytes]]:
    """The child in an empty directory, where no ``.b4-config`` redirects it; killed on leaving."""
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="reviewbot-"))
            child = stack.enter_context(_start(ask, os.path.realpath(folder)))
        except OSError as error:
            raise SourceError(f"b4 cannot be started: {error.strerror}") from error
        try:
            yield child
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)


def _start(ask: Ask, folder: str) -> subprocess.Popen[bytes]:
    # b4 asks git about the user's configuration; git looks for no repository above the folder
    user = environment({"GIT_CEILING_DIRECTORIES": os.path.dirname(folder)}, as_user=True)  # noqa: PTH120  a string
    user.pop("PWD", None)
    return subprocess.Popen(  # noqa: S603  the command is ours, the argument one JSON text
        [*COMMAND, json.dumps(named(ask))],
        cwd=folder,
        env=user,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,  # so that a git it started is stopped with it
    )


def _listen(
    child: subprocess.Popen[bytes], ask: Ask, started: float, progress: Callable[[str], None]
) -> tuple[bytearray, bytearray]:
    """All the child says on stdout and stderr until it closes both; raises SourceError."""
    out, said = bytearray(), bytearray()
    next_word = _FIRST_WORD
    with selectors.DefaultSelector() as selector:
        for pipe, kept in ((child.stdout, out), (child.stderr, said)):
            if pipe:
                selector.register(pipe, selectors.EVENT_READ, kept)
        while selector.get_map():
            passed = time.monotonic() - started
            if passed >= ask.deadline:
                raise SourceError(_late(ask, out))
            if passed >= next_word:
                doing = f"searching {_host(out)} for more of <{ask.message_id}>"
                if not ask.query:
                    doing = f"fetching <{ask.message_id}> from {_host(out)}"
                progress(f"{doing} … {passed:.0f} s")
                next_word *= 2
            for key, _ in selector.select(min(_TICK, ask.deadline - passed)):
                piece = os.read(key.fd, _READ)
                if not piece:
                    selector.unregister(key.fileobj)
                key.data.extend(piece)
            del said[:-_READ]
            if len(out) > ask.size + _LINES:
                raise SourceError("b4 does not stop sending")
    return out, said


def _late(ask: Ask, out: bytes | bytearray) -> str:
    what = "answer the search" if ask.query else f"send <{ask.message_id}>"
    what = what if ask.message_id else "answer"
    return f"{_host(out)} did not {what} within {ask.deadline:g} s"


def _host(out: bytes | bytearray) -> str:
    """The server's name, once the child has told it."""
    end = out.find(b"\n")
    told = _json(bytes(out[:end])).get("host") if end > 0 else None
    return shown(told) if isinstance(told, str) else "the server"


def _json(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _answer(out: bytearray) -> tuple[bytes, ...] | None:
    """The messages; ``None`` where the answer is not whole; raises the error the child tells of."""
    line, start = _line(out, 0)
    while "host" in line:
        line, start = _line(out, start)
    sizes, sentence = line.get("sizes"), line.get("sentence")
    if isinstance(sentence, str) and line.get("error") in _ERRORS:
        raise _ERRORS[line["error"]](sentence)
    if not isinstance(sizes, list) or not all(type(size) is int and size >= 0 for size in sizes):
        return None
    if start + sum(sizes) != len(out):
        return None
    messages = []
    with memoryview(out) as view:
        for size in sizes:
            messages.append(bytes(view[start : start + size]))
            start += size
    return tuple(messages)


def _line(out: bytearray, start: int) -> tuple[dict[str, Any], int]:
    end = out.find(b"\n", start) + 1
    return (_json(bytes(out[start:end])), end) if end else ({}, start)


def _last_words(said: bytearray, code: int) -> str:
    if code < 0:
        try:
            return f"killed by {signal.Signals(-code).name}"
        except ValueError:
            return f"killed by signal {-code}"
    line = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return shown(line) or f"exit code {code}"
