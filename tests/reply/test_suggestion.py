"""The lines that ``--suggest`` shows below a remark."""

from __future__ import annotations

import pytest

from drafting import check, finding, mail
from reviewbot.model.fixup import Fixup, Mended
from reviewbot.reply.suggestion import suggested, with_suggestions

PATCH = mail("Say why.\n---\n=== a.c\n@@\n a\n+b\n")
FOUND = finding(PATCH, "+b", check("test.one"))


def lines(*runs: tuple[str, ...]) -> str:
    """What is shown of runs of new lines."""
    fixup = Fixup(FOUND.id, FOUND.message_id, PATCH.subject, "", runs)
    (one,) = with_suggestions([FOUND], Mended((fixup,)))
    return one.suggested


def test_they_are_indented_by_four_and_as_deep_as_they_are() -> None:
    assert lines(("\t\tif (a)", "\t\t\tb();")) == "    if (a)\n            b();"


def test_a_terminal_obeys_nothing_in_them() -> None:
    assert lines(("\tf(\x1b[2J);",)) == "    f(^[[2J);"


@pytest.mark.parametrize(
    "runs",
    [(), ((),), (("",),), (("a",), ("b",)), (("a",) * 7,), (("a" * 97,),)],
    ids=["nothing", "lines only go", "a blank one", "two places", "many", "a long one"],
)
def test_what_does_not_say_it_in_short_is_not_shown(runs: tuple[tuple[str, ...], ...]) -> None:
    assert lines(*runs) == ""


def test_what_the_remark_says_itself_is_not_said_twice() -> None:
    (one,) = with_suggestions(
        [FOUND],
        Mended((Fixup(FOUND.id, "", PATCH.subject, "", (("\treturn 0;",),)),)),
    )
    assert suggested('Nit: "return 0;" says more.', one) == 'Nit: "return 0;" says more.'
    assert suggested("Nit: it is 0.", one) == "Nit: it is 0.\n\n    return 0;"
