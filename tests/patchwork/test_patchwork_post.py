"""``reviewbot patchwork``: checks get to a server once, and are taken back."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from fakepatchwork import TOKEN, Patchwork, patchwork
from loopback import serving
from reviewbot.cli import main
from reviewbot.patchwork import server as module
from reviewbot.patchwork.post import lacking
from reviewbot.patchwork.wanted import Check
from support import CORPUS
from trees import git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loopback import Request

Capture = pytest.CaptureFixture[str]

IDS = [f"20260112100000.4711-{number}-alice@example.org" for number in (2, 3, 4)]
OURS = Check("reviewbot-log", "warning", "It wraps.")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Patchwork]:
    """A server that has the patches of a thread, and a user it knows."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    (tmp_path / "token").write_text(TOKEN)
    with patchwork({id_: [(number, "frob")] for number, id_ in enumerate(IDS, 1)}) as running:
        git(tmp_path, "config", "--global", "reviewbot.patchwork.url", running.url)
        git(tmp_path, "config", "--global", "reviewbot.patchwork.tokenCommand",
            f"cat {tmp_path / 'token'}")  # fmt: skip
        yield running


def wanted(*checks: Check, id_: str = IDS[0]) -> list[dict[str, Any]]:
    keys = ("context", "state", "description", "target_url")
    entries = [{key: getattr(check, key) for key in keys} for check in checks]
    return [{"msgid": id_, "name": "frob", "checks": entries}]


def posting(monkeypatch: pytest.MonkeyPatch, document: object, *options: str) -> int:
    raw = io.BytesIO(json.dumps(document).encode())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(raw))
    return main(["patchwork", *options])


