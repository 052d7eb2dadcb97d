"""Fetching from a real public-inbox, through the whole way a user's message-id takes."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from publicinbox import COVER, FIRST, REVIEW, public_inbox
from reviewbot.cli import main
from reviewbot.errors import SourceError
from reviewbot.fetch.search import find
from reviewbot.fetch.source import Fetched, fetch
from reviewbot.pipeline import Options, review
from reviewbot.thread.complete import complete
from reviewbot.thread.series import read_thread
from reviewbot.thread.wanted import wanted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewbot.model.wanted import SearchRequest, SearchResult
    from reviewbot.thread.thread import Thread

pytestmark = [pytest.mark.publicinbox, pytest.mark.shared]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is asked directly, also where a proxy is set for everything else."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with public_inbox(tmp_path_factory.mktemp("publicinbox")) as url:
        yield url


def read(source: str, inbox: str) -> Fetched:
    subprocess.run(["git", "config", "--global", "b4.midmask", f"{inbox}/%s"], check=True)
    return fetch(source, stdin=io.BytesIO(), progress=lambda _: None)


@pytest.mark.parametrize("message_id", [COVER, FIRST, REVIEW])
def test_a_cover_a_patch_and_a_reply_lead_to_their_thread(message_id: str, inbox: str) -> None:
    fetched = read(f"<{message_id}>", inbox)
    thread = read_thread(fetched.raws)
    assert fetched.message_id == message_id
    assert message_id in {message.message_id for message in thread.messages}
    assert thread.defects == ()


def test_the_size_of_the_threads(inbox: str) -> None:
    assert [len(read(which, inbox).raws) for which in (COVER, FIRST, REVIEW)] == [2, 12, 7]


def test_urls_of_the_server_and_of_lore(inbox: str) -> None:
    quoted = COVER.replace("@", "%40")
    expected = read(COVER, inbox).raws
    assert read(f"{inbox}/{COVER}/T/#u", inbox).raws == expected
    assert read(f"https://lore.kernel.org/all/{quoted}/", inbox).raws == expected
    assert read(f"https://patch.msgid.link/{quoted}", inbox).raws == expected


def test_an_id_it_does_not_know(inbox: str) -> None:
    with pytest.raises(SourceError) as raised:
        read("nobody-sent-this@example.org", inbox)
    assert str(raised.value) == "127.0.0.1 has no message <nobody-sent-this@example.org>"


def test_an_id_in_another_list_of_the_server(inbox: str) -> None:
    subprocess.run(["git", "config", "--global", "b4.cache-expire", "-1"], check=True)
    other = inbox.replace("/seed", "/elsewhere")
    assert len(read(COVER, other).raws) == 2


def whole(message_id: str, inbox: str) -> Thread:
    """What the message leads to, with what a search finds more of it."""

    def search(what: SearchRequest) -> SearchResult:
        return find(what, progress=lambda _: None)

    return complete(read(f"<{message_id}>", inbox).raws, message_id, search)


def test_any_message_of_a_series_in_three_threads_leads_to_the_whole_of_it(inbox: str) -> None:
    everything = {message.message_id for message in whole(COVER, inbox).messages}
    assert len(everything) == 21
    for message_id in everything:
        thread = whole(message_id, inbox)
        assert {message.message_id for message in thread.messages} == everything, message_id
        assert thread.defects == ()
        (series,) = thread.series
        assert (series.expected, series.missing) == (2, ())
        assert series.cover is not None
        assert series.cover.message.message_id == COVER
        first, second = series.patches
        assert first.message.message_id == FIRST
        assert second.quote is not None
        assert (second.quote.message.message_id, second.quote.is_whole) == (REVIEW, True)


def test_an_index_without_phrases_is_searched_by_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with public_inbox(tmp_path, level="medium") as url:
        everything = {message.message_id for message in whole(COVER, url).messages}
        assert len(everything) == 21
        for message_id in (FIRST, REVIEW):
            thread = whole(message_id, url)
            assert {message.message_id for message in thread.messages} == everything
            assert thread.defects == ()
        main(["doctor", "--online"])
    assert "missing  server: 127.0.0.1 answers, but its index has no phrases" in (
        capsys.readouterr().out
    )


def test_the_doctor_finds_nothing_lacking_in_a_full_index(
    inbox: str, capsys: pytest.CaptureFixture[str]
) -> None:
    subprocess.run(["git", "config", "--global", "b4.midmask", f"{inbox}/%s"], check=True)
    main(["doctor", "--online"])
    assert "ok       server: 127.0.0.1 answers\n" in capsys.readouterr().out


def test_a_patch_that_is_piped_in_leads_to_the_whole_series(inbox: str) -> None:
    raws = read(FIRST, inbox).raws
    (raw,) = (raw for raw in raws if f"message-id: <{FIRST}>".encode() in raw.lower())
    fetched = fetch("-", stdin=io.BytesIO(raw), progress=print, with_threads=True)
    assert (fetched.message_id, len(fetched.raws)) == (FIRST, 13)
    (series,) = review(fetched, Options(), lambda what: find(what, progress=print)).series
    assert (series.missing, series.cover is None) == ((), False)


def test_a_search_without_a_hit(inbox: str) -> None:
    known = wanted(read_thread(read(COVER, inbox).raws), COVER)
    assert known is not None
    nowhere = replace(known, author="nobody@example.org", titles=("no such title at all",))
    assert find(nowhere, progress=lambda _: None).raws == ()
    assert find(nowhere, progress=lambda _: None).fault == ""
