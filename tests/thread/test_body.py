"""The spans of a patch mail's body."""

from __future__ import annotations

import pytest

from reviewbot.model.patch import Body, Span
from reviewbot.thread.body import pasted, read_body

PATCH = """\
From: Real Author <author@example.org>

frob: start it

It was never started.

Fixes: 123456789abc ("frob: add it")
Signed-off-by: Real Author <author@example.org>
---
v2: say why

 frob.c | 2 ++
 1 file changed, 2 insertions(+)

diff --git a/frob.c b/frob.c
index 1111111..2222222 100644
--- a/frob.c
+++ b/frob.c
@@ -1,2 +1,4 @@ int frob(void)
 {
+
+	start();
 }
-- 
2.43.0

"""


def texts(source: str) -> dict[str, list[str]]:
    """The lines of each span."""
    lines = source.split("\n")[:-1]
    body = read_body(lines)
    return {
        name: [lines[number - 1] for number in getattr(body, name)]
        for name in Body.__dataclass_fields__
    }


def test_a_patch_of_git() -> None:
    spans = texts(PATCH)
    assert spans["headers"] == ["From: Real Author <author@example.org>", ""]
    assert spans["log"] == ["frob: start it", "", "It was never started.", ""]
    assert [line.partition(":")[0] for line in spans["trailers"]] == ["Fixes", "Signed-off-by"]
    assert spans["notes"] == ["v2: say why", ""]
    assert spans["diffstat"] == [" frob.c | 2 ++", " 1 file changed, 2 insertions(+)"]
    assert spans["diff"][0] == "diff --git a/frob.c b/frob.c"
    assert spans["diff"][-1] == " }"
    assert spans["signature"][0] == "-- "


def test_spans_do_not_overlap() -> None:
    body = read_body(PATCH.split("\n"))
    claimed = [line for name in Body.__dataclass_fields__ for line in getattr(body, name)]
    assert len(claimed) == len(set(claimed))


def test_no_separator_and_no_trailers() -> None:
    spans = texts("Just a change.\n\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b\n")
    assert spans["log"] == ["Just a change."]
    assert spans["trailers"] == []
    assert spans["diff"] == ["--- a/x.c", "+++ b/x.c", "@@ -1 +1 @@", "-a", "+b"]


def test_a_cover_ends_at_its_diffstat() -> None:
    spans = texts(
        "What the series does.\n\nA. Author (1):\n  frob: start it\n\n"
        " frob.c | 2 ++\n 1 file changed, 2 insertions(+)\n\n-- \n2.43.0\n"
    )
    assert spans["log"][0] == "What the series does."
    assert spans["diffstat"][-1] == " 1 file changed, 2 insertions(+)"
    assert spans["diff"] == []


def test_scissors_start_the_log() -> None:
    spans = texts("Hi, how about:\n\n-- 8< --\nSubject: frob: start it\n\nIt was not.\n")
    assert spans["log"] == ["It was not."]


def test_prose_that_looks_like_a_diff_is_none() -> None:
    assert not read_body(
        ["Text", "--- a/x", "more text", "@@ nothing", "diff --git is a tool"]
    ).diff


def test_empty_body() -> None:
    assert read_body([]).log == Span(1, 1)


def test_a_patch_of_format_patch_below_prose_has_its_own_headers() -> None:
    magic = f"From {'0' * 40} Mon Sep 17 00:00:00 2001"
    lines = [
        "See attached.",
        magic,
        "From: A <a@example.org>",
        "Subject: [PATCH] x",
        "",
        "Log.",
        "---",
    ]
    body = read_body(lines)
    assert (body.headers, body.log) == (Span(3, 6), Span(6, 7))


@pytest.mark.parametrize("rule", ["--", "-- ", "----", "-", "...", "____"])
def test_a_changelog_below_what_is_taken_for_the_separator(rule: str) -> None:
    spans = texts(PATCH.replace("---\nv2: say why", f"{rule}\nv2: say why\n---"))
    assert [line.partition(":")[0] for line in spans["trailers"]] == ["Fixes", "Signed-off-by"]
    assert spans["notes"][0] == "v2: say why"
    assert spans["log"] == ["frob: start it", "", "It was never started.", ""]


def test_a_rule_in_the_log_is_none() -> None:
    spans = texts(PATCH.replace("It was never", "One\n----\nIt was never"))
    assert "----" in spans["log"]
    assert [line.partition(":")[0] for line in spans["trailers"]] == ["Fixes", "Signed-off-by"]


def test_trailers_below_a_rule_are_the_trailers() -> None:
    spans = texts(PATCH.replace("---\nv2", "--\n\nAcked-by: B <b@example.org>\n---\nv2"))
    assert spans["trailers"] == ["Acked-by: B <b@example.org>"]


def test_two_dashes_in_a_cover_are_a_signature_only_if_little_follows() -> None:
    changes = "".join(f"- changed {n}\n" for n in range(6))
    assert texts("Words.\n--\nAda\n")["signature"] == ["--", "Ada"]
    assert texts(f"Words.\n--\nv2:\n{changes}")["signature"] == []


def test_scissors_below_the_separator_are_notes() -> None:
    spans = texts(PATCH.replace("v2: say why", "-- >8 --\nSubject: other"))
    assert spans["log"][0] == "frob: start it"


def test_an_attached_patch_begins_where_it_is_attached() -> None:
    lines = ["Please look.", "From: A <a@example.org>", "Subject: x", "", "Log.", "---"]
    assert read_body(lines).headers == Span(1, 1)
    assert read_body(lines, patch_at=2).headers == Span(2, 5)


def test_what_is_pasted_ends_with_its_diff() -> None:
    lines = [
        "Hi.",
        "-- >8 --",
        "Subject: x",
        "",
        "--- a/x",
        "+++ b/x",
        "@@ -1 +1 @@",
        "-a",
        "+b",
        "Bye.",
    ]
    assert pasted(lines) == Span(2, 10)
    assert not pasted(lines[2:])
    assert not pasted(lines[:4])
    assert pasted(lines[4:], patch_at=1) == Span(1, 6)
