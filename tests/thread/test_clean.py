"""A stranger's text on its way to a terminal, a header or a draft."""

from __future__ import annotations

import json

import pytest

from reviewbot.thread.clean import clean, escaped, header_text, visible

RLO = "\u202e"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("plain \tcode  kept", "plain \tcode  kept"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b31m", "31m"),
        ("a\r\nBcc: x", "a Bcc: x"),
        ("a\u2028b\x85c\fd", "a b c d"),
        (f"a{RLO}b\u2066c\u200bd\ufeff", "abcd"),
        ("a\udc80b", "ab"),
        ("\0", ""),
        ("Zoë 陈松 می\u200cخواهم", "Zoë 陈松 می\u200cخواهم"),
    ],
)
def test_clean_leaves_one_harmless_line(text: str, kept: str) -> None:
    assert clean(text) == kept


def test_header_text_has_single_spaces() -> None:
    assert header_text(" a\r\n\tb \u00a0 c\n") == "a b c"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("+\tint a;", "+\tint a;"),
        ("+\fint a;\r", "+^Lint a;^M"),
        ("+/* \x1b[2J */", "+/* ^[[2J */"),
        ("+\x7f\x9b", "+^?<U+009B>"),
        (f"+if (a{RLO}) \u2067", "+if (a<U+202E>) <U+2067>"),
        ("+\udcff", "+\ufffd"),
    ],
)
def test_visible_shows_what_the_author_sent(line: str, shown: str) -> None:
    assert visible(line) == shown
    assert visible(shown) == shown


def test_escaped_json_says_the_same() -> None:
    value = {"a": f"x{RLO}\x9b\x7f\u2028\U000e0041 ü\n\x1b"}
    text = json.dumps(value, ensure_ascii=False, indent=1)
    safe = escaped(text)
    assert json.loads(safe) == value
    assert "ü" in safe
    assert safe == "".join(c for c in safe if c == "\n" or c.isprintable())


def test_escaped_json_has_no_lone_surrogates() -> None:
    assert json.loads(escaped(json.dumps("a\udc80b", ensure_ascii=False))) == "a\ufffdb"
