"""What servers and networks do to us: always one sentence, in time, never a traceback."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from loopback import Request, gzipped, mail, mbox_gz, serving
from reviewbot.errors import ReviewbotError, SourceError, UsageError
from reviewbot.fetch import remote
from reviewbot.fetch.limits import Limits
from reviewbot.fetch.remote import fetch_thread
from reviewbot.git import start

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

ID = "1.2-a.person@example.org"
HTML = b"<html><body>Making sure you are not a bot</body></html>"
WIDE = Limits(deadline=60)  # seconds; these tests are about what is said, the child ends by itself


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is asked directly, also where a proxy is set for everything else."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def configure(midmask: str, *more: str) -> None:
    """Write the user's git config."""
    for name, value in (("b4.midmask", midmask), *(pair.split("=", 1) for pair in more)):
        subprocess.run(["git", "config", "--global", name, value], check=True)


def failure(limits: Limits = WIDE, host: str | None = None) -> ReviewbotError:
    """The error a fetch of ID ends with, within its deadline (and a second to notice)."""
    started = time.monotonic()
    with pytest.raises(ReviewbotError) as raised:
        fetch_thread(ID, host, progress=lambda _: None, limits=limits)
    assert time.monotonic() - started < limits.deadline + 1
    assert "\n" not in str(raised.value)
    assert "Traceback" not in str(raised.value)
    return raised.value


def answering(
    body: bytes, headers: dict[str, str] | None = None, *, status: int = 200
) -> Callable[[Request], None]:
    return lambda request: request.send(body, status, headers or {})


def test_the_thread_comes_whole_and_unescaped() -> None:
    reply = mail("reply@example.org", "> From there\n>From here\n")
    with serving(answering(mbox_gz(mail(ID), reply.replace(b"\n>F", b"\n>>F")))) as server:
        configure(server.midmask)
        raws = fetch_thread(ID, None, progress=lambda _: None, limits=WIDE)
    assert raws == (mail(ID), reply)
    assert server.asked == [f"GET /list/{ID.replace('@', '%40')}/t.mbox.gz"]
    assert server.agents[0].startswith("b4/")


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, f"127.0.0.1 has no message <{ID}>"),
        (429, "127.0.0.1 wants fewer requests (it answered 429); try again later"),
        (500, "127.0.0.1 has a fault (it answered 500); try again later"),
        (503, "127.0.0.1 has a fault (it answered 503); try again later"),
        (403, f"127.0.0.1 does not give out <{ID}> (it answered 403)"),
    ],
)
def test_status(status: int, sentence: str) -> None:
    with serving(answering(HTML, status=status)) as server:
        configure(server.midmask)
        error = failure()
    assert str(error) == sentence
    assert error.exit_code == 3


@pytest.mark.parametrize(
    ("body", "headers", "sentence"),
    [
        (HTML, {}, "127.0.0.1 answered with something else than a mailbox"),
        (
            gzipped(HTML),
            {"Content-Encoding": "gzip"},
            "127.0.0.1 answered with something else than a mailbox",
        ),
        (HTML, {"Content-Encoding": "gzip"}, "127.0.0.1 answered with something else"),
        (gzipped(HTML), {}, f"127.0.0.1 sent mail, but not <{ID}>"),
        (mbox_gz(mail(ID))[:-20], {}, "the answer of 127.0.0.1 is cut off or damaged"),
        (mbox_gz(mail(ID))[:5], {}, "the answer of 127.0.0.1 is cut off or damaged"),
        (gzipped(b""), {}, f"127.0.0.1 sent an empty mailbox for <{ID}>"),
        (b"", {}, f"127.0.0.1 sent an empty mailbox for <{ID}>"),
        (mbox_gz(mail("other@example.org")), {}, f"127.0.0.1 sent mail, but not <{ID}>"),
        (
            mbox_gz(mail("x@example.org", f"Message-ID: <{ID}>\n")),
            {},
            f"127.0.0.1 sent mail, but not <{ID}>",
        ),
        (mbox_gz(mail(f"{ID}.au")), {}, f"127.0.0.1 sent mail, but not <{ID}>"),
    ],
)
def test_what_is_no_mailbox_with_the_message(
    body: bytes, headers: dict[str, str], sentence: str
) -> None:
    with serving(answering(body, headers)) as server:
        configure(server.midmask)
        error = failure()
    assert sentence in str(error)
    assert error.exit_code == 3


def test_connection_closed_in_the_middle() -> None:
    def half(request: Request) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(mbox_gz(mail(ID))[:50])

    with serving(half) as server:
        configure(server.midmask)
        assert str(failure()).startswith("127.0.0.1 broke off in its answer")


def test_connection_closed_without_an_answer() -> None:
    with serving(lambda _: None) as server:
        configure(server.midmask)
        assert str(failure()) == "127.0.0.1 cannot be reached (the connection broke)"


