"""One mail that is piped in, and the server that may know its thread."""

from __future__ import annotations

import io
import re
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from loopback import Request, mbox, mbox_gz, serving
from mails import COVER, mail
from reviewbot.fetch import piped
from reviewbot.fetch.source import Fetched, fetch
from reviewbot.pipeline import Options, review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loopback import Loopback
    from reviewbot.model.wanted import SearchRequest, SearchResult

pytestmark = pytest.mark.slow

COVER_MAIL, FIRST, SECOND = THREAD = (
    mail("0", "[PATCH 0/2] frob: Listen", COVER),
    mail("1", "[PATCH 1/2] frob: one", to="0"),
    mail("2", "[PATCH 2/2] frob: two", to="0"),
)
OFF_LIST = mail("9", "Re: [PATCH 1/2] frob: one", "> +int b;\n\nWhy?\n", to="1")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is asked directly, also where a proxy is set for everything else."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@contextmanager
def knowing(*names: str, status: int = 404) -> Iterator[Loopback]:
    """The user's server; it has the thread, by the mails named, and answers ``status`` to others."""

    def answer(request: Request) -> None:
        known = any(f"/{name}%40example.org/" in request.path for name in names)
        request.send(mbox_gz(*THREAD) if known else b"", 200 if known else status)

    with serving(answer) as server:
        configure(server.midmask)
        yield server


def configure(midmask: str) -> None:
    subprocess.run(["git", "config", "--global", "b4.midmask", midmask], check=True)


def read(data: bytes) -> tuple[Fetched, str]:
    """What is fetched, and the sentence that is said."""
    told: list[str] = []
    fetched = fetch("-", stdin=io.BytesIO(data), progress=told.append, with_threads=True)
    assert len(told) <= 1
    return fetched, "".join(told)


def looked_up(server: Loopback) -> list[str]:
    """The names of the mails whose threads were asked for."""
    return re.findall(r"/(\w+)%40example.org/t\.mbox", " ".join(server.asked))


@pytest.mark.parametrize("data", [FIRST, mbox(FIRST), b"\n" + FIRST], ids=["raw", "mbox", "blank"])
def test_its_thread_comes_from_the_server(data: bytes) -> None:
    with knowing("1"):
        fetched, told = read(data)
    assert fetched == Fetched((*THREAD, FIRST), "1@example.org", "standard input")
    assert told == ""
    outcome = review(fetched, Options())
    assert (outcome.series[0].missing, outcome.defects) == ((), ())


def test_a_mail_off_the_list_is_merged_into_the_thread_it_answers() -> None:
    with knowing("1") as server:
        fetched, told = read(OFF_LIST)
    assert fetched == Fetched(
        (*THREAD, OFF_LIST), "9@example.org", "standard input", is_listed=False
    )
    assert told == (
        "127.0.0.1 has no message <9@example.org>; its thread is that of the mail it answers"
    )
    assert looked_up(server) == ["9", "1"]
    (series,) = review(fetched, Options()).series
    assert [patch.message.message_id[0] for patch in series.patches] == ["1", "2"]


def test_nobody_is_asked_for_the_title_of_a_mail_the_server_does_not_have() -> None:
    def never(wanted: SearchRequest) -> SearchResult:
        raise AssertionError(wanted)

    private = mail("9", "[PATCH v2 1/2] frob: not to be known yet", to="1")
    with knowing("1"):
        fetched, _ = read(private)
    (series,) = review(fetched, Options(), never).series
    assert series.revision == 2


def test_the_nearest_mails_above_are_looked_up_and_not_the_whole_ancestry() -> None:
    above = " ".join(f"<{name}@example.org>" for name in "abcdefg")
    raw = mail("9", "Re: x", "Hm.\n", to="g").replace(
        b"\n\n", f"\nReferences: {above}\n\n".encode(), 1
    )
    with knowing() as server:
        fetched, told = read(raw)
    assert fetched == Fetched((raw,), None, "standard input", is_listed=False)
    assert told.endswith("<9@example.org>; only the mail that was piped in is reviewed")
    assert looked_up(server) == ["9", "g", "a", "b"]


def test_what_is_no_id_is_not_looked_up() -> None:
    raw = mail("9", "Re: x", "Hm.\n").replace(
        b"\n\n", b"\nReferences: <a> <../x> <1@example.org>\n\n", 1
    )
    with knowing("1") as server:
        assert len(read(raw)[0].raws) == 4
    assert looked_up(server) == ["9", "1"]


@pytest.mark.parametrize("status", [500, 403, 429])
def test_a_server_that_does_not_help(status: int) -> None:
    with knowing(status=status):
        fetched, told = read(FIRST)
    assert fetched == Fetched((FIRST,), None, "standard input")
    assert re.fullmatch(r"127\.0\.0\.1 .*; only the mail that was piped in is reviewed", told)


def test_a_server_that_is_away_and_one_that_is_none() -> None:
    for midmask in ("http://127.0.0.1:9/list/%s", "nonsense/%s"):
        configure(midmask)
        fetched, told = read(FIRST)
        assert fetched.raws == (FIRST,)
        assert told.endswith("; only the mail that was piped in is reviewed")


def test_a_server_that_breaks_down_between_two_questions() -> None:
    def answer(request: Request) -> None:
        request.send(b"", 404 if "/9%40" in request.path else 500)

    with serving(answer) as server:
        configure(server.midmask)
        fetched, told = read(OFF_LIST)
    assert fetched.raws == (OFF_LIST,)
    assert "(it answered 500)" in told


def test_a_server_that_is_slow_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piped, "DEADLINE", 3.0)
    told: list[str] = []

    def drip(request: Request) -> None:
        request.send_response(200)
        request.end_headers()
        request.drip(b"\0")

    with serving(drip) as server:
        configure(server.midmask)
        fetched = fetch("-", stdin=io.BytesIO(FIRST), progress=told.append, with_threads=True)
    assert fetched.raws == (FIRST,)
    assert told[-1] == (
        "127.0.0.1 did not send <1@example.org> within 3 s;"
        " only the mail that was piped in is reviewed"
    )


def test_nothing_is_fetched_for_several_mails_or_where_there_is_no_id() -> None:
    without = FIRST.replace(b"Message-ID", b"X-ID")
    with knowing("0", "1", "2") as server:
        assert read(FIRST + SECOND) == (Fetched((FIRST, SECOND), None, "standard input"), "")
        assert read(without) == (Fetched((without,), None, "standard input"), "")
        fetch("-", stdin=io.BytesIO(FIRST), progress=print)
    assert server.asked == []
