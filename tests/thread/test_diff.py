"""Diffs: body line numbers, broken files beside whole ones, odd forms."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewbot.model.patch import FileDiff, LineKind
from reviewbot.thread.diff import BrokenFile, find_diff, read_diff


def read(text: str) -> tuple[tuple[FileDiff, ...], tuple[BrokenFile, ...]]:
    lines = text.removesuffix("\n").split("\n")
    return read_diff(lines, find_diff(lines))


HEADER = "diff --git a/x.c b/x.c\nindex 1111111..2222222 100644\n--- a/x.c\n+++ b/x.c\n"


def test_every_line_knows_its_body_line() -> None:
    text = "prose\n\n" + HEADER + "@@ -10,2 +10,3 @@ int f(void)\n a\n+b\n c\n-- \n2.43\n"
    (file,), broken = read(text)
    lines = text.split("\n")
    assert not broken
    assert (file.body_line, file.hunks[0].body_line) == (3, 7)
    for line in file.hunks[0].lines:
        assert lines[line.body_line - 1] == line.kind.value + line.text
    assert [(line.old, line.new) for line in file.hunks[0].lines] == [
        (10, 10),
        (None, 11),
        (11, 12),
    ]
    assert file.hunks[0].section == "int f(void)"
    assert (file.old_blob, file.new_blob) == ("1111111", "2222222")


def test_context_stripped_of_its_space_is_context() -> None:
    (file,), broken = read(HEADER + "@@ -1,3 +1,3 @@\n a\n\n-b\n+c\n")
    assert not broken
    assert [line.kind for line in file.hunks[0].lines][1] is LineKind.CONTEXT


def test_a_wrapped_line_breaks_one_file_only() -> None:
    bad = HEADER + "@@ -1,2 +1,3 @@\n a\n+int b = frobnicate(one,\ntwo);\n c\n"
    good = HEADER.replace("x.c", "y.c") + "@@ -1 +1 @@\n-a\n+b\n"
    (file,), (broken,) = read(bad + good)
    assert file.path == "y.c"
    assert broken.path == "x.c"
    assert "wrapped" in broken.reason


def test_a_hunk_cut_short_is_broken() -> None:
    files, (broken,) = read(HEADER + "@@ -1,3 +1,3 @@\n a\n-b\n+c\n")
    assert not files
    assert "not a diff line" in broken.reason


def test_a_made_up_hunk_header_is_broken() -> None:
    files, (broken,) = read(HEADER + "@@ -XXX,3 +XXX,3 @@\n a\n-b\n+c\n")
    assert not files
    assert "hunk header" in broken.reason


def test_removed_lines_that_look_like_headers_stay_in_the_hunk() -> None:
    (file,), broken = read(HEADER + "@@ -1,3 +1,3 @@\n a\n--- old\n+++ new\n b\n")
    assert not broken
    assert [line.text for line in file.hunks[0].lines] == ["a", "-- old", "++ new", "b"]


def test_crlf_diffs_have_clean_paths() -> None:
    text = (HEADER + "@@ -1 +1 @@\n-a\n+b\n").replace("\n", "\r\n")
    (file,), _ = read(text)
    assert (file.path, file.is_rename) == ("x.c", False)


def test_new_deleted_renamed_copied_binary() -> None:
    text = (
        "diff --git a/n.c b/n.c\nnew file mode 100644\nindex 0000000..2222222\n"
        "--- /dev/null\n+++ b/n.c\n@@ -0,0 +1 @@\n+a\n"
        "diff --git a/d.c b/d.c\ndeleted file mode 100644\nindex 2222222..0000000\n"
        "--- a/d.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
        "diff --git a/o.c b/r.c\nsimilarity index 100%\nrename from o.c\nrename to r.c\n"
        "diff --git a/o.c b/c.c\nsimilarity index 90%\ncopy from o.c\ncopy to c.c\n"
        "index 1111111..2222222 100644\n--- a/o.c\n+++ b/c.c\n@@ -1 +1 @@\n-a\n+b\n"
        "diff --git a/i.png b/i.png\nindex 1111111..2222222 100644\nGIT binary patch\n"
        "literal 3\nKcmZQ%\n\nliteral 0\nHcmV?d\n\n"
    )
    files, broken = read(text)
    assert not broken
    new, deleted, renamed, copied, binary = files
    assert (new.old_path, new.new_path) == (None, "n.c")
    assert (deleted.path, deleted.new_path) == ("d.c", None)
    assert (renamed.is_rename, renamed.path, renamed.hunks) == (True, "r.c", ())
    assert (copied.is_copy, copied.is_rename) == (True, False)
    assert binary.is_binary


def test_no_newline_marker_is_no_line() -> None:
    (file,), broken = read(
        HEADER + "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"
    )
    assert not broken
    assert [(line.text, line.eol) for line in file.hunks[0].lines] == [("a", False), ("b", False)]


def test_form_feeds_and_line_separators_are_text() -> None:
    (file,), broken = read(HEADER + "@@ -1,2 +1,2 @@\n a\x0cb\u2028c\x85\n-a\n+b\n")
    assert not broken
    assert file.hunks[0].lines[0].text == "a\x0cb\u2028c\x85"


@given(st.text(alphabet="+-@ ab\\\n\r,0123456789dif", max_size=200))
def test_nothing_makes_it_raise(noise: str) -> None:
    lines = (HEADER + noise).split("\n")
    files, broken = read_diff(lines, find_diff(lines))
    assert len(files) + len(broken) >= 0
    for file in files:
        for hunk in file.hunks:
            for line in hunk.lines:
                assert lines[line.body_line - 1].rstrip("\r").endswith(line.text)
