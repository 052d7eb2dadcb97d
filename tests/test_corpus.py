"""Whole mails through the whole pipeline, compared with what was read and accepted."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from reviewbot import heard
from reviewbot.checks.api import PeerContext
from reviewbot.checks.registry import all_checks, select
from reviewbot.fetch.mboxrd import split_mbox
from reviewbot.fetch.source import fetch
from reviewbot.knowledge.conventions import Conventions
from reviewbot.knowledge.voices import Point, Voice, Voices
from reviewbot.peers.table import PEERS
from reviewbot.pipeline import Options, review
from reviewbot.report.json import document
from reviewbot.report.text import render
from support import CORPUS, Golden, installed
from trees import commit, git, make

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewbot.model.review import Review


def mails(name: str) -> list[Path]:
    """The mails and the threads of the checks with such names."""
    found = (CORPUS / "checks").glob(f"*/*/{name}")
    return sorted(path for path in found if path.suffix in {".eml", ".mbox"})


BAD = mails("bad-*")
GOOD = mails("good-*")
QUIET = sorted((CORPUS / "quiet").glob("*.eml"))
THREADS = sorted((CORPUS / "threads").glob("*.mbox"))


@pytest.fixture(autouse=True)
def _everything_is_wanted_on_one_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever learns the table anew changes no mail of the corpus: linux-iio wants all, nobody else."""
    found = {
        address: Voice(
            address,
            is_list=True,
            since="2026-01-01",
            until="2026-01-31",
            points={check.name: point for check in all_checks()},
        )
        for address, point in (
            ("linux-iio@vger.kernel.org", Point(100, 100)),
            ("linux-other@vger.kernel.org", Point(0, 2000)),  # so that of the rest nothing is known
        )
    }
    monkeypatch.setattr("reviewbot.heard.shipped", lambda: Voices("the corpus", found))
    monkeypatch.setattr("reviewbot.wanted.OF_LATE", 1.0)  # of v3 as of v1
    monkeypatch.setattr("reviewbot.wanted.INSIST", 100)  # what is only asked shows as that
    monkeypatch.setattr("reviewbot.heard._heard", unkept(heard._heard))  # noqa: SLF001  what other tests heard
    kept = Conventions("the corpus", {}, {})
    monkeypatch.setattr("reviewbot.pipeline.shipped", lambda: kept)


def unkept(cached: Any) -> Callable[..., Voices]:  # noqa: ANN401  of functools, which is no type
    """A cached function without its cache."""
    plain: Callable[..., Voices] = cached.__wrapped__
    return plain


