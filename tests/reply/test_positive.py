"""The line for a series in which nothing was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drafting import check, finding, mail, quoted, series
from reviewbot.engine import Result
from reviewbot.model.finding import Skipped, broke
from reviewbot.reply.positive import positive
from reviewbot.reply.wording import environment

if TYPE_CHECKING:
    from reviewbot.model.series import Series

ONE = mail("Log.\n---\n=== a.c\n@@\n+\tfrob(3);\n", "[PATCH] misc: frob: More")
NOTHING = Result((), (), (), {})
WORDS = environment(None, ())
CHECKS = ("a.one", "a.two", "b.one")
SKIPPED = replace(NOTHING, skipped=(Skipped("a.two", "1@x", "no tree"),))


def body(result: Result = NOTHING, tree: str = "") -> str:
    (draft,) = positive(series(ONE), result, CHECKS, tree, WORDS, frozenset())
    return draft.body


def test_it_is_one_line_to_who_sent_it() -> None:
    (draft,) = positive(series(ONE), NOTHING, CHECKS, "v6.12", WORDS, frozenset())
    assert draft.body == "Looked at with 3 checks and the tree v6.12, nothing found.\n"
    assert draft.subject == "Re: [PATCH] misc: frob: More"
    assert [one.email for one in draft.to] == ["ada@example.org"]
    assert draft.in_reply_to == ONE.message.message_id


def test_only_those_count_that_could_look() -> None:
    assert body(SKIPPED) == "Looked at with 2 checks, nothing found.\n"


@pytest.mark.parametrize(
    "result",
    [
        replace(NOTHING, findings=(finding(ONE, "frob(3)", check("a.one")),)),
        replace(NOTHING, failures=(broke(ValueError(), "a.one", "1@x"),)),
        replace(NOTHING, skipped=(Skipped("", "1@x", "too large"),)),
        replace(NOTHING, skipped=tuple(Skipped(name, "1@x", "no tree") for name in CHECKS)),
    ],
)
def test_there_is_none_where_it_would_not_be_all(result: Result) -> None:
    assert positive(series(ONE), result, CHECKS, "", WORDS, frozenset()) == ()


@pytest.mark.parametrize(
    "one",
    [
        series(mail("Log.\n---\n=== a.c\n@@\n+\tf();\n", "[PATCH 2/3] misc: frob: More")),
        series(quoted(ONE, whole=False)),
    ],
)
def test_there_is_none_for_a_part(one: Series) -> None:
    assert positive(one, NOTHING, CHECKS, "", WORDS, frozenset()) == ()