def test_nothing_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: refused, and nobody else's
        configure(f"http://127.0.0.1:{taken.getsockname()[1]}/list/%s")
        error = failure()
    assert str(error) == "127.0.0.1 cannot be reached (connection refused)"
    assert error.exit_code == 3


def test_no_answer_within_the_users_request_timeout() -> None:
    with serving(lambda request: request.drip(b"")) as server:
        configure(server.midmask, f"liblore.{server.url}.requesttimeout=0.2")
        assert str(failure()) == "127.0.0.1 cannot be reached (it does not answer in time)"


def drip_headers(request: Request) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    request.drip(b"X")


def drip_body(request: Request) -> None:
    request.send_response(200)
    request.end_headers()
    request.wfile.write(mbox_gz(mail(ID))[:10])
    request.drip(b"\0")


@pytest.mark.parametrize("drip", [drip_headers, drip_body])
def test_slow_drip_ends_at_the_deadline(drip: Callable[[Request], None]) -> None:
    with serving(drip) as server:
        configure(server.midmask)
        error = failure(Limits(deadline=2.5))
        assert server.asked
    assert str(error) == f"127.0.0.1 did not send <{ID}> within 2.5 s"
    assert error.exit_code == 3


def test_a_long_wait_is_told_of() -> None:
    told: list[str] = []
    with serving(drip_body) as server:
        configure(server.midmask)
        with pytest.raises(SourceError):
            fetch_thread(ID, None, progress=told.append, limits=Limits(deadline=3.5))
    assert len(told) == 1
    assert re.fullmatch(rf"fetching <{re.escape(ID)}> from 127\.0\.0\.1 … [23] s", told[0])


KIB = 1024
SMALL = Limits(deadline=60, size=64 * KIB, messages=3, lines=100)


@pytest.mark.parametrize(
    ("body", "headers", "sentence"),
    [
        (gzipped(bytes(64 * KIB * KIB)), {}, f"the thread of <{ID}> is over 64 KiB"),
        (
            b"".join(gzipped(bytes(KIB)) for _ in range(100)),
            {},
            f"the thread of <{ID}> is over 64 KiB",
        ),
        (
            gzipped(gzipped(bytes(64 * KIB * KIB))),
            {"Content-Encoding": "gzip, gzip"},
            f"the thread of <{ID}> is over 64 KiB",
        ),
        (os.urandom(65 * KIB), {}, f"the thread of <{ID}> is over 64 KiB"),
        (mbox_gz(*[mail(ID)] * 4), {}, f"the thread of <{ID}> has over 3 messages"),
        (mbox_gz(mail(ID, "\n" * 100)), {}, f"the thread of <{ID}> has over 100 lines"),
    ],
    ids=["bomb", "bomb in members", "bomb in encodings", "oversized", "messages", "lines"],
)
def test_too_much(body: bytes, headers: dict[str, str], sentence: str) -> None:
    with serving(answering(body, headers)) as server:
        configure(server.midmask)
        error = failure(SMALL)
    assert str(error) == sentence
    assert error.exit_code == 3


def test_endless_answer_ends_at_the_size_limit() -> None:
    def endless(request: Request) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(bytes(KIB))

    with serving(endless) as server:
        configure(server.midmask)
        assert str(failure(SMALL)) == f"the thread of <{ID}> is over 64 KiB"


def test_a_url_of_another_server_is_refused() -> None:
    with serving(answering(mbox_gz(mail(ID)))) as server:
        configure(server.midmask)
        error = failure(host="lists.example.org")
    assert isinstance(error, UsageError)
    assert str(error) == (
        "lists.example.org is not the server b4 is configured for (127.0.0.1);"
        " give the message-id alone, or set b4.midmask in git config"
    )
    assert server.asked == []


def test_a_url_of_the_configured_server_or_its_fallback_is_taken() -> None:
    with serving(answering(mbox_gz(mail(ID)))) as server:
        configure("https://archive.example.org/list/%s", "b4.cache-expire=-1")
        section = "liblore.https://archive.example.org.fallback"
        subprocess.run(["git", "config", "--global", section, server.url], check=True)
        for host in ("archive.example.org", server.url.removeprefix("http://")):
            assert fetch_thread(ID, host, progress=lambda _: None, limits=WIDE) == (mail(ID),)
    assert len(server.asked) == 2


def test_b4s_cache_answers_while_it_is_fresh() -> None:
    with serving(answering(mbox_gz(mail(ID)))) as server:
        configure(server.midmask)
        first = fetch_thread(ID, None, progress=lambda _: None, limits=WIDE)
    assert fetch_thread(ID, None, progress=lambda _: None, limits=WIDE) == first
    assert len(server.asked) == 1
    assert str(failure(Limits(deadline=60, size=10))) == f"the thread of <{ID}> is over 10 bytes"


