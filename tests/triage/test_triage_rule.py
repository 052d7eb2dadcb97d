"""What is not to come up again, as an entry that suppressions are read from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafting import check, finding, mail, series
from reviewbot.suppress import mark_suppressed, parse
from reviewbot.triage.rule import at_line, everywhere, has_line, lists_of, on_list, with_rule

TIDY = check("frob.tidy")
SHORT = "Do it.\n---\n=== drivers/frob/a[1]*.c\n@@\n+\tfrob(1,  \t2);\n+\tfrob(3);\n"
PATCH = mail(
    SHORT,
    to="ada@example.org, frob@lists.linux.dev",
    cc="Bob <bob@example.org>, linux-kernel@vger.kernel.org, own@example.org",
    lists=("own@example.org",),
)
ONE, OTHER = finding(PATCH, "frob(1", TIDY), finding(PATCH, "frob(3)", TIDY)
OF_LOG = finding(PATCH, "Do it.", TIDY)
MINE = '# mine\n[[suppress]]\ncheck = "log"  # later\nreason = "no"'


def suppressed(text: str) -> list[str]:
    marked = mark_suppressed([ONE, OTHER, OF_LOG], [series(PATCH)], parse(text))
    return [one.suppressed for one in marked]


def test_the_lists_of_a_mail() -> None:
    wanted = ("frob@lists.linux.dev", "linux-kernel@vger.kernel.org", "own@example.org")
    assert lists_of(PATCH) == wanted
    assert lists_of(mail(SHORT, to="ada@example.org")) == ()


def test_each_scope_holds_for_what_it_says() -> None:
    assert suppressed(with_rule("", everywhere(ONE, "no"))) == ["no", "no", "no"]
    assert suppressed(with_rule("", on_list(ONE, "no", "frob@lists.linux.dev"))) == ["no"] * 3
    assert suppressed(with_rule("", on_list(ONE, "no", "x@lists.linux.dev"))) == [""] * 3
    assert suppressed(with_rule("", at_line(ONE, "no"))) == ["no", "", ""]
    assert suppressed(with_rule("", at_line(OF_LOG, "no"))) == ["", "", "no"]


def test_a_line_is_told_by_what_is_on_it() -> None:
    text = with_rule("", at_line(replace(ONE, quote="-        frob(1, 2);"), "no"))
    assert suppressed(text) == ["no", "", ""]


def test_a_line_with_nothing_on_it_is_none() -> None:
    assert has_line(ONE)
    assert not has_line(replace(ONE, quote="+\t "))


def test_the_file_stays_as_it_is_but_for_the_entry() -> None:
    text = with_rule(MINE, everywhere(ONE, "no"))
    assert text == f'{MINE}\n\n[[suppress]]\ncheck = "frob.tidy"\nreason = "no"\n'
    assert with_rule(text, everywhere(ONE, "no")) == text, "once is enough"


@pytest.mark.parametrize(
    "why", ['"', "\\", '"""', "x\ny", "\x7f\x00\x1b[31m", "\u202e", "\udc80", "Größe 🙂", " ", "'"]
)
def test_a_reason_cannot_leave_its_place(why: str) -> None:
    (entry,) = parse(with_rule("", at_line(replace(ONE, quote=f"+{why}x", path=f"{why}/x.c"), why)))
    assert entry.check == "frob.tidy"
    assert entry.reason


@pytest.mark.parametrize("text", ["x = 1\n", "suppress = []\n", "[[", "[suppress]\n"])
def test_what_cannot_be_added_to_is_left_alone(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        with_rule(text, everywhere(ONE, "no"))
