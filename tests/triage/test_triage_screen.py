"""A remark as it is shown on a terminal."""

from __future__ import annotations

from dataclasses import replace

from drafting import check, finding, mail
from reviewbot.checks.api import Confidence, Severity
from reviewbot.report.links import Archive
from reviewbot.report.paint import plain
from reviewbot.report.terminal import painted
from reviewbot.triage.screen import screen
from reviewbot.triage.table import Remark

PATCH = mail("Do it.\n---\n=== drivers/frob/core.c\n@@\n+\tfrob(1);\n")
FOUND = finding(PATCH, "frob(1)", check("frob.tidy", Severity.WARNING))
LINKS = Archive("", frozenset())
REMARK = Remark(
    FOUND, ("1",), ("1",), PATCH, "Tidy.", "> +\tfrob(1);\n\nTidy.\n\n> > deeper\n[...]\n", ""
)


def test_a_remark() -> None:
    assert plain(screen(REMARK, {}, LINKS)) == (
        "\n[PATCH] misc: frob: Do a thing\n> +\tfrob(1);\n\nTidy.\n\n> > deeper\n[...]\n\n"
        f"frob.tidy {FOUND.id}: warning, sure\n"
    )


def test_what_was_said_of_it_and_what_is_against_it() -> None:
    found = replace(
        FOUND, confidence=Confidence.LOW, raised_by="r@example.org", drafted_on="d@example.org"
    )
    one = replace(REMARK, finding=found, against="raised in <r@example.org>")
    assert plain(screen(one, {"r@example.org": "Rob"}, LINKS)).endswith(
        "warning, unsure; raised by Rob in <r@example.org>; drafted on <d@example.org>\n"
    )
    assert "drafted on <d@example.org>\n" in plain(screen(replace(one, against="low"), {}, LINKS))
    assert "; not drafted: a nit\n" in plain(screen(replace(one, against="a nit"), {}, LINKS))


def test_a_mail_cannot_drive_the_terminal() -> None:
    evil = "\x1b]0;x\x07\x9b31m\u202e\r"
    message = replace(PATCH.message, subject=f"[PATCH] {evil}")
    found = replace(FOUND, raised_by=evil, drafted_on=evil)
    one = replace(
        REMARK,
        mail=replace(PATCH, message=message),
        finding=found,
        quoted=f"> {evil}\n\n{evil}\n",
        against=evil,
    )
    shown = plain(screen(one, {evil: evil}, LINKS))
    assert not {*"\x1b\x07\x9b\u202e\r"} & {*shown}
    assert "> ^[]0;x^G<U+009B>31m<U+202E>^M" in shown


def test_in_colour_each_line_is_closed() -> None:
    for line in painted(screen(REMARK, {}, LINKS)).split("\n"):
        assert line.count("\x1b[") % 2 == 0
