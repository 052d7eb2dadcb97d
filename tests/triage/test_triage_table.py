"""Findings and answers in, the next remark and the drafts out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from choosing import ASIDE, FIRST, LATER, LEAK, NIT, SERIES, TIDY, TYPO, at, composed
from drafting import finding
from reviewbot.checks.api import Confidence
from reviewbot.triage.rule import at_line, everywhere
from reviewbot.triage.steps import Action, State, Step, after_all
from reviewbot.triage.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.finding import Finding
    from reviewbot.triage.table import Remark


def table(*found: Finding, earlier: Iterable[str] = ()) -> Table:
    return Table(found, [SERIES], composed, earlier)


def walked(here: Table, *actions: Action, words: str = "", why: str = "") -> State:
    """The state once the remarks were answered in their order."""
    state = State()
    for action in actions:
        remark = here.next(state)
        assert remark
        names = remark.all_names if action is Action.EDIT else remark.names
        state = state.after(Step(action, names, words, why))
    return state


def texts(here: Table, state: State) -> list[str]:
    return [text for draft in here.done(state).drafts for _, text in draft.comments]


def upcoming(here: Table, state: State) -> Remark:
    remark = here.next(state)
    assert remark
    return remark


def test_remarks_come_in_the_order_of_the_drafts_until_all_are_answered() -> None:
    here = table(finding(LATER, "call0_", LEAK), at(1, TIDY), at(0, LEAK))
    first = upcoming(here, State())
    assert (first.text, first.mail, here.left(State())) == ("This leaks.\nSame in 2/2.", FIRST, 2)
    assert first.quoted.endswith(f"> +\tcall0_();\n\n{first.text}\n")
    state = walked(here, Action.KEEP)
    assert (upcoming(here, state).text, here.left(state)) == ("Tidy.", 1)
    state = walked(here, Action.KEEP, Action.DROP)
    assert here.next(state) is None
    assert texts(here, state) == ["This leaks.\nSame in 2/2."]


def test_what_is_shown_is_what_would_be_written() -> None:
    here = table(at(0, TIDY), at(1, TIDY))
    assert upcoming(here, walked(here, Action.KEEP)).text == "Same here."
    assert upcoming(here, walked(here, Action.DROP)).text == "Tidy."


def test_a_remark_is_dropped_with_all_it_stands_for() -> None:
    here = table(
        at(0, LEAK), finding(LATER, "call0_", LEAK), at(1, TYPO, "s/a/b/"), at(2, TYPO, "s/c/d/")
    )
    state = walked(here, Action.DROP, Action.DROP, why="wrong")
    assert here.next(state) is None
    assert here.done(state).drafts == ()
    assert here.dropped(state) == dict.fromkeys(range(4), "wrong")
    assert {one.held for one in here.done(state).findings} == {"dropped: wrong"}


def test_back_takes_the_last_answer_back() -> None:
    here = table(at(0, LEAK), at(1, TIDY))
    state = walked(here, Action.DROP).after(Step(Action.BACK))
    assert upcoming(here, state).text == "This leaks."
    assert state == State()
    assert after_all([Step(Action.BACK)]) == State(), "there is nothing before the first"


def test_what_a_dropped_bug_kept_out_comes_up() -> None:
    here = table(at(0, LEAK), at(1, NIT))
    assert here.left(State()) == 1
    assert upcoming(here, walked(here, Action.DROP)).text == "Nit: space."
    assert here.next(walked(here, Action.KEEP)) is None


def test_what_was_enough_for_a_mail_stays_on_the_table() -> None:
    here = table(*(at(n, ASIDE, f"{n}") for n in range(3)))
    state = walked(here, Action.DROP, Action.DROP, Action.KEEP)
    assert texts(here, state) == ["By the way, 2."]


def test_a_question_where_there_is_one() -> None:
    here = table(at(0, TIDY), at(1, LEAK))
    assert here.asked(State(), upcoming(here, State())) == "Tidy?"
    state = walked(here, Action.ASK)
    assert here.asked(state, upcoming(here, state)) == ""
    assert texts(here, state) == ["Tidy?"]


def test_words_of_ones_own() -> None:
    here = table(at(0, LEAK), finding(LATER, "call0_", LEAK))
    state = walked(here, Action.EDIT, words="Mine,\n  as it is.")
    assert texts(here, state) == ["Mine,\n  as it is."]
    assert [one.drafted for one in here.done(state).findings] == [True, True]


def test_what_is_not_decided_is_not_drafted() -> None:
    here = table(at(0, LEAK), at(1, TIDY), at(2, NIT))
    state = walked(here, Action.KEEP)
    assert texts(here, state) == ["This leaks."]
    assert [one.held for one in here.done(state).findings] == [
        "",
        "not decided",
        "a nit beside a bug",
    ]
    state = walked(here, Action.DROP)
    assert texts(here, state) == [], "nor what comes up for it"


def test_a_rule_counts_for_what_is_not_answered_yet() -> None:
    here = table(*(at(n, TIDY) for n in range(3)), at(4, LEAK))
    state = walked(here, Action.KEEP)
    remark = upcoming(here, state)
    rule = everywhere(remark.finding, "no")
    state = state.after(Step(Action.SUPPRESS, remark.names, why="no", rule=rule))
    assert upcoming(here, state).text == "This leaks."
    assert texts(here, state) == ["Tidy."]
    line = at_line(remark.finding, "no")
    state = walked(here, Action.KEEP).after(Step(Action.SUPPRESS, remark.names, rule=line))
    assert upcoming(here, state).finding.quote == "+\tcall2_();"


def test_what_is_only_reported_is_walked_if_one_wants() -> None:
    unsure = replace(at(1, TIDY), confidence=Confidence.LOW)
    raised = replace(at(2, LEAK), raised_by="r@example.org")
    hidden = replace(at(3, LEAK), suppressed="not now")
    here = table(at(0, LEAK), unsure, raised, hidden)
    state = walked(here, Action.KEEP)
    assert (here.next(state), here.reported(state)) == (None, 2)
    state = state.after(Step(Action.MORE))
    assert here.reported(state) == 0
    asked = upcoming(here, state)
    assert (asked.text, asked.against, here.left(state)) == ("Tidy?", "low", 2)
    state = state.after(Step(Action.KEEP, asked.names))
    assert upcoming(here, state).against == "raised in <r@example.org>"
    assert texts(here, state) == ["This leaks.", "Tidy?"]


def test_answers_of_an_earlier_run_stay_on_the_table() -> None:
    kept, gone = at(0, LEAK), replace(at(1, TIDY), suppressed="you dropped it")
    assert table(kept, gone).left(State()) == 1
    here = table(kept, gone, earlier=[gone.id])
    assert here.left(State()) == 2
    state = State((Step(Action.DROP, (gone.id,)), Step(Action.KEEP, ("00000000",))))
    assert (here.left(state), here.lost(state)) == (1, 1)


def test_several_findings_of_one_line_have_names_of_their_own() -> None:
    here = table(at(0, ASIDE, "1"), at(0, ASIDE, "2"), at(0, ASIDE, "3"))
    first = upcoming(here, State())
    second = upcoming(here, walked(here, Action.DROP))
    assert (first.names, second.names) == ((first.finding.id,), (f"{first.finding.id}.2",))
