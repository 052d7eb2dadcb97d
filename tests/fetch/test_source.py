"""What a SOURCE is taken for."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from loopback import mail, mbox
from reviewbot.errors import ReviewbotError, SourceError, UsageError
from reviewbot.fetch import remote
from reviewbot.fetch.limits import DEFAULT_LIMITS, Limits
from reviewbot.fetch.source import Fetched, fetch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ID = "1.2-a.person@example.org"
RAW = mail(ID)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, str | None]]:
    """What the server would be asked for: message-id and host of the URL, if it must be checked."""
    calls: list[tuple[str, str | None]] = []

    def fetch_thread(
        message_id: str, host: str | None, *, progress: Callable[[str], None], limits: Limits
    ) -> tuple[bytes, ...]:
        progress("asked")
        assert limits is DEFAULT_LIMITS
        calls.append((message_id, host))
        return (RAW,)

    monkeypatch.setattr(remote, "fetch_thread", fetch_thread)
    monkeypatch.chdir(tmp_path)
    return calls


def read(source: str, stdin: bytes = b"") -> Fetched:
    return fetch(source, stdin=io.BytesIO(stdin), progress=lambda _: None)


@pytest.mark.parametrize(
    "source",
    [
        ID,
        f"<{ID}>",
        f" <{ID}> ",
        f"id:{ID}",
        f"mid:{ID}",
        f"Message-ID: <{ID}>",
        f"https://lore.kernel.org/all/{ID}",
        f"https://lore.kernel.org/all/{ID}/",
        f"https://lore.kernel.org/linux-watchdog/{ID}/T/#u",
        f"https://lore.kernel.org/linux-watchdog/{ID}/t/#mabcdef",
        f"https://lore.kernel.org/all/{ID}/t.mbox.gz",
        f"https://lore.kernel.org/all/{ID}/raw",
        f"https://lore.kernel.org/all/{ID}/#t",
        f"https://lore.kernel.org/r/{ID}",
        f"HTTPS://Lore.Kernel.Org/all/{ID}/",
        f"http://lkml.kernel.org/r/{ID}",
        f"https://patch.msgid.link/{ID}",
        f"https://patch.msgid.link/{ID.replace('@', '%40')}",
        f"<https://lore.kernel.org/r/{ID}>",
        f"lore.kernel.org/linux-watchdog/{ID}/T/#t",
        f"https://patchwork.kernel.org/project/linux-watchdog/patch/{ID}/",
        f"https://patchwork.kernel.org/project/linux-watchdog/patch/{ID}",
        f"https://patchwork.ozlabs.org/project/netdev/cover/{ID.replace('@', '%40')}/",
        f"http://example.org/patchwork/project/x/patch/{ID}/mbox/?series=1#7",
    ],
)
def test_forms_of_a_message_id(source: str, asked: list[tuple[str, str | None]]) -> None:
    assert read(source) == Fetched((RAW,), ID, ID)
    assert asked == [(ID, None)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<a/b@example.org>", ("a/b@example.org", None)),
        ("https://lore.kernel.org/all/a%2Fb+c%25@x.example.org/", ("a/b+c%@x.example.org", None)),
        (f"http://127.0.0.1:8080/list/{ID}/", (ID, "127.0.0.1:8080")),
        (f"https://lists.example.org/list/{ID}/T/", (ID, "lists.example.org")),
        (f"https://lore.kernel.org@example.org/{ID}", (ID, "lore.kernel.org@example.org")),
        (f"https://lore.kernel.org.example.org/{ID}", (ID, "lore.kernel.org.example.org")),
        (f"{'a' * 300}@example.org", (f"{'a' * 300}@example.org", None)),
    ],
)
def test_unusual_ids_and_other_servers(
    source: str, expected: tuple[str, str | None], asked: list[tuple[str, str | None]]
) -> None:
    read(source)
    assert asked == [expected]


@pytest.mark.parametrize(
    ("source", "kind", "sentence"),
    [
        ("", UsageError, "the source is empty: give a message-id, a URL, a file or -"),
        ("./x", SourceError, "there is no file ./x"),
        ("x.mbox", SourceError, "there is no file x.mbox"),
        ("v2.eml", SourceError, "there is no file v2.eml"),
        (
            "a/b@example.org",
            SourceError,
            "there is no file a/b@example.org (if it is a message-id, write '<a/b@example.org>')",
        ),
        ("word", SourceError, "word is neither a file nor a message-id"),
        ("file/below", SourceError, "there is no file file/below"),
        ("dangling", SourceError, "dangling is a link to a file that does not exist"),
        ("loop", SourceError, "cannot read loop: Too many levels of symbolic links"),
        ("nul\0@example.org", UsageError, "nul?@example.org is neither a file nor a message-id"),
        ("<not an id>", UsageError, "<not an id> is not a message-id"),
        ("<no-at>", UsageError, "<no-at> is not a message-id"),
        ("a b@example.org", UsageError, "a b@example.org is not a message-id"),
        ("<a\x1b@example.org>", UsageError, "<a?@example.org> is not a message-id"),
        ("<a\udcff@example.org>", UsageError, "<a?@example.org> is not a message-id"),
        (f"<{'a' * 999}@x>", UsageError, f"<{'a' * 199}… is not a message-id"),
        (
            "https://lore.kernel.org/all/?q=x",
            UsageError,
            "https://lore.kernel.org/all/?q=x has no message-id in it",
        ),
        *(
            (
                f"https://patchwork.kernel.org{path}",
                UsageError,
                (
                    f"https://patchwork.kernel.org{path} has no message-id in it;"
                    " a server is asked by that: open the patch there and give its Message-ID"
                ),
            )
            for path in (
                "/project/x/list/?series=123",
                "/project/x/patch/123/",
                "/patch/123/",
                "/series/123/mbox/",
                "/api/1.3/patches/123/",
            )
        ),
        (
            "https://patchwork.kernel.org/project/x/patch/a%20b@x/",
            UsageError,
            "a b@x is not a message-id",
        ),
        ("https://[::1/all/a@b/", UsageError, "https://[::1/all/a@b/ is not a URL"),
        (
            "https://lore.kernel.org/all/a%20b@x/",
            UsageError,
            "a b@x is not a message-id",
        ),
    ],
)
def test_what_cannot_be_a_source(
    source: str,
    kind: type[ReviewbotError],
    sentence: str,
    asked: list[tuple[str, str | None]],
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_bytes(RAW)
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(kind) as raised:
        read(source)
    assert str(raised.value) == sentence
    assert asked == []


def test_a_file_that_is_called_like_a_message_id(
    asked: list[tuple[str, str | None]], tmp_path: Path
) -> None:
    (tmp_path / ID).write_bytes(mbox(RAW))
    assert read(ID) == Fetched((RAW,), None, ID)
    assert asked == []
    assert read(f"<{ID}>").message_id == ID


def test_a_maildir_and_standard_input(tmp_path: Path) -> None:
    (tmp_path / "cur").mkdir()
    (tmp_path / "cur" / "1").write_bytes(RAW)
    assert read(str(tmp_path)) == Fetched((RAW,), None, str(tmp_path))
    assert read("-", mbox(RAW)) == Fetched((RAW,), None, "standard input")
