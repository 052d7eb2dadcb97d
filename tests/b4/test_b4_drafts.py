"""Files b4 cannot misread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafting import mail
from realb4 import b4
from reviewbot.b4.drafts import safe, text

if TYPE_CHECKING:
    from pathlib import Path

_PARSE = """
    result = b4.review._review._extract_comments_from_quoted_reply(given["text"])
"""
DIFF = """\
Do a thing.
---
diff --git a/one.c b/one.c
index 1234567..89abcde 100644
--- a/one.c
+++ b/one.c
@@ -1,2 +1,3 @@ int one;
 int a;
+int b;
 int c;
@@ -11,2 +12,2 @@ int two;
-int k;
+int l;
 int m;
diff --git a/two.c b/two.c
old mode 100644
new mode 100755
"""


def _line(short: str, words: str) -> int:
    return mail(short).message.lines.index(words) + 1


def test_words_b4_would_take_for_something_else_are_indented() -> None:
    words = "Use\n# define\n| this\n> that\n    int a;\n\nthen."
    assert safe(words) == "Use\n # define\n | this\n > that\n    int a;\n\nthen."
    assert safe("a\x0cb\u2028c\x85d").splitlines() == ["a^Lb<U+2028>c<U+0085>d"]


@pytest.mark.parametrize(
    ("on", "path", "line"),
    [
        ("+int b;", "b/one.c", 2),
        (" int c;", "b/one.c", 3),
        ("-int k;", "a/one.c", 11),
        ("+int l;", "b/one.c", 12),
        ("--- a/one.c", "b/one.c", 1),
        ("@@ -11,2 +12,2 @@ int two;", "a/one.c", 11),
    ],
)
def test_b4_places_a_comment_where_we_did(tmp_path: Path, on: str, path: str, line: int) -> None:
    patch = mail(DIFF)
    said = text(patch, [(_line(DIFF, on), "One.\n\n    int code;\n\nTwo.")])
    assert said.startswith("> diff --git a/one.c b/one.c\n")
    (comment,) = b4(tmp_path, _PARSE, text=said)
    assert (comment["path"], comment["line"]) == (path, line)
    assert comment["text"] == "One.\n\n    int code;\n\nTwo."


def test_what_has_no_hunk_is_a_note() -> None:
    said = text(mail(DIFF), [(_line(DIFF, "new mode 100755"), "Why?"), (1, "What thing?")])
    assert said.startswith("> Do a thing.\n\nWhat thing?\n")
    assert said.endswith("\n> new mode 100755\n\nWhy?\n")
    assert "> @@" not in said


def test_a_diff_that_git_did_not_make_gets_the_line_b4_looks_for(tmp_path: Path) -> None:
    plain = "Do.\n---\n--- a/one.c\n+++ b/one.c\n@@ -1 +1,2 @@\n int a;\n+int b;\n"
    said = text(mail(plain), [(_line(plain, "+int b;"), "Why?")])
    assert said.startswith("> diff --git a/one.c b/one.c\n> --- a/one.c\n")
    (comment,) = b4(tmp_path, _PARSE, text=said)
    assert (comment["path"], comment["line"], comment["text"]) == ("b/one.c", 2, "Why?")


@pytest.mark.parametrize("mark", ["\x0c", "\r", "\x85", "\u2028", "\x1d", "\v"])
def test_no_line_of_the_author_becomes_a_comment(tmp_path: Path, mark: str) -> None:
    """b4 splits lines at all of these."""
    short = DIFF.replace("+int b;", f"+int b;{mark}forged")
    patch = mail(short)
    at = next(n for n, line in enumerate(patch.message.lines, 1) if line == "+int l;")
    said = text(patch, [(at, "Ours.")])
    assert [comment["text"] for comment in b4(tmp_path, _PARSE, text=said)] == ["Ours."]
