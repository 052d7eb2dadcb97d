"""Commits as mails: what git-format-patch(1) would send, whatever is configured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.commits import mails as module
from reviewbot.commits.chosen import chosen
from reviewbot.commits.cover import cover_mail
from reviewbot.commits.mails import Mails, commit_of, mails
from reviewbot.commits.places import in_message
from reviewbot.commits.repository import Commits
from reviewbot.commits.series import series_of
from reviewbot.errors import UsageError
from reviewbot.model.mail import Address
from trees import commit, git, make

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.model.series import Series

ME = Address("A. Author", "author@example.org")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return make(tmp_path / "tree", {"a.c": "int a;\n"}, "--initial-branch=main")


def made(where: Path, said: str = "main~2..main", me: Address | None = ME) -> Mails:
    with Commits(where) as repository:
        return mails(repository, chosen(repository, said), me)


def series(found: Mails, cover: bytes | None = None) -> Series:
    one, defects = series_of(found.raws, cover)
    assert defects == ()
    return one


def test_a_mail_for_each_commit_in_their_order(tree: Path) -> None:
    commit(tree, {"a.c": "int b;\n"}, "frob: One")
    commit(tree, {"a.c": "int c;\n"}, "Re: frob: Two")
    one = series(made(tree))
    assert [patch.subject.index for patch in one.patches] == [1, 2]
    assert one.patches[0].subject.title == "frob: One"
    assert (one.revision, one.is_rfc, one.missing) == (1, False, ())
    ids = [commit_of(patch.message.message_id) for patch in one.patches]
    assert ids == git(tree, "rev-list", "--reverse", "main~2..main").split()


def test_a_message_may_look_like_a_mail(tree: Path) -> None:
    commit(tree, {"a.c": "int b;\n"})
    text = "frob: One\n\nFrom 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n>From me\n"
    git(tree, "commit", "--quiet", "--amend", "--message", text)
    commit(tree, {"a.c": "From x\n"}, "frob: Two")
    one = series(made(tree))
    assert one.patches[0].message.lines[:2] == (text.splitlines()[2], ">From me")
    assert len(one.patches) == 2


def test_what_changes_nothing_and_merges_are_counted(tree: Path) -> None:
    git(tree, "checkout", "--quiet", "-b", "side")
    commit(tree, {"b.c": "int b;\n"}, "frob: Side")
    git(tree, "checkout", "--quiet", "main")
    commit(tree, {"a.c": "int b;\n"}, "frob: One")
    git(tree, "commit", "--quiet", "--allow-empty", "--message", "frob: Nothing")
    git(tree, "merge", "--quiet", "--no-ff", "--message", "Merge", "side")
    found = made(tree, "main~3..main")
    assert (len(found.raws), found.merges, found.empty) == (2, 1, 1)


def test_a_first_commit_has_a_mail(tree: Path) -> None:
    assert [patch.files[0].path for patch in series(made(tree, "HEAD")).patches] == ["a.c"]


def test_anothers_commit_names_who_wrote_it(tree: Path) -> None:
    commit(tree, {"a.c": "int b;\n"}, "frob: One")
    git(tree, "commit", "--quiet", "--amend", "--no-edit", "--author=Bob Other <bob@example.org>")
    (patch,) = series(made(tree, "HEAD")).patches
    assert patch.message.author == ME
    assert patch.message.lines[0] == "From: Bob Other <bob@example.org>"
    place = in_message(patch, patch.body.log.start)
    assert place == f"commit {git(tree, 'rev-parse', 'HEAD')[:12]}, line 3"
    (patch,) = series(made(tree, "HEAD", None)).patches
    assert patch.message.author.email == "bob@example.org"


def test_ids_and_texts_of_any_kind(tmp_path: Path) -> None:
    where = make(tmp_path / "tree", {"a.c": "int a;\n"}, "--object-format=sha256")
    git(where, "config", "i18n.commitEncoding", "ISO-8859-1")
    commit(where, {"a.c": "int b;\n"})
    git(where, "commit", "--quiet", "--amend", "--file=-", stdin="frob: Größe\n".encode("latin-1"))
    (patch,) = series(made(where, "HEAD")).patches
    assert patch.subject.title == "frob: Größe"
    assert commit_of(patch.message.message_id) == git(where, "rev-parse", "HEAD").strip()


def test_more_than_anybody_sends_is_a_mistake(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    commit(tree, {"a.c": "int b;\n"})
    assert len(made(tree, "main~..main").raws) == 1
    commit(tree, {"a.c": "int c;\n"})
    with pytest.raises(UsageError, match=r"main~2\.\.main has over 1 commits: give fewer"):
        made(tree)


def test_no_configuration_has_a_say(tree: Path) -> None:
    commit(tree, {"a.c": "int ä;\n", "b.bin": b"\0" * 9}, "frob: Ä")
    commit(tree, {"c.c": "int ä;\n"}, "frob: Two")
    plain = made(tree)
    for key, value in (
        ("format.attach", "true"),
        ("format.subjectPrefix", "RFC"),
        ("format.thread", "deep"),
        ("format.signature", "x"),
        ("format.noprefix", "true"),
        ("format.to", "all@example.org"),
        ("diff.noprefix", "true"),
        ("diff.external", "false"),
        ("diff.context", "9"),
        ("color.ui", "always"),
    ):
        git(tree, "config", key, value)
        git(tree, "config", "--global", key, value)
    assert made(tree) == plain
    assert not any(b"GIT binary patch" in raw for raw in plain.raws)


@pytest.mark.parametrize(
    ("text", "title", "lines"),
    [
        ("frob: All of it\n\nTold.\nMore.\n", "frob: All of it", ("Told.", "More.")),
        (
            "From 01 Mon\nFrom: A <a@example.org>\nSubject: [PATCH 0/2] frob: All\n of it\n\nTold.\n",
            "frob: All of it",
            ("Told.",),
        ),
        ("frob: All of it", "frob: All of it", ()),
        ("frob: a thing\n more", "frob: a thing", (" more",)),
    ],
)
def test_a_cover_is_a_text_or_a_mail(text: str, title: str, lines: tuple[str, ...]) -> None:
    one, defects = series_of((), cover_mail(text.encode(), 2, ME))
    assert defects == ()
    assert one.cover
    assert (one.title, one.cover.message.lines) == (title, lines)
    assert one.cover.message.author == ME
    assert in_message(one.cover, 1) == "cover letter, line 3"
