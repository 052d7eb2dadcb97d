"""A server may send us on to itself, and to no other."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from loopback import Request, mail, mbox_gz, serving
from reviewbot.errors import SourceError
from reviewbot.fetch import redirects
from reviewbot.fetch.limits import Limits
from reviewbot.fetch.redirects import stays
from reviewbot.fetch.remote import fetch_thread, search_threads, server

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

ID = "1.2-a.person@example.org"
WIDE = Limits(deadline=60)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


def configure(midmask: str) -> None:
    subprocess.run(["git", "config", "--global", "b4.midmask", midmask], check=True)


def fetch() -> tuple[bytes, ...]:
    return fetch_thread(ID, None, progress=lambda _: None, limits=WIDE)


@pytest.mark.parametrize(
    "location",
    [
        "/all/x/t.mbox.gz",
        "x/t.mbox.gz",
        "?x=1",
        "//lists.example.org/all/",
        "http://lists.example.org/all/",
        "http://LISTS.example.org:80/all/",
        "https://lists.example.org/all/",
        "http://carol@lists.example.org/all/",
    ],
)
def test_the_same_server(location: str) -> None:
    assert stays("http://lists.example.org/list/x", location)


@pytest.mark.parametrize(
    "location",
    [
        "http://example.org/",
        "http://lists.example.org.evil.example/",
        "http://lists.example.org@evil.example/",
        "http://evil.example#@lists.example.org/",
        "http://evil.example\\@lists.example.org/",
        "http://lists.example.org\t/",
        "//evil.example/list/x",
        "https://evil.example/",
        "http://lists.example.org:8080/",
        "https://lists.example.org:8443/",
        "http://lists.example.org:x/",
        "http://127.0.0.1/",
        "http://[::1/",
        "file:///etc/passwd",
        "gopher://lists.example.org/",
    ],
)
def test_another_server(location: str) -> None:
    assert not stays("http://lists.example.org/list/x", location)


def test_not_back_to_what_is_not_encrypted() -> None:
    assert stays("https://lists.example.org/x", "https://lists.example.org:443/y")
    assert not stays("https://lists.example.org/x", "http://lists.example.org/y")


def redirecting(to: Callable[[Request], str], status: int) -> Callable[[Request], None]:
    return lambda request: request.send(b"", status, {"Location": to(request)})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_another_server_is_not_asked(status: int, host: str) -> None:
    """By another name it is another one, and at another port."""
    with serving(lambda request: request.send(mbox_gz(mail(ID)))) as other:
        to = f"http://{host}:{other.server_port}/secret"
        with serving(redirecting(lambda _: to, status)) as asked:
            configure(asked.midmask)
            with pytest.raises(SourceError) as raised:
                fetch()
            with pytest.raises(SourceError, match="sends on to another server"):
                search_threads('s:"x"', ID, progress=lambda _: None, limits=WIDE)
    assert str(raised.value) == (
        f"127.0.0.1 sends on to another server, which is not asked ({to});"
        " if that is the one to ask, set b4.midmask in git config"
    )
    assert asked.asked
    assert other.asked == []


def test_nor_after_a_step_on_the_same_server() -> None:
    def answer(request: Request) -> None:
        here = f"{asked.url}/further"
        to = other.url if request.path == "/further" else here
        request.send(b"", 302, {"Location": to})

    with serving(answer) as asked, serving(lambda request: request.send(b"")) as other:
        configure(asked.midmask)
        with pytest.raises(SourceError, match="sends on to another server"):
            fetch()
    assert len(asked.asked) == 2
    assert other.asked == []


def test_nor_by_the_doctor() -> None:
    with (
        serving(lambda request: request.send(b"")) as other,
        serving(redirecting(lambda _: other.url, 302)) as asked,
    ):
        configure(asked.midmask)
        with pytest.raises(SourceError, match="sends on to another server"):
            server(online=True, limits=WIDE)
    assert other.asked == []


def test_the_same_server_is_followed() -> None:
    def answer(request: Request) -> None:
        if request.path.startswith("/list/"):
            request.send(b"", 301, {"Location": request.path.replace("/list/", "/all/")})
        else:
            request.send(mbox_gz(mail(ID)))

    with serving(answer) as asked:
        configure(asked.midmask)
        assert fetch() == (mail(ID),)
    assert len(asked.asked) == 2


def test_but_not_for_ever() -> None:
    with serving(redirecting(lambda request: f"{request.path}x", 302)) as asked:
        configure(asked.midmask)
        with pytest.raises(SourceError, match=r"^127\.0\.0\.1 sends on from one place to another$"):
            fetch()
    assert len(asked.asked) <= redirects.MOST + 1


@pytest.mark.parametrize("location", ["http://[::1/", "http://\x1b[2J/", "\\\\evil.example\\x"])
def test_nonsense_is_one_sentence(location: str) -> None:
    with serving(redirecting(lambda _: location, 302)) as asked:
        configure(asked.midmask)
        with pytest.raises(SourceError) as raised:
            fetch()
    assert str(raised.value).isprintable()
    assert "sends on to another server" in str(raised.value)
