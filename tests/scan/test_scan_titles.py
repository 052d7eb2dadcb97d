# ruff: noqa: E101  diffs in strings have both spaces and tabs
"""What titles in an archive begin with, learned from what was applied there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from epochs import epoch, grow
from reviewbot.cli import main
from reviewbot.scan.titles import learned

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

_DIFF = """\
diff --git a/drivers/frob/frob{n}.c b/drivers/frob/frob{n}.c
--- a/drivers/frob/frob{n}.c
+++ b/drivers/frob/frob{n}.c
@@ -10,2 +10,3 @@ static int frob_start(struct frob *frob)
 	frob_unused(frob);
+	frob_tell(frob, {n});
 	frob_also(frob);
"""


def mail(n: int, title: str) -> bytes:
    head = (
        f"From: Author {n} <author{n}@example.org>\nTo: list@example.org\n"
        f"Subject: [PATCH] {title} {n}\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n"
        f"Message-ID: <patch-{n}@example.org>\n\n"
    )
    log = f"It is told.\n\nSigned-off-by: Author {n} <author{n}@example.org>\n---\n"
    return (head + log + _DIFF.format(n=n) + "-- \n2.43.0\n").encode()


def reply(n: int, words: str) -> bytes:
    return (
        "From: Rob Reviewer <rob@example.org>\nTo: list@example.org\n"
        f"Subject: Re: [PATCH] {n}\nDate: Tue, 6 Jan 2026 10:00:00 +0000\n"
        f"Message-ID: <reply-{n}@example.org>\nIn-Reply-To: <patch-{n}@example.org>\n\n"
        f"> It is told.\n\n{words}\n"
    ).encode()


def archive(where: Path, words: str) -> Path:
    applied = [each for n in range(9) for each in (mail(n, "frob: Tell"), reply(n, words))]
    return epoch(where, *(("m", each) for each in (*applied, mail(9, "other: Tell"))))


def test_what_was_applied_tells_the_habit_of_a_directory(tmp_path: Path) -> None:
    (habit,) = learned([archive(tmp_path / "frob.git", "Thanks, applied.")])
    assert habit[:2] == ("drivers/frob", "frob")


def test_half_of_a_prefix_is_none(tmp_path: Path) -> None:
    applied = [
        each for n in range(9) for each in (mail(n, "FROB/core: Tell"), reply(n, "Applied."))
    ]
    assert not learned([epoch(tmp_path / "frob.git", *(("m", each) for each in applied))])


def test_what_is_all_in_one_directory_is_told_of_that(tmp_path: Path) -> None:
    deep = [
        each.replace(b"drivers/frob/", b"drivers/frob/air/")
        for each in (mail(n, "air: Tell") for n in range(9))
    ]
    applied = [each for n, sent in enumerate(deep) for each in (sent, reply(n, "Applied."))]
    (habit,) = learned([epoch(tmp_path / "frob.git", *(("m", each) for each in applied))])
    assert habit[:2] == ("drivers/frob/air", "air")


def test_what_was_learned_counts_until_a_mail_comes(tmp_path: Path) -> None:
    frobs = archive(tmp_path / "frob.git", "Thanks, applied.")
    first = learned([frobs], cached=True)
    assert learned([frobs], cached=True) == first == learned([frobs])
    grow(
        frobs,
        *(
            ("m", each)
            for n in range(20, 40)
            for each in (mail(n, "x: Tell"), reply(n, "Applied."))
        ),
    )
    assert learned([frobs], cached=True) == learned([frobs]) != first


def test_of_what_nobody_applied_nothing_is_learned(tmp_path: Path) -> None:
    assert learned([archive(tmp_path / "frob.git", "Has that been applied?")]) == ()


def test_a_scan_remarks_on_a_title_that_begins_otherwise(tmp_path: Path) -> None:
    frobs, out = archive(tmp_path / "frob.git", "Thanks, applied."), tmp_path / "out.jsonl"
    assert main(["scan", str(frobs), "-o", str(out), "--no-cache", "-j", "1"]) == 0
    reviews = [json.loads(line) for line in out.read_text().splitlines()]
    said = [
        review["series"][0]["title"]
        for review in reviews
        for finding in review["findings"]
        if finding["check"] == "subject.learned_prefix"
    ]
    assert said == ["other: Tell 9"]