@pytest.fixture
def tree(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    """A repository of what is beside a mail: files in ``bad-1.tree/``, commits in ``bad-1.log``."""
    path = request.getfixturevalue("path")
    folder, log = path.with_suffix(".tree"), path.with_suffix(".log")
    if log.is_file():
        return committed(tmp_path / "tree", log.read_text(encoding="utf-8"))
    if not folder.is_dir():
        return None
    files = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return make(tmp_path / "tree", files)


def committed(where: Path, log: str) -> Path:
    """A repository with a commit for each line ``TITLE | RELEASE | PATH PATH...``, oldest first."""
    make(where, {"README": "frob\n"})
    for number, line in enumerate(log.rstrip("\n").split("\n")):
        title, release, paths = (part.strip() for part in line.split(" | "))
        commit(where, dict.fromkeys(paths.split(), f"{number}\n"), title)
        if release:
            git(where, "tag", release)
    return where


def reviewed(path: Path, *checks: str, tree: Path | None = None) -> Review:
    for peer in PEERS.values():
        if f"peers.{peer.name.replace('-', '_')}" in checks:
            installed(peer.program)
    fetched = fetch(str(path), stdin=io.BytesIO(), progress=print)
    if "binding.example" in checks:
        installed("dtc", "cpp")
    asks = any(check.needs is PeerContext for check in select(checks)) if checks else False
    peers = tuple(PEERS) if asks else ()
    return review(fetched, Options(checks=checks, ask=True, tree=tree, peers=peers))


def name_of(path: Path) -> str:
    return str(path.relative_to(CORPUS))


def check_of(path: Path) -> str:
    """``corpus/checks/FAMILY/NAME/bad-1.eml`` is about FAMILY.NAME."""
    return ".".join(path.parent.relative_to(CORPUS / "checks").parts)


@pytest.mark.parametrize("path", BAD, ids=name_of)
def test_bad_mail_is_drafted_as_accepted(path: Path, tree: Path | None, golden: Golden) -> None:
    outcome = reviewed(path, check_of(path), tree=tree)
    assert outcome.findings, outcome.skipped
    assert not outcome.failures
    drafted = "".join(draft.body for draft in outcome.drafts) or held(outcome)
    golden(path.with_suffix(".out"), re.sub(r"\bdtschema [\d.]+", "dtschema 2026.9", drafted))


def held(outcome: Review) -> str:
    """What is only reported, a line for each finding, and why."""
    return "".join(f"{one.check} ({one.held}): {one.text}\n" for one in outcome.findings)


@pytest.mark.parametrize("path", GOOD, ids=name_of)
def test_good_mail_stays_quiet(path: Path, tree: Path | None) -> None:
    outcome = reviewed(path, check_of(path), tree=tree)
    assert outcome.skipped == ()
    assert [(f.check, f.quote) for f in outcome.findings] == []
    assert not outcome.defects


@pytest.mark.parametrize("path", QUIET, ids=name_of)
def test_quiet_mail_stays_quiet_under_all_checks(path: Path) -> None:
    outcome = reviewed(path)
    assert [(f.check, f.quote) for f in outcome.findings] == []
    assert not outcome.failures


@pytest.mark.parametrize("path", THREADS, ids=name_of)
def test_thread_reads_as_accepted(path: Path, golden: Golden) -> None:
    outcome = reviewed(path)
    shown = render(outcome).replace(str(CORPUS), "corpus")
    shown = re.sub(r"\b\d+ (checks\b|of them need)", r"N \1", shown)  # there will be more
    golden(path.with_suffix(".out"), shown)


def joined(path: Path, between: bytes) -> bytes:
    """The mails of a thread without ``From `` lines."""
    return b"".join(mail + between for mail in split_mbox(path.read_bytes()))


@pytest.mark.parametrize("path", THREADS, ids=name_of)
@pytest.mark.parametrize(
    "packed",
    [
        lambda path: joined(path, b""),
        lambda path: joined(path, b"\n"),
        lambda path: joined(path, b"\n---next---\n"),
        lambda path: joined(path, b"\n").replace(b"\n", b"\r\n"),
        lambda path: path.read_bytes().replace(b"\n", b"\r\n"),
        lambda path: b"\xef\xbb\xbf\n\n" + path.read_bytes(),
        lambda path: b"\r\n \n\xef\xbb\xbf" + joined(path, b"\n"),
    ],
    ids=["cat", "mutt", "pipe_sep", "crlf", "crlf mbox", "below blank lines", "mutt below them"],
)
def test_a_thread_is_the_same_however_its_mails_are_joined(
    path: Path, packed: Callable[[Path], bytes]
) -> None:
    fetched = fetch("-", stdin=io.BytesIO(packed(path)), progress=print)
    outcome = review(fetched, Options(ask=True))
    assert document(replace(outcome, source=str(path))) == document(reviewed(path))


def test_the_corpus_is_not_empty() -> None:
    assert BAD
    assert GOOD
    assert QUIET
    assert THREADS


def test_the_shipped_thread_shows_every_check_that_needs_no_tree() -> None:
    outcome = reviewed(CORPUS / "threads" / "frob-listeners.mbox")
    assert {finding.check for finding in outcome.findings} >= {
        "conversion.incomplete",
        "enum.rank_name",
        "log.wrapped_url",
        "notifier.errno_zero",
        "switch.redundant_case",
        "text.misspelling",
    }
