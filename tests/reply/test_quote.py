"""Quoting: what is shown around a comment, and what is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewbot.reply.quote import ABOVE, GAP, Comment, quote

HEAD = ("--- a/f.c", "+++ b/f.c", "@@ -1,9 +1,9 @@ int f(void)")
DIFF = (*HEAD, *(f"+\tline{n};" for n in range(4, 21)))
MARKS = (1, 2, 3)


def quoted(lines: tuple[str, ...], **at: Comment) -> str:
    return quote(lines, {int(name.removeprefix("line")): note for name, note in at.items()})


def test_headers_a_gap_and_five_lines() -> None:
    assert quoted(DIFF, line12=Comment("Hm.", MARKS)) == (
        "> --- a/f.c\n> +++ b/f.c\n> @@ -1,9 +1,9 @@ int f(void)\n[...]\n"
        "> +\tline8;\n> +\tline9;\n> +\tline10;\n> +\tline11;\n> +\tline12;\n\nHm.\n"
    )


def test_near_the_header_there_is_no_gap() -> None:
    assert quoted(DIFF, line5=Comment("Hm.", MARKS)) == (
        "> --- a/f.c\n> +++ b/f.c\n> @@ -1,9 +1,9 @@ int f(void)\n> +\tline4;\n> +\tline5;\n\nHm.\n"
    )


def test_a_gap_of_one_line_is_that_line() -> None:
    assert GAP not in quoted(DIFF, line9=Comment("Hm.", MARKS))
    assert GAP in quoted(DIFF, line10=Comment("Hm.", MARKS))


def test_no_line_is_quoted_twice_and_none_below_the_last() -> None:
    text = quoted(DIFF, line6=Comment("A.", MARKS), line7=Comment("B.", MARKS))
    assert text.endswith("> +\tline6;\n\nA.\n\n> +\tline7;\n\nB.\n")
    assert text.count("f.c\n") == 2
    text = quoted(DIFF, line6=Comment("A.", MARKS), line20=Comment("B.", MARKS))
    assert "\nA.\n\n[...]\n> +\tline16;\n" in text


def test_a_second_hunk_shows_its_header_only() -> None:
    lines = (*DIFF, "@@ -90,2 +90,2 @@ int g(void)", " \ta;", "+\tb;")
    text = quoted(lines, line5=Comment("A.", MARKS), line23=Comment("B.", (1, 2, 21)))
    assert text.endswith("A.\n\n[...]\n> @@ -90,2 +90,2 @@ int g(void)\n>  \ta;\n> +\tb;\n\nB.\n")
    alone = quoted(lines, line23=Comment("B.", (1, 2, 21)))
    assert alone.startswith("> --- a/f.c\n> +++ b/f.c\n> @@ -90,2 +90,2 @@ int g(void)\n>  \ta;\n")


def test_a_range_is_quoted_from_its_top() -> None:
    text = quoted(DIFF, line14=Comment("Hm.", MARKS, covers=(7, 13)))
    assert f"{GAP}\n> +\tline7;\n> +\tline8;\n" in text
    assert "line6" not in text
    far = quoted(DIFF, line14=Comment("Hm.", MARKS, covers=(5,)))
    assert f"{GAP}\n> +\tline10;\n" in far


def test_a_range_does_not_reach_over_a_comment_or_a_hunk_header() -> None:
    text = quoted(DIFF, line6=Comment("A.", MARKS), line8=Comment("B.", MARKS, covers=(2, 5)))
    assert text.endswith("A.\n\n> +\tline7;\n> +\tline8;\n\nB.\n")


def test_prose_is_quoted_from_the_start_of_its_paragraph() -> None:
    lines = ("First.", "", "Second one", "goes on", "and on.", "", "Third.")
    assert quoted(lines, line4=Comment("Hm.")) == "> Second one\n> goes on\n\nHm.\n"
    both = quoted(lines, line1=Comment("A."), line7=Comment("B."))
    assert both == "> First.\n\nA.\n\n[...]\n> Third.\n\nB.\n"


def test_an_item_of_a_list_is_quoted_alone() -> None:
    lines = ("Changes:", " - first one", " - second one", "   goes on", " 3) third one")
    assert quoted(lines, line4=Comment("Hm.")) == ">  - second one\n>    goes on\n\nHm.\n"
    assert quoted(lines, line5=Comment("Hm.")) == ">  3) third one\n\nHm.\n"
    code = (*HEAD, "+\tone(", "+\t  + two);")
    assert "one(" in quoted(code, line5=Comment("Hm.", MARKS))


def test_a_long_paragraph_is_cut() -> None:
    lines = tuple(f"prose {n}" for n in range(1, 12))
    assert quoted(lines, line9=Comment("Hm.")).startswith("> prose 5\n")


def test_empty_lines_between_a_comment_and_the_next_quote_are_no_gap() -> None:
    assert quoted(("a", "", "", "b"), line1=Comment("A."), line4=Comment("B.")) == (
        "> a\n\nA.\n\n> b\n\nB.\n"
    )


def test_empty_lines_have_no_trailing_space_and_do_not_come_first() -> None:
    lines = (*HEAD, "+\tx;", " ", "+", "-\t", "+\ta;", "", "+\tb; ", "+\tc;")
    assert quoted(lines, line11=Comment("Hm.", MARKS)).partition(f"{GAP}\n")[2] == (
        "> +\ta;\n>\n> +\tb; \n> +\tc;\n\nHm.\n"
    )


def test_a_comment_on_an_empty_line_quotes_it() -> None:
    assert quoted((*HEAD, "+"), line4=Comment("Hm.", MARKS)).endswith("> +\n\nHm.\n")


def test_what_drives_terminals_is_written_out() -> None:
    lines = ("+\x1b]0;x\x07 \u202e\r",)
    assert quoted(lines, line1=Comment("Hm.")) == "> +^[]0;x^G <U+202E>^M\n\nHm.\n"


def test_what_is_quoted_already_gets_another_mark() -> None:
    assert quoted(("> they said",), line1=Comment("Hm.")) == "> > they said\n\nHm.\n"


@given(
    st.lists(
        st.sampled_from(["", " ", "+a", "-b", "@@ -1 +1 @@", "prose"]), min_size=1, max_size=60
    ),
    st.data(),
)
def test_every_line_is_quoted_in_order_once_and_little_else(
    kinds: list[str], data: st.DataObject
) -> None:
    lines = tuple(
        f"{text}{number}" if text.strip() else text for number, text in enumerate(kinds, 1)
    )
    numbers = st.integers(1, len(lines))
    at = data.draw(st.sets(numbers, min_size=1, max_size=5))
    marks = tuple(sorted(data.draw(st.sets(numbers, max_size=3))))
    text = quote(lines, {n: Comment("Ours.", tuple(m for m in marks if m <= n)) for n in at})
    out = text.split("\n")
    there = [line for line in out if line.startswith(">") and line.strip("> ")]
    wanted = [f"> {line}" for line in lines if line.strip()]
    rest = iter(wanted)
    assert all(line in rest for line in there), "not in the order of the mail, or twice"
    assert out.count("Ours.") == len(at)
    assert text.endswith("\n\nOurs.\n")
    assert "\n\n\n" not in text
    assert len([line for line in out if line.startswith(">")]) <= len(at) * (ABOVE + 2 + 3)
