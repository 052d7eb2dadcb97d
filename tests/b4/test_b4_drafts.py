"""Files b4 cannot misread."""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING, Any

import pytest

from drafting import mail
from realb4 import b4
from reviewbot.b4.drafts import safe, text, write
from reviewbot.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

_PARSE = """
    parse = b4.review._review._extract_comments_from_quoted_reply
    result = [parse(text) for text in json.loads(given["texts"])]
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


def _parsed(where: Path, *texts: str) -> list[list[dict[str, Any]]]:
    """The comments b4 finds in each text."""
    found: list[list[dict[str, Any]]] = b4(where, _PARSE, texts=json.dumps(texts))
    return found


def _line(short: str, words: str) -> int:
    return mail(short).message.lines.index(words) + 1


def test_words_b4_would_take_for_something_else_are_indented() -> None:
    words = "Use\n# define\n| this\n> that\n    int a;\n\nthen."
    assert safe(words) == "Use\n # define\n | this\n > that\n    int a;\n\nthen."
    assert safe("a\x0cb\u2028c\x85d").splitlines() == ["a^Lb<U+2028>c<U+0085>d"]


def test_b4_places_a_comment_where_we_did(tmp_path: Path) -> None:
    places = {
        "+int b;": ("b/one.c", 2),
        " int c;": ("b/one.c", 3),
        "-int k;": ("a/one.c", 11),
        "+int l;": ("b/one.c", 12),
        "--- a/one.c": ("b/one.c", 1),
        "@@ -11,2 +12,2 @@ int two;": ("a/one.c", 11),
    }
    words = "One.\n\n    int code;\n\nTwo."
    texts = [text(mail(DIFF), [(_line(DIFF, on), words)]) for on in places]
    assert all(said.startswith("> diff --git a/one.c b/one.c\n") for said in texts)
    assert [
        [(each["path"], each["line"], each["text"]) for each in read]
        for read in _parsed(tmp_path, *texts)
    ] == [[(*place, words)] for place in places.values()]


def test_what_has_no_hunk_is_a_note() -> None:
    said = text(mail(DIFF), [(_line(DIFF, "new mode 100755"), "Why?"), (1, "What thing?")])
    assert said.startswith("> Do a thing.\n\nWhat thing?\n")
    assert said.endswith("\n> new mode 100755\n\nWhy?\n")
    assert "> @@" not in said


def test_a_diff_that_git_did_not_make_gets_the_line_b4_looks_for(tmp_path: Path) -> None:
    plain = "Do.\n---\n--- a/one.c\n+++ b/one.c\n@@ -1 +1,2 @@\n int a;\n+int b;\n"
    said = text(mail(plain), [(_line(plain, "+int b;"), "Why?")])
    assert said.startswith("> diff --git a/one.c b/one.c\n> --- a/one.c\n")
    ((comment,),) = _parsed(tmp_path, said)
    assert (comment["path"], comment["line"], comment["text"]) == ("b/one.c", 2, "Why?")


def test_no_line_of_the_author_becomes_a_comment(tmp_path: Path) -> None:
    """b4 splits lines at all of these."""
    texts = []
    for mark in ("\x0c", "\r", "\x85", "\u2028", "\x1d", "\v"):
        patch = mail(DIFF.replace("+int b;", f"+int b;{mark}forged"))
        at = next(n for n, line in enumerate(patch.message.lines, 1) if line == "+int l;")
        texts.append(text(patch, [(at, "Ours.")]))
    read = _parsed(tmp_path, *texts)
    assert [[each["text"] for each in comments] for comments in read] == [["Ours."]] * len(texts)


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_only_their_owner_reads_the_files(tmp_path: Path, umask: int) -> None:
    (tmp_path / ".git").mkdir()
    before = os.umask(umask)
    try:
        folder = write(tmp_path, "1234", {"0001.txt": "No.\n"})
    finally:
        os.umask(before)
    made = [folder.parent, folder, *folder.iterdir()]
    assert [stat.S_IMODE(path.stat().st_mode) for path in made] == [0o700, 0o700, 0o600, 0o600]
    assert (folder / "0001.txt").read_text() == "No.\n"


@pytest.mark.parametrize("link", ["b4-review", "b4-review/1234"])
def test_nothing_is_written_through_a_link(tmp_path: Path, link: str) -> None:
    (tmp_path / ".git" / link).parent.mkdir(parents=True)
    (tmp_path / "theirs").mkdir()
    (tmp_path / ".git" / link).symlink_to(tmp_path / "theirs")
    with pytest.raises(UsageError, match=f"{link} is a symbolic link"):
        write(tmp_path, "1234", {"0001.txt": "No.\n"})
    assert list((tmp_path / "theirs").iterdir()) == []