def test_what_a_thread_has_is_posted_once(
    server: Patchwork, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    thread = str(CORPUS / "threads" / "frob-listeners.mbox")
    assert main(["thread", thread, "--format", "patchwork"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert posting(monkeypatch, document) == 0
    said = capsys.readouterr().out
    assert "2 success reviewbot: looked at: 4 remarks\n" in said
    assert "2 warning reviewbot-notifier: drivers/frob/panel.c:43: Nit: this can " in said
    posted = {
        number: [each["context"] for each in checks] for number, checks in server.checks.items()
    }
    assert posted == {
        1: ["reviewbot", "reviewbot-enum"],
        2: ["reviewbot", "reviewbot-log", "reviewbot-notifier", "reviewbot-switch"],
        3: ["reviewbot", "reviewbot-conversion"],
    }
    assert posting(monkeypatch, document) == 0
    assert capsys.readouterr().out == ""
    assert sum(map(len, server.checks.values())) == 8


def test_a_dry_run_only_tells(
    server: Patchwork, monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    git(tmp_path, "config", "--global", "--unset", "reviewbot.patchwork.tokenCommand")
    assert posting(monkeypatch, wanted(OURS), "--dry-run") == 0
    assert capsys.readouterr().out == "1 warning reviewbot-log: It wraps.\n"
    assert not any(server.checks.values())
    assert posting(monkeypatch, wanted(OURS)) == 2
    assert capsys.readouterr().err == (
        "reviewbot: set reviewbot.patchwork.tokenCommand in git's configuration: it prints your token\n"
    )


def test_a_file_and_a_page_to_lead_to(server: Patchwork, tmp_path: Path) -> None:
    path = tmp_path / "checks.json"
    path.write_text(json.dumps(wanted(OURS)))
    assert main(["patchwork", str(path), "--target-url", "https://example.org/%s"]) == 0
    assert server.checks[1][0]["target_url"] == f"https://example.org/{IDS[0]}"


@pytest.mark.parametrize(
    ("there", "posted"),
    [
        ([], [OURS]),
        ([OURS], []),
        ([Check("reviewbot-log", "warning", "Else.")], [OURS]),
        ([Check("reviewbot-log", "success", "not found any more"), OURS], [OURS]),
        ([Check("reviewbot-c", "fail", "x"), OURS],
         [Check("reviewbot-c", "success", "not found any more")]),
        ([Check("reviewbot-c", "success", "x"), Check("reviewbot-c", "fail", "x"), OURS], []),
        ([Check("kbuild", "fail", "x"), Check("reviewbot", "success", "y"), OURS], []),
    ],
)  # fmt: skip
def test_what_a_patch_lacks(there: list[Check], posted: list[Check]) -> None:
    assert list(lacking([OURS], there)) == posted


def test_a_patch_that_is_not_there_costs_itself(
    server: Patchwork, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    document = wanted(OURS, id_="gone@example.org") + wanted(OURS)
    assert posting(monkeypatch, document) == 3
    assert capsys.readouterr().err == "reviewbot: the server has no patch <gone@example.org>\n"
    assert len(server.checks[1]) == 1


def test_a_patch_in_several_projects_is_none(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    git(tmp_path, "config", "--global", "reviewbot.patchwork.tokenCommand", f"echo {TOKEN}")
    with patchwork({IDS[0]: [(1, "frob"), (2, "kernel")]}) as server:
        assert posting(monkeypatch, wanted(OURS), "--url", server.url) == 3
        said = f"<{IDS[0]}> is in several projects, name one of them: frob, kernel"
        assert capsys.readouterr().err == f"reviewbot: {said}\n"
        assert posting(monkeypatch, wanted(OURS), "--url", server.url, "--project", "kernel") == 0
        assert [number for number, checks in server.checks.items() if checks] == [2]


def test_a_token_that_is_refused_ends_it(
    server: Patchwork, monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    git(tmp_path, "config", "--global", "reviewbot.patchwork.tokenCommand", "echo wrong")
    assert posting(monkeypatch, wanted(OURS) * 2) == 2
    host = server.url.removeprefix("http://")
    said = f"reviewbot: {host} answers 403 to /patches/: Invalid token.\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://patchwork.example.org", "patchwork.example.org is not this machine: http without"),
        ("ftp://127.0.0.1", "ftp://127.0.0.1 is not the URL of a patchwork server"),
        ("127.0.0.1", "127.0.0.1 is not the URL of a patchwork server"),
        ("https://me:pw@example.org", "is not the URL of a patchwork server"),
        ("http://[::1", "is not the URL of a patchwork server"),
    ],
)
def test_a_server_that_is_not_asked(
    url: str, why: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert posting(monkeypatch, wanted(OURS), "--dry-run", "--url", url) == 2
    assert why in capsys.readouterr().err


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        (b"[]", 302, "answers 302 to /patches/"),
        (b"<html>", 200, "answers with something that is no JSON"),
        (b"{}", 200, "does not answer as patchwork's API does"),
        (b"[1]", 200, "does not answer as patchwork's API does"),
        (b'[{"id": "x"}]', 200, "the server tells of a patch without a number"),
        (b"[" * 99_999, 200, "answers with something that is no JSON"),
        (b" " * 5000, 200, "answers with over 0 MiB"),
        (b'{"detail": "\x1b[2Jno"}', 500, "answers 500 to /patches/"),
    ],
)
def test_what_no_patchwork_answers_is_a_sentence(
    body: bytes,
    status: int,
    why: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    if body.startswith(b" "):
        monkeypatch.setattr(module, "LARGEST", 4096)
    elsewhere = {"Location": "http://127.0.0.1:9/"}
    with serving(lambda request: request.send(body, status, elsewhere)) as server:
        assert posting(monkeypatch, wanted(OURS), "--dry-run", "--url", server.url) == 3
    said = capsys.readouterr().err
    assert why in said
    assert said.count("\n") == 1
    assert "\x1b" not in said


def test_a_server_that_is_away_or_mute_is_asked_once(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    document = wanted(OURS) * 3
    assert posting(monkeypatch, document, "--dry-run", "--url", "http://127.0.0.1:9") == 3
    assert capsys.readouterr().err == "reviewbot: 127.0.0.1:9 cannot be asked: Connection refused\n"
    monkeypatch.setattr(module, "TIMEOUT", 0.1)

    def mute(request: Request) -> None:
        request.server.over.wait(5)

    with serving(mute) as server:
        assert posting(monkeypatch, document, "--dry-run", "--url", server.url) == 3
        assert "cannot be asked: timed out\n" in capsys.readouterr().err
        server.over.set()


@pytest.mark.parametrize(
    "document",
    [
        {},
        [1],
        [{"msgid": "a b", "checks": []}],
        [{"msgid": "1@x", "checks": [{"context": "a.b", "state": "success"}]}],
        [{"msgid": "1@x", "checks": [{"context": "a", "state": "bad"}]}],
        [{"msgid": "1@x", "checks": [{"context": "a", "state": "fail", "target_url": "x:"}]}],
        [{"msgid": "1@x", "checks": [{"context": "a", "state": "fail", "description": 1}]}],
        [{"msgid": "1@x", "checks": [{"context": "a", "state": "fail"}] * 201}],
        [{"msgid": "1@x", "checks": []}] * 1001,
    ],
)
def test_what_is_no_such_document(
    document: object, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert posting(monkeypatch, document, "--dry-run", "--url", "http://127.0.0.1:9") == 3
    assert capsys.readouterr().err == (
        "reviewbot: standard input is not what reviewbot thread --format patchwork writes\n"
    )


def test_how_it_is_called(monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path) -> None:
    assert main(["patchwork"]) == 2
    assert "give --url" in capsys.readouterr().err
    gone = str(tmp_path / "gone")
    assert main(["patchwork", gone, "--url", "https://example.org"]) == 3
    assert "gone cannot be read: No such file" in capsys.readouterr().err
    target = ("--target-url", "example.org")
    assert posting(monkeypatch, wanted(OURS), "--url", "https://example.org", *target) == 2
    assert "--target-url: example.org is no URL" in capsys.readouterr().err
