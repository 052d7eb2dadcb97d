"""Looking for the rest of a series: the query, and what servers make of it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from loopback import Request, gzipped, mail, mbox_gz, serving
from reviewbot.errors import UsageError
from reviewbot.fetch.limits import Limits
from reviewbot.fetch.search import find, in_words, query
from reviewbot.model.wanted import SearchRequest, SearchResult

if TYPE_CHECKING:
    from collections.abc import Callable

    from loopback import Loopback

pytestmark = pytest.mark.slow

WANTED = SearchRequest(
    message_id="0@example.org",
    author="ada@example.org",
    first=date(2026, 1, 13),
    last=date(2026, 1, 14),
    expected=12,
    missing=(2, 11),
    earlier=(),
    change_id="",
    titles=("frob: tell the listeners", "frob: listen"),
)
HTML = b"<html><body>Making sure you are not a bot</body></html>"
PATIENT = Limits(deadline=60)


def test_what_is_missing_is_looked_for_by_title_and_by_number() -> None:
    assert query(WANTED) == (
        '((s:"frob: tell the listeners") AND d:20251214..20260213)'
        ' OR (f:"ada@example.org" AND (s:"02/12" OR s:"11/12") AND d:20260108..20260119)'
    )


def test_a_cover_is_looked_for_by_what_it_lists() -> None:
    text = query(replace(WANTED, missing=(0, 2)))
    assert '(s:"00/12" OR s:"02/12" OR nq:"frob: tell the listeners")' in text


def test_earlier_revisions_are_by_the_same_author_and_older() -> None:
    text = query(replace(WANTED, missing=(), earlier=(1,), change_id="20260101-frob-0123"))
    assert text == (
        '(f:"ada@example.org" AND'
        ' (s:"frob: tell the listeners" OR nq:"change-id: 20260101-frob-0123")'
        " AND d:20240722..20260114)"
    )


def test_of_an_unknown_author_only_titles_tell() -> None:
    text = query(replace(WANTED, author="", missing=(0, 2), earlier=(1,)))
    assert "f:" not in text
    assert text.endswith('OR ((nq:"frob: tell the listeners") AND d:20260113..20260114)')


def test_many_numbers_are_the_count_alone() -> None:
    text = query(replace(WANTED, expected=100, missing=tuple(range(1, 100))))
    assert '(s:"100")' in text


def test_a_title_anybody_could_use_is_not_looked_for() -> None:
    wanted = replace(WANTED, author="", titles=("Fix typo",))
    assert query(wanted) == ""
    found = find(wanted, progress=print)
    assert found == SearchResult(fault="too little is known to look for the missing patches")


def test_what_strangers_wrote_stays_in_quotes() -> None:
    evil = replace(
        WANTED,
        author='a" OR f:b@example.org',
        titles=('x" OR d:19700101.. OR s:"y z', "a (b) [c] {d} *e* ~f ^g \\ h\n\0i", "lang " * 99),
    )
    text = query(evil)
    assert text.count('"') % 2 == 0
    outside = re.sub(r'[a-z]+:"[^"]*"', "PHRASE", text)
    assert re.fullmatch(r"(?:PHRASE|AND|OR|d:\d{8}\.\.\d{8}|[() ])+", outside)
    assert not re.search(r'[^\w.,&\'+#@/:" ()-]', text)
    assert len(text) < 1000


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is asked directly, also where a proxy is set for everything else."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def found(
    answer: Callable[[Request], None], limits: Limits = PATIENT
) -> tuple[SearchResult, Loopback]:
    with serving(answer) as server:
        subprocess.run(["git", "config", "--global", "b4.midmask", server.midmask], check=True)
        return find(WANTED, progress=lambda _: None, limits=limits), server


def test_the_messages_of_all_threads_are_found() -> None:
    messages = mail("1@example.org"), mail("2@example.org", ">From here\n")
    outcome, server = found(lambda request: request.send(mbox_gz(*messages)))
    assert outcome == SearchResult((messages[0], mail("2@example.org", "From here\n")))
    (asked,) = server.asked
    assert asked.startswith("POST /list/?")
    parts = parse_qs(urlsplit(asked.partition(" ")[2]).query)
    assert parts == {"x": ["m"], "t": ["1"], "q": [query(WANTED)]}
    assert server.agents[0].startswith("b4/")


def queries(server: Loopback) -> list[str]:
    return [parse_qs(urlsplit(asked.partition(" ")[2]).query)["q"][0] for asked in server.asked]


def test_no_hit_is_no_fault() -> None:
    outcome, server = found(lambda request: request.send(HTML, 404))
    assert outcome == SearchResult()
    assert queries(server) == [query(WANTED), in_words(query(WANTED))]


def test_a_server_without_phrases_is_asked_for_words() -> None:
    message = mail("1@example.org")

    def medium(request: Request) -> None:
        """It has the words, but not their order."""
        phrase = '"' in parse_qs(urlsplit(request.path).query)["q"][0]
        request.send(HTML if phrase else mbox_gz(message), 404 if phrase else 200)

    outcome, _ = found(medium)
    assert outcome == SearchResult((message,))


@pytest.mark.parametrize(
    ("phrases", "words"),
    [
        ('s:"frob: a Knob" AND d:1..2', "(s:frob AND s:a AND s:knob) AND d:1..2"),
        ('f:"ada@example.org"', "(f:ada AND f:example AND f:org)"),
        ('(s:"02/12" OR s:"11/12")', "((s:02 AND s:12) OR (s:11 AND s:12))"),
        ('nq:"don\'t AND OR NOT"', "(nq:don AND nq:t AND nq:and AND nq:or AND nq:not)"),
        ('"a b a"', "(a AND b)"),
    ],
)
def test_a_phrase_in_words(phrases: str, words: str) -> None:
    assert in_words(phrases) == words


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (501, HTML, "127.0.0.1 cannot be searched"),
        (429, HTML, "127.0.0.1 wants fewer requests (it answered 429); try again later"),
        (503, HTML, "127.0.0.1 has a fault (it answered 503); try again later"),
        (403, HTML, "127.0.0.1 does not allow the search (it answered 403)"),
        (200, HTML, "127.0.0.1 answered with something else than a mailbox"),
        (200, mbox_gz(mail("1@example.org"))[:-20], "the answer of 127.0.0.1 is cut off"),
        (
            200,
            gzipped(bytes(1 << 20)),
            "what a search for more of <0@example.org> finds is over 64 KiB",
        ),
        (
            200,
            mbox_gz(*[mail("1@example.org")] * 4),
            "what a search for more of <0@example.org> finds has over 3 messages",
        ),
    ],
    ids=["no search", "429", "503", "403", "bot page", "cut off", "bomb", "messages"],
)
def test_faults_are_sentences_for_the_report(status: int, body: bytes, sentence: str) -> None:
    small = Limits(deadline=60, size=1 << 16, messages=3)
    outcome, _ = found(lambda request: request.send(body, status), small)
    assert outcome.raws == ()
    assert outcome.fault.startswith(sentence)
    assert outcome.fault.endswith(", so the missing patches were not looked for")
    assert "\n" not in outcome.fault


def test_a_slow_server_ends_at_the_deadline_and_is_told_of() -> None:
    told: list[str] = []

    def drip(request: Request) -> None:
        request.send_response(200)
        request.end_headers()
        request.drip(b"\0")

    with serving(drip) as server:
        subprocess.run(["git", "config", "--global", "b4.midmask", server.midmask], check=True)
        outcome = find(WANTED, progress=told.append, limits=Limits(deadline=3.5))
    assert outcome.fault.startswith("127.0.0.1 did not answer the search within 3.5 s, so ")
    (line,) = told
    assert re.fullmatch(r"searching 127\.0\.0\.1 for more of <0@example.org> … [23] s", line)


def test_b4_configured_wrongly_is_the_users_to_mend() -> None:
    subprocess.run(["git", "config", "--global", "b4.midmask", "nowhere/%s"], check=True)
    with pytest.raises(UsageError):
        find(WANTED, progress=lambda _: None)
