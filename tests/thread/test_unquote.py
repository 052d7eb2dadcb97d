"""Patches that only a reply quotes."""

from __future__ import annotations

import pytest

from reviewbot.thread.series import read_thread
from reviewbot.thread.unquote import unquote

PATCH = """\
From: Ada Author <ada@example.org>

Say why.

Signed-off-by: Ada Author <ada@example.org>
---
 a.c | 3 ++-
 b.c | 1 +
 2 files changed, 3 insertions(+), 1 deletion(-)

diff --git a/a.c b/a.c
--- a/a.c
+++ b/a.c
@@ -1,3 +1,4 @@
 one
-two
+TWO
+more

diff --git a/b.c b/b.c
--- a/b.c
+++ b/b.c
@@ -1,2 +1,3 @@
 one
+two
 three
"""


def quoted(mark: str = "> ", *, drop: str = "", below: str = "", say: str = "Why?") -> str:
    """The patch as a reply quotes it, without ``drop``, and with a comment below one line."""
    out = ["On Monday, Ada Author wrote:"]
    for line in PATCH.rstrip("\n").split("\n"):
        if drop and drop in line:
            continue
        out.append(f"{mark}{line}".rstrip(" ") if not line else f"{mark}{line}")
        if below and below in line:
            out += ["", say, ""]
    return "\n".join(out) + "\n"


def reply(
    body: str,
    subject: str = "Re: [RFC PATCH 2/2] frob: Do more",
    refs: tuple[str, ...] = ("2@example.org",),
) -> bytes:
    head = (
        "From: Rob Reviewer <rob@example.org>\n"
        "To: Ada Author <ada@example.org>\n"
        "Message-ID: <r@example.org>\n"
        f"Subject: {subject}\n"
        "Date: Tue, 06 Jan 2026 10:00:00 +0000\n"
        f"In-Reply-To: <{refs[-1]}>\n"
        f"References: {' '.join(f'<{each}>' for each in refs)}\n"
    )
    return (head + "\n" + body).encode()


def test_a_whole_quote_is_the_patch() -> None:
    thread = read_thread([reply(quoted(below="+TWO"))])
    (series,) = thread.series
    (patch,) = series.patches
    assert (patch.message.message_id, patch.subject.index, series.missing) == (
        "2@example.org",
        2,
        (1,),
    )
    assert patch.message.author.email == "ada@example.org"
    assert patch.quote
    assert patch.quote.is_whole
    assert patch.answer_to.message_id == "r@example.org"
    assert [file.path for file in patch.files] == ["a.c", "b.c"]
    assert series.is_rfc
    for line in patch.files[0].added():
        there = patch.line_there(line.body_line)
        assert patch.answer_to.line(there) == f"> +{line.text}"
    assert thread.defects == ()


@pytest.mark.parametrize("mark", [">", "> ", ">> ", "> > ", ">>"])
def test_every_way_to_quote(mark: str) -> None:
    refs = ("2@example.org", "between@example.org")[: mark.count(">")]
    (series,) = read_thread([reply(quoted(mark), refs=refs)]).series
    patch = series.patches[0]
    assert patch.message.message_id == "2@example.org"
    assert patch.quote
    assert patch.quote.is_whole
    assert [line.text for line in patch.files[1].added()] == ["two"]


def test_a_missing_file_is_found_out_by_the_diffstat() -> None:
    lines = quoted().split("\n")
    body = "\n".join(lines[: lines.index("> diff --git a/b.c b/b.c")]) + "\n[...]\n"
    thread = read_thread([reply(body)])
    patch = thread.series[0].patches[0]
    assert patch.quote
    assert not patch.quote.is_whole
    assert [file.path for file in patch.files] == ["a.c"]
    assert [(d.message_id, d.kind) for d in thread.defects] == [("r@example.org", "quoted in part")]


def test_a_hunk_with_a_line_cut_out_is_not_used() -> None:
    patch = read_thread([reply(quoted(drop="+more"))]).series[0].patches[0]
    assert [file.path for file in patch.files] == ["b.c"]
    assert patch.quote
    assert not patch.quote.is_whole


def test_a_patch_that_is_there_is_not_taken_from_a_quote() -> None:
    original = (
        "From: Ada Author <ada@example.org>\nMessage-ID: <2@example.org>\n"
        "Subject: [RFC PATCH 2/2] frob: Do more\n\n" + PATCH
    ).encode()
    for refs in (("2@example.org",), ("made.up@client.invalid",)):
        (series,) = read_thread([original, reply(quoted(), refs=refs)]).series
        assert [patch.quote for patch in series.patches] == [None]


@pytest.mark.parametrize(
    "body",
    [
        "On Monday, Ada wrote:\n> Say why.\n\nNo.\n",
        "On Monday, Rob wrote:\n> I would rather do\n> --- a/a.c\n> +++ b/a.c\n> @@ -1 +1 @@\n> -a\n> +b\n",
        quoted("> > "),  # of a reply to the patch that is no mail of ours: no id for it
    ],
    ids=["no diff", "a suggestion", "deeper than the thread"],
)
def test_what_is_no_quoted_patch(body: str) -> None:
    assert read_thread([reply(body)]).series == ()


def test_the_better_quote_is_used() -> None:
    worse = reply(quoted(drop="+two")).replace(b"<r@", b"<r0@")
    patch = read_thread([worse, reply(quoted())]).series[0].patches[0]
    assert patch.answer_to.message_id == "r@example.org"


def test_unquote_keeps_deeper_marks_and_unspaced_text() -> None:
    assert unquote(["> a", ">  b", ">", "c", "> > d"], 1) == (("a", " b", "", "> d"), (1, 2, 3, 5))
    assert unquote([">+a", "> b"], 1) == (("+a", " b"), (1, 2))


RELAY = "Ada Author via B4 Relay <devnull+ada.example.org@kernel.org>"


@pytest.mark.parametrize(
    ("to", "email"),
    [
        (f"To: {RELAY}\n", "ada@example.org"),
        (f"To: frob@lists.example.org\nCc: {RELAY}, ada@example.org\n", "ada@example.org"),
        ("To: frob@lists.example.org\nCc: Ada <ada@example.org>\n", "ada@example.org"),
        ("To: frob@lists.example.org\n", ""),
    ],
)
def test_a_quoted_patch_is_by_a_person(to: str, email: str) -> None:
    raw = reply(quoted(drop="From:").replace("Ada Author wrote", "Ada Author via B4 Relay wrote"))
    raw = raw.replace(b"To: Ada Author <ada@example.org>\n", to.encode())
    (series,) = read_thread([raw]).series
    assert series.patches[0].message.author.email == email
