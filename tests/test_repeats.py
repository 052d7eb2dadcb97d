"""What was drafted on an earlier revision is not drafted again, but counted."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from reviewbot.feedback import drafted_on, remember
from reviewbot.fetch.source import Fetched
from reviewbot.pipeline import Options, review
from reviewbot.repeats import drafted_keys
from reviewbot.report.text import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from reviewbot.model.review import Review

DAY = date(2026, 1, 5)
URL = "See https://lore.kernel.org/all/\n20260110091007.4711-1-ada@example.org/ for how.\n"


def mail(id_: str, subject: str, log: str = URL, added: str = "frob_start(frob);") -> bytes:
    return (
        f"From: Ada Author <ada@example.org>\nTo: linux-frob@example.org\nMessage-ID: <{id_}@x.org>\n"
        f"Date: Mon, 12 Jan 2026 10:00:0{id_[-1]} +0100\nSubject: {subject}\n\n"
        f"{log}\nSigned-off-by: Ada Author <ada@example.org>\n---\n"
        "diff --git a/drivers/frob/core.c b/drivers/frob/core.c\n"
        "--- a/drivers/frob/core.c\n+++ b/drivers/frob/core.c\n"
        f"@@ -1 +1,2 @@ int frob_probe(struct frob *frob)\n one\n+\t{added}\n"
    ).encode()


V1, V2, V3 = (
    mail(f"v{n}", f"[PATCH{f' v{n}' if n > 1 else ''}] frob: start it") for n in (1, 2, 3)
)


def reviewed(
    *raws: bytes, known: Mapping[str, frozenset[str]] | None = None, repeat: bool = False
) -> Review:
    options = Options(
        checks=("log.wrapped_url",), recall=lambda _: known or {}, repeat_drafted=repeat
    )
    return review(Fetched(raws, None, "thread"), options)


def test_what_was_dropped_of_v1_or_of_this_mail_is_not_drafted() -> None:
    asked: list[str] = []

    def dropped(ids: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
        asked.extend(ids)
        return {"v1@x.org": dict.fromkeys(keys, "known"), "v3@x.org": dict.fromkeys(keys, "")}

    keys = [key for _, key in drafted_keys(reviewed(V1).findings)]
    options = Options(checks=("log.wrapped_url",), dropped=dropped)
    for raws, why in (((V1, V2), "you dropped it: known"), ((V3,), "you dropped it")):
        outcome = review(Fetched(raws, None, "thread"), options)
        assert outcome.drafts == ()
        assert [one.held for one in outcome.findings] == [f"suppressed: {why}"]
    assert asked == ["v2@x.org", "v1@x.org", "v3@x.org"]
    again = replace(options, repeat_drafted=True)
    assert len(review(Fetched((V1, V2), None, "thread"), again).drafts) == 1


def drafted(outcome: Review) -> dict[str, frozenset[str]]:
    return {id_: frozenset({key}) for id_, key in drafted_keys(outcome.findings)}


def test_what_was_drafted_on_v1_and_still_stands_is_counted_on_v2() -> None:
    known = drafted(reviewed(V1))
    assert list(known) == ["v1@x.org"]
    again = reviewed(V1, V2, known=known)
    assert again.drafts == ()
    assert [f.held for f in again.findings] == ["drafted on <v1@x.org>"]
    assert again.not_repeated == ((1, 1),)
    assert "  1 remark on v1 not repeated; --repeat-drafted drafts them\n" in render(again)
    assert len(reviewed(V1, V2, known=known, repeat=True).drafts) == 1


def test_what_the_reply_to_another_patch_told_of_is_not_drafted_again() -> None:
    first, second, third, fourth = (
        mail(f"v{n}", f"[PATCH{v} {at}/2] frob: start it, part {at}", added=f"frob_start({at});")
        for n, v, at in ((1, "", 1), (2, "", 2), (3, " v2", 1), (4, " v2", 2))
    )
    found = reviewed(first, second).findings
    assert [(one.drafted, one.said_in) for one in found] == [(True, None), (False, 1)]
    known = {id_: frozenset({key}) for id_, key in drafted_keys(found)}
    assert list(known) == ["v1@x.org", "v2@x.org"]
    fixed = third.replace(URL.encode(), b"For speed.\n")
    assert reviewed(first, second, fixed, fourth, known=known).drafts == ()
    held = [replace(one, drafted=False) for one in found]
    assert not [*drafted_keys(held)], "who was to speak for it said nothing"


def test_what_was_not_drafted_there_is_drafted() -> None:
    assert len(reviewed(V1, V2).drafts) == 1
    other = {"v1@x.org": frozenset({"0" * 32})}
    assert len(reviewed(V1, V2, known=other).drafts) == 1


def test_a_remark_of_two_revisions_ago_is_not_forgotten_on_the_way() -> None:
    known = drafted(reviewed(V1))
    outcome = reviewed(V1, V2, V3, known=known)
    assert outcome.drafts == ()
    assert outcome.not_repeated == ((1, 1),)


def test_another_line_is_another_remark() -> None:
    known = drafted(reviewed(V1))
    moved = mail("v2", "[PATCH v2] frob: start it", f"One more line.\n\n{URL}")
    assert reviewed(V1, moved, known=known).drafts == (), "lines move"
    changed = mail("v2", "[PATCH v2] frob: start it", URL.replace("4711", "4712"))
    assert len(reviewed(V1, changed, known=known).drafts) == 1


def test_a_review_of_the_same_mail_again_is_no_repetition() -> None:
    known = drafted(reviewed(V1))
    assert len(reviewed(V1, known=known).drafts) == 1


def test_it_is_kept_in_the_file_of_feedback(tmp_path: Path) -> None:
    file = tmp_path / "feedback.sqlite"
    assert drafted_on(file, ["v1@x.org"]) == {}
    outcome = reviewed(V1)
    remember(file, outcome.findings, DAY)
    assert drafted_on(file, ["v1@x.org"]) == {}, "shown to a program"
    remember(file, outcome.findings, DAY, drafted=True)
    assert drafted_on(file, ["v1@x.org", "v2@x.org"]) == drafted(outcome)
    known = drafted_on(file, [f"{n}@x.org" for n in range(1200)] + ["v1@x.org"])
    assert known == drafted(outcome), "more ids than one statement takes"


def test_the_newest_revision_is_the_first_line() -> None:
    older = review(Fetched((V1, V2), "v1@x.org", "v1@x.org"), Options())
    assert older.newer == (2, "v2@x.org")
    assert render(older).startswith("v2 is out: <v2@x.org>\nv1@x.org: ")
    newest = review(Fetched((V1, V2), "v2@x.org", "v2@x.org"), Options())
    assert newest.newer is None
    assert render(newest).startswith("v2@x.org: ")


def test_what_a_robot_said_is_shown_as_said() -> None:
    said = (
        b"From: kernel test robot <lkp@intel.com>\nTo: ada@example.org\nMessage-ID: <lkp@x.org>\n"
        b"In-Reply-To: <v1@x.org>\nDate: Mon, 12 Jan 2026 11:00:00 +0100\n"
        b"Subject: Re: [PATCH] frob: start it\n\nOn Mon, Ada Author wrote:\n"
        b"> See https://lore.kernel.org/all/\n> 20260110091007.4711-1-ada@example.org/ for how.\n\n"
        b"Please do not wrap URLs.\n"
    )
    (finding,) = reviewed(V1, said).findings
    assert finding.raised_by == "lkp@x.org"
    assert not finding.drafted
    assert io.StringIO(render(reviewed(V1, said))).readline().endswith("1 finding below\n")
