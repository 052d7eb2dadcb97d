"""How the series of one list are reviewed, and who gets its drafts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from epochs import invented
from replayed import BAD, patch
from reviewbot.context.projects import project_names, project_of
from reviewbot.model.draft import Draft
from reviewbot.model.mail import Address
from reviewbot.pipeline import Options
from reviewbot.suppress import Suppression
from reviewbot.thread.series import read_thread
from reviewbot.watch.manner import Manner, addressed, options_of
from watched import Watched

ADA, ROB = Address("Ada", "ada@example.org"), Address("Rob", "rob@example.org")
LIST = Address("", "Stable@vger.example.org")
DRAFT = Draft("1@example.org", (), (ADA,), (ROB, LIST), "Re: x", "")


@pytest.mark.parametrize(
    ("manner", "to", "cc"),
    [
        (Manner(), (ADA,), (ROB, LIST)),
        (Manner(to="author"), (ADA,), ()),
        (Manner(leave_out=("stable@*",)), (ADA,), (ROB,)),
        (Manner(leave_out=("ada@*", "stable@*")), (ROB,), ()),
        (Manner(leave_out=("*",)), (), ()),
    ],
)
def test_who_gets_a_draft(manner: Manner, to: tuple[Address, ...], cc: tuple[Address, ...]) -> None:
    found = addressed(DRAFT, manner)
    assert (found.to, found.cc) == (to, cc)


def test_a_list_adds_to_what_holds_for_all() -> None:
    for_all, own = Suppression("log", "not ours"), Suppression("text", "nor this")
    options = Options(suppress=(for_all,), peers=("checkpatch",), templates=Path("all"))
    plain = options_of(options, Manner())
    assert plain == replace(options, peers=()), "no program of a tree without one"
    manner = Manner(Path("/linux"), ("fixes",), ask=True, as_final=True, templates=Path("own"))
    found = options_of(options, manner, (own,))
    assert found.suppress == (for_all, own)
    assert (found.checks, found.ask, found.as_final) == (("fixes",), True, True)
    assert (found.templates, found.peers) == (Path("own"), ("checkpatch",))


def test_a_list_is_reviewed_in_its_manner(tmp_path: Path) -> None:
    def drafts(name: str, manner: Manner) -> list[str]:
        (tmp_path / name).mkdir()
        watched = Watched(tmp_path / name, "files", manner)
        watched.turn(35, patch("kept", BAD, 31))
        paths = watched.settings.drafts.glob("*") if watched.settings.drafts.is_dir() else ()
        return [path.read_text() for path in paths]

    (plain,) = drafts("plain", Manner())
    assert "\nCc: frob@lists.example.org\n" in plain
    (author,) = drafts("author", Manner(to="author"))
    assert "\nCc:" not in author
    assert "\nTo: Ada Author <ada@example.org>\n" in author
    assert drafts("other", Manner(check=("log",))) == []


def test_the_project_that_is_named_counts() -> None:
    (series,) = read_thread(invented(1)).series
    assert project_of(series).name == "Linux"
    named = [replace(series, profile=name) for name in project_names()]
    assert [project_of(one).name for one in named] == list(project_names())
