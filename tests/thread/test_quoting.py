"""What a reply says, told from what it quotes and from what frames it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from discussion import posted, reply
from reviewbot.thread.quoting import ReplyLineKind, own_spans, read_lines


def said(text: str) -> list[str]:
    """The pieces of a reply that are its writer's own."""
    message = reply(posted(), text)
    return ["\n".join(message.line(n) for n in span) for span in own_spans(read_lines(message))]


@pytest.mark.parametrize("mark", ["> ", ">", ">>", "> > ", ">> > ", " > "])
def test_marks(mark: str) -> None:
    assert said(f"{mark}+\tint ret;\n\nUnused.\n{mark}\n{mark}+}}\nHm.\n") == ["Unused.", "Hm."]


def test_depth_is_the_number_of_marks() -> None:
    message = reply(posted(), ">>> a\n> > b\n> c\nd\n")
    assert [line.depth for line in read_lines(message)] == [3, 2, 1, 0]
    assert [line.text for line in read_lines(message)] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("mark", ["| ", "AA> "])
def test_other_marks_where_they_are_used_throughout(mark: str) -> None:
    assert said(f"{mark}one\n{mark}two\n{mark}three\nNo.\n") == ["No."]
    assert said(f"{mark}one\nNo.\n") == [f"{mark}one\nNo."]


@pytest.mark.parametrize(
    "attribution",
    [
        "On Mon, 2 Mar 2026, Ada Author wrote:",
        "On Mon, Mar 2, 2026 at 9:00 AM Ada Author\n<ada@example.org> wrote:",
        "Am 02.03.26 um 09:00 schrieb Ada Author:",
        "* Ada Author <ada@example.org> [2026-03-02 09:00]:",
        "Quoting Ada Author (2026-03-02 09:00:00)",
        "Ada Author <ada@example.org> writes:",
    ],
)
def test_attributions(attribution: str) -> None:
    assert said(f"Hi Ada,\n\n{attribution}\n\n> +\tint ret;\n\nUnused.\n") == ["Unused."]


def test_a_sentence_that_ends_in_a_colon_is_none() -> None:
    text = "> a\n\nThis should be like in the other driver:\n\n> b\n\nOr not.\n"
    assert said(text) == ["This should be like in the other driver:", "Or not."]


def test_a_code_suggestion_stays_with_its_comment() -> None:
    assert said("> a\n\nBetter:\n\n\treturn frob();\n\n> b\n") == ["Better:\n\n\treturn frob();"]


def test_signature_greeting_parting_and_gaps() -> None:
    text = "Hello Ada,\n\n> a\n\n[...]\n\nUnused.\n\nBest regards,\nRob\n\n-- \nRob, Frob Inc.\n"
    assert said(text) == ["Unused."]
    assert said("> a\n\nUnused.\n\nRob\n") == ["Unused."]
    assert said("> a\nUnused.\n\nThanks,\nRob Reviewer\n") == ["Unused."]


def test_a_signature_above_the_quote_ends_with_it() -> None:
    assert said("Looks wrong.\n-- \nRob\n\nOn Monday, Ada wrote:\n> a\n> b\n\nAnd this.\n") == [
        "Looks wrong.",
        "And this.",
    ]


@pytest.mark.parametrize(
    "header",
    [
        "-----Original Message-----\nFrom: Ada Author\nSent: Monday\nTo: Rob\nSubject: x\n",
        "________________________________\nFrom: Ada\nSent: Monday\nTo: Rob\nSubject: x\n",
        "From: Ada Author <ada@example.org>\nSent: Monday, 2 March 2026\nTo: Rob\nSubject: x\n",
        "Von: Ada\nGesendet: Montag\nAn: Rob\nBetreff: x\n",
    ],
)
def test_outlook(header: str) -> None:
    assert said(f"Please drop this.\n\n{header}\nStart the frob.\n\n+\tint ret;\n") == [
        "Please drop this."
    ]
    assert said(f"{header}\n> +\tint ret;\n\nUnused.\n") == ["Unused."]


def test_a_patch_of_the_reviewers_own_is_his() -> None:
    own = "How about this?\n\nFrom: Rob\nDate: Monday\nSubject: [PATCH] frob\n\n+\tint ret;"
    assert said(own + "\n") == [own]


def test_nothing_is_said_in_html_only_or_empty_mails() -> None:
    message = reply(posted(), "x")
    empty = replace(message, lines=())
    assert read_lines(empty) == ()
    assert said("\n\n") == []


def test_every_line_is_of_a_kind() -> None:
    lines = read_lines(reply(posted(), "Hi,\n\n> a\nb\n-- \nRob\n"))
    assert [line.kind for line in lines] == [
        ReplyLineKind.FRAME,
        ReplyLineKind.OWN,
        ReplyLineKind.QUOTE,
        ReplyLineKind.OWN,
        ReplyLineKind.FRAME,
        ReplyLineKind.FRAME,
    ]