def test_a_wrong_answer_in_b4s_cache_is_asked_for_again() -> None:
    answers = [mbox_gz(mail("wrong@example.org")), mbox_gz(mail(ID))]
    with serving(lambda request: request.send(answers.pop(0))) as server:
        configure(server.midmask)
        assert "sent mail, but not" in str(failure())
        assert fetch_thread(ID, None, progress=lambda _: None, limits=WIDE) == (mail(ID),)
    assert len(server.asked) == 2


def test_neither_a_repositorys_git_config_nor_its_branch_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_: Request) -> None:
        raise AssertionError

    tree = tmp_path / "tree"
    deep = tree / "drivers" / "net"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    with serving(answering(mbox_gz(mail(ID)))) as good, serving(never) as evil:
        configure(good.midmask)
        subprocess.run(["git", "init", "-q", str(tree)], check=True)
        (tree / ".b4-config").write_text(f"[b4]\n\tmidmask = {evil.midmask}\n", encoding="utf-8")
        subprocess.run(["git", "config", "b4.midmask", evil.midmask], check=True)
        subprocess.run(["git", "config", f"liblore.{good.url}.fallback", evil.url], check=True)
        assert fetch_thread(ID, None, progress=lambda _: None, limits=WIDE) == (mail(ID),)
        monkeypatch.setenv("GIT_DIR", str(tree / ".git"))
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        assert fetch_thread(ID, None, progress=lambda _: None, limits=WIDE) == (mail(ID),)
    assert len(good.asked) == 2
    assert evil.asked == []


@pytest.mark.parametrize(
    ("midmask", "sentence"),
    [
        ("lore.example.org/%s", "b4.midmask in git config is not the URL of a server"),
        ("file:///etc/%s", "b4.midmask in git config is not the URL of a server"),
    ],
)
def test_b4_is_configured_wrongly(midmask: str, sentence: str) -> None:
    configure(midmask)
    error = failure()
    assert isinstance(error, UsageError)
    assert str(error).startswith(sentence)


def test_b4_does_not_take_its_config() -> None:
    configure("https://lore.example.org/all/%s", "b4.listid-preference=only.example.org")
    error = failure()
    assert isinstance(error, UsageError)
    assert str(error).startswith("b4 does not accept its git config (ValueError: ")


def test_b4_cannot_make_its_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure("https://lore.example.org/all/%s")
    occupied = tmp_path / "cache"
    occupied.write_text("a file\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(occupied))
    assert str(failure()) == f"b4 cannot start: {occupied}/b4: Not a directory"


def test_without_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    start.checked.cache_clear()
    start.version.cache_clear()
    assert str(failure()) == "git cannot be run: No such file or directory"


@pytest.mark.parametrize(
    ("program", "sentence"),
    [
        ("import os; os.kill(os.getpid(), 9)", "b4 broke off (killed by SIGKILL)"),
        ("import nonsense_", "b4 broke off (ModuleNotFoundError: No module named 'nonsense_')"),
        ("raise SystemExit(7)", "b4 broke off (exit code 7)"),
        ("print('garbage'); print('[1]')", "b4 broke off (exit code 0)"),
        ("""print('{"host": "h"}')""", "b4 broke off (exit code 0)"),
        ("""print('{"host": "h"}\\n{"sizes": [9]}\\nshort')""", "b4 broke off (exit code 0)"),
        ("""print('{"sizes": "many"}')""", "b4 broke off (exit code 0)"),
        ("""print('{"sizes": ["1"]}')""", "b4 broke off (exit code 0)"),
        ("""print('{"error": "odd", "sentence": "s"}')""", "b4 broke off (exit code 0)"),
        ("""print('{"error": "usage", "sentence": "Our own."}')""", "Our own."),
        ("while True: print('x' * 65536)", "b4 does not stop sending"),
    ],
)
def test_whatever_the_child_does(
    program: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "COMMAND", (sys.executable, "-c", program))
    assert str(failure(Limits(deadline=60, size=100))) == sentence


def test_a_child_that_falls_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "import os, time; os.close(1); os.close(2); time.sleep(60)"
    monkeypatch.setattr(remote, "COMMAND", (sys.executable, "-c", program))
    assert str(failure(Limits(deadline=1))) == f"the server did not send <{ID}> within 1 s"


def test_a_child_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "COMMAND", ("/nonexistent/python",))
    assert str(failure()) == "b4 cannot be started: No such file or directory"


def test_what_the_child_started_dies_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    note = tmp_path / "pid"
    program = (
        "import pathlib, subprocess, sys\n"
        "sleeper = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(sleeper.pid))\n"
        "sleeper.wait()\n"
    )
    monkeypatch.setattr(remote, "COMMAND", (sys.executable, "-c", program))
    failure(Limits(deadline=2))
    pid = int(note.read_text(encoding="utf-8"))
    until = time.monotonic() + 10
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not alive(pid)


def alive(pid: int) -> bool:
    """Whether it runs; a killed process may stay a zombie when nobody asks for its exit code."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
