"""Our words are filled, code is not."""

from __future__ import annotations

from reviewbot.reply.reflow import WIDTH, reflow


def test_lines_of_a_paragraph_are_filled() -> None:
    text = "one two\nthree\n\n" + "word " * 30
    lines = reflow(text).split("\n")
    assert lines[:2] == ["one two three", ""]
    assert all(len(line) <= WIDTH for line in lines)
    assert " ".join(lines[2:]) == ("word " * 30).strip()


def test_code_is_left_alone() -> None:
    code = "    " + "x" * 90 + "\n\tfoo(a,  b);  \n\n\tbar();"
    assert reflow(f"Say:\n{code}\n") == f"Say:\n{code.replace(';  ', ';')}"


def test_empty_lines_are_single_and_inside() -> None:
    assert reflow("\n\n \na\n\n\n \nb\n\n") == "a\n\nb"
    assert reflow(" \n\n") == ""


def test_long_words_and_hyphens_are_not_broken() -> None:
    url = "https://example.org/" + "a-b/" * 30
    assert reflow(f"see {url} there") == f"see\n{url}\nthere"
    assert "--no-tree" in reflow("w " * 33 + "--no-tree")


def test_no_line_of_ours_looks_like_a_quote_or_a_comment() -> None:
    for mark in (">", "#", "|"):
        text = reflow(f"{mark} first " + f"word {mark} " * 40)
        assert not [line for line in text.split("\n") if line.startswith(mark)]
        assert text.split() == f"{mark} first {f'word {mark} ' * 40}".split()
