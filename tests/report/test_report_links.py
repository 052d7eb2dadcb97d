"""Where reports link to."""

from __future__ import annotations

import pytest

from reviewbot.report.links import Archive

LORE = Archive("https://lore.example.org/all/%s/", frozenset({"a@x", "a/b?c#d@x", "é@x", "a b@x"}))


@pytest.mark.parametrize(
    ("message_id", "url"),
    [
        ("a@x", "https://lore.example.org/all/a@x/"),
        ("a/b?c#d@x", "https://lore.example.org/all/a%2Fb%3Fc%23d@x/"),
        ("nobody-has-this@x", ""),
        ("é@x", ""),
        ("a b@x", ""),
    ],
)
def test_mails_an_archive_has_are_linked(message_id: str, url: str) -> None:
    assert LORE.url(message_id) == url


@pytest.mark.parametrize("mask", ["", "http://lore.example.org/%s", "javascript:alert('%s')"])
def test_only_https_leads_to_mails(mask: str) -> None:
    assert Archive(mask, frozenset({"a@x"})).url("a@x") == ""


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("see https://example.org/a, and so on", ["https://example.org/a"]),
        ("(https://example.org/a).", ["https://example.org/a"]),
        ("https://example.org/frob(1).", ["https://example.org/frob(1)"]),
        ("<https://example.org/a?b=c&d#e>", ["https://example.org/a?b=c&d#e"]),
        (
            "http://example.org:8080 https://b.example.org",
            ["http://example.org:8080", "https://b.example.org"],
        ),
        ('https://example.org/"><script>', ["https://example.org/"]),
        ("https://example.org/a<U+202E>b", ["https://example.org/a"]),
        ("https://example.org@evil.example/", []),
        ("https://me:secret@evil.example/", []),
        ("https://ex\u0430mple.org/", []),
        ("javascript:alert(1) data:text/html,x ftp://example.org/ file:///etc/passwd //x", []),
        ("<a@x> and <b@x>", ["https://lore.example.org/all/a@x/"]),
        ("https://", []),
    ],
)
def test_urls_of_the_web_and_known_ids_are_linked(line: str, links: list[str]) -> None:
    pieces = list(LORE.pieces(line))
    assert "".join(piece.text for piece in pieces) == line
    assert [piece.link for piece in pieces if piece.link] == links


def test_a_long_line_takes_no_time() -> None:
    for part in ("https://", "https://a", "<a@", "https://a/))", "http://a:1"):
        assert len(list(LORE.pieces(part * 20_000))) < 50_000
