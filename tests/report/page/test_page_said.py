"""What people said, beside the lines they said it at."""

from __future__ import annotations

from dataclasses import replace

from discussion import FROB, posted, reply, series
from reviewbot.model.comment import Comment
from reviewbot.model.mail import Address
from reviewbot.model.patch import Patch, Span
from reviewbot.model.series import Prior
from reviewbot.report.page.said import LETTERS, MOST, Comments, Placed, opening

PATCH = posted(day=7)
CALL = "+\tret = frob_start(frob, FROB_MODE_NORMAL | FROB_MODE_SLOW, dev->parent);"


def at(patch: Patch, text: str) -> int:
    return patch.message.lines.index(text) + 1


def comment(on: Patch, text: str, line: int = 0, **given: object) -> Comment:
    made = Comment(reply(on, text), Span(1, 2), text, on.message.message_id, line)
    return replace(made, **given)  # type: ignore[arg-type]


def placed(patch: Patch = PATCH, **prior: object) -> Placed:
    return Comments(series(patch), Prior(**prior)).of(patch)  # type: ignore[arg-type]


def test_a_comment_stands_at_its_line() -> None:
    line = at(PATCH, CALL)
    (said,) = placed(comments=(comment(PATCH, "Why slow?", line, answered=True),)).at[line]
    assert (said.who, said.message_id, said.answered) == ("Rob Reviewer", "reply@example.org", True)
    assert [words.text for words in said.text] == ["Why slow?"]


def test_what_is_above_its_quote_or_without_one_is_not_lost() -> None:
    top = comment(PATCH, "No.", over=(4, 5))
    alone = comment(PATCH, "Applied.")
    assert set(placed(comments=(top, alone)).at) == {4, 0}


def test_a_robot_is_called_one() -> None:
    (said,) = placed(robots=(comment(PATCH, "Fails to build."),)).at[0]
    assert said.is_robot


def test_who_has_no_name_has_an_address() -> None:
    message = replace(reply(PATCH, "No."), author=Address("", "rob@example.org\u202e"))
    (said,) = placed(comments=(replace(comment(PATCH, "No."), message=message),)).at[0]
    assert said.who == "rob@example.org"


def test_one_on_an_earlier_revision_stands_where_its_line_is_now() -> None:
    old = posted(FROB.replace("\treturn 0;", "\treturn 1;"))
    earlier = (series(old),)
    found = placed(earlier=earlier, comments=(comment(old, "Why slow?", at(old, CALL)),))
    (said,) = found.at[at(PATCH, CALL)]
    assert said.revision == 1
    found = placed(earlier=earlier, comments=(comment(old, "No?", at(old, " \treturn 1;")),))
    assert not found.at
    assert [said.text[0].text for said in found.gone] == ["No?"]


def test_a_tag_given_to_an_earlier_revision_is_no_comment() -> None:
    old = posted()
    tag = comment(old, "Reviewed-by: Rob Reviewer <rob@example.org>", 1)
    found = placed(earlier=(series(old),), comments=(tag,))
    assert not found.at
    assert not found.gone


def test_only_how_it_begins_is_quoted() -> None:
    assert opening("Short.\n\nAnd so.\n") == "Short.\n\nAnd so."
    assert opening("word " * 1000).endswith("word ...")
    assert len(opening("x" * 1000)) <= LETTERS + 4


def test_of_very_many_the_first_are_shown() -> None:
    found = placed(comments=(comment(PATCH, "No."),) * (MOST + 3))
    assert len(found.at[0]) == MOST
    assert found.left_out == 3


def test_a_line_that_is_there_twice_is_not_guessed() -> None:
    old = posted(FROB.replace("\tint ret;", "\tint other;\n+\tint error;"))
    twice = posted(FROB.replace("+\tint ret;", "+\tint error;\n+\tint more;\n+\tint error;"), day=7)
    said = comment(old, "Why?", at(old, "+\tint error;"))
    assert placed(twice, earlier=(series(old),), comments=(said,)).gone
