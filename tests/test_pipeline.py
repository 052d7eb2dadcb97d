"""Which tree a review looks in."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from mails import COVER, mail
from reviewbot.errors import UsageError
from reviewbot.fetch.source import Fetched, fetch
from reviewbot.model.wanted import SearchRequest, SearchResult
from reviewbot.pipeline import Options, review
from support import CORPUS
from trees import git, make

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.model.review import Review

FOLDER = CORPUS / "checks" / "conversion" / "leftover_call"


def reviewed(tree: Path | None = None) -> Review:
    fetched = fetch(str(FOLDER / "bad-1.eml"), stdin=io.BytesIO(), progress=print)
    return review(fetched, Options(tree=tree))


def files() -> dict[str, bytes]:
    folder = FOLDER / "bad-1.tree"
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_repository_around_us_counts_if_it_has_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make(tmp_path / "tree", files()))
    outcome = reviewed()
    assert outcome.tree is not None
    assert {known.level for known in outcome.known.values()} == {"exact"}
    assert any(finding.drafted for finding in outcome.findings)


def test_another_repository_around_us_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make(tmp_path / "tree", {"README": "other\n"}))
    outcome = reviewed()
    assert outcome.tree is None
    assert {each.reason for each in outcome.skipped} == {"no tree"}


def test_an_empty_repository_or_no_git_around_us_is_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "--quiet", "empty")
    monkeypatch.chdir(tmp_path / "empty")
    assert reviewed().tree is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert reviewed().tree is None


def test_one_asked_for_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a git repository"):
        reviewed(tmp_path)


def test_one_asked_for_says_why_it_is_no_better(tmp_path: Path) -> None:
    outcome = reviewed(make(tmp_path / "tree", {"README": "other\n"}))
    assert outcome.tree is not None
    (known,) = outcome.known.values()
    assert known.level == "diff"
    assert all("neither" in reason for reason in known.reasons)
    assert outcome.skipped


def test_nothing_is_searched_for_a_file() -> None:
    def never(wanted: SearchRequest) -> SearchResult:
        raise AssertionError(wanted)

    mails = (
        mail("0", "[PATCH 0/2] frob: Listen", COVER),
        mail("1", "[PATCH 1/2] frob: one", to="0"),
    )
    outcome = review(Fetched(mails, None, "a file"), Options(), never)
    assert outcome.series[0].missing == (2,)


def test_what_a_search_finds_is_reviewed_and_why_there_was_none_is_told() -> None:
    first, second = mail("1", "[PATCH 1/2] frob: one"), mail("2", "[PATCH 2/2] frob: two", to="1")
    fetched = Fetched((first,), "1@example.org", "1@example.org")
    whole = review(fetched, Options(), lambda _: SearchResult((second,)))
    assert whole.series[0].missing == ()
    assert whole.left_out == ()
    part = review(fetched, Options(), lambda _: SearchResult(fault="it is closed"))
    assert part.series[0].missing == (2,)
    assert [(defect.kind, defect.detail) for defect in part.defects] == [("search", "it is closed")]
