"""Comments that were passed over, and what takes them off the list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from discussion import AUTHOR, FROB, posted, reply, thread
from reviewbot.checks.review.not_addressed import check
from reviewbot.context.levels import SeriesContext
from reviewbot.model.mail import Address
from reviewbot.thread.prior import prior_of

if TYPE_CHECKING:
    from reviewbot.model.mail import Message

OLD = posted()
NEW = posted(FROB, "[PATCH v2] misc: frob: start it", day=5)
ASKED = reply(OLD, '> +\t\tdev_err(dev, "cannot start\\n");\n\nPlease use dev_err_probe() here.\n')
CAROL = Address("Carol Critic", "carol@example.org")


def remarks(*messages: Message, short: str = FROB) -> list[tuple[str, str]]:
    """For each remark the line and the words it repeats."""
    new = replace(posted(short, "[PATCH v2] misc: frob: start it", day=5))
    whole = thread(OLD, new, *messages)
    series = whole.series[1]
    found = check(SeriesContext(new, series, prior_of(whole, series)))
    return [(new.message.line(one.at).strip("+\t"), str(one.facts["words"])) for one in found]


PASSED_OVER = [('dev_err(dev, "cannot start\\n");', "Please use dev_err_probe() here")]


def test_it_is_still_the_same() -> None:
    assert remarks(ASKED) == PASSED_OVER


@pytest.mark.parametrize(
    "answer",
    [
        reply(
            ASKED, "> Please use dev_err_probe() here.\n\nIt is no probe.\n", AUTHOR, name="answer"
        ),
        reply(ASKED, "> Please use dev_err_probe() here.\n\nNo, see above.\n", CAROL, name="other"),
        reply(NEW, "Reviewed-by: Rob Reviewer <rob@example.org>\n", day=6, name="tag"),
        reply(NEW, '> +\t\tdev_err(dev, "cannot start\\n");\n\nStill.\n', day=6, name="again"),
    ],
    ids=["answered by the author", "taken up", "tagged since", "said again"],
)
def test_somebody_took_it_up(answer: Message) -> None:
    assert remarks(ASKED, answer) == []


def test_said_too_late() -> None:
    assert remarks(replace(ASKED, date=NEW.message.date)) == []


def test_a_part_of_a_discussion_is_no_request() -> None:
    first = reply(OLD, '> +\t\tdev_err(dev, "cannot start\\n");\n\nHm.\n', CAROL, name="first")
    assert remarks(first, replace(ASKED, in_reply_to=("first@example.org",))) == []


def test_the_patch_has_it_elsewhere() -> None:
    hunk = '=== drivers/misc/brob.c\n@@\n+\treturn dev_err_probe(dev, ret, "no");\n'
    assert remarks(ASKED, short=FROB + hunk) == []


@pytest.mark.parametrize(
    ("below", "text"),
    [
        ("Start the frob when it is probed.", "Please use dev_err_probe() in this driver."),
        ("+\tif (ret) {", "Please drop frob_reset() in the other driver."),
        ("+\tif (ret) {", "Please document all quirks."),
    ],
    ids=["below the log, about code", "about another place", "about nothing near"],
)
def test_about_something_else(below: str, text: str) -> None:
    assert remarks(reply(OLD, f"> {below}\n\n{text}\n")) == []


def test_a_word_of_the_log() -> None:
    log = "Start the frob when it is probed."
    said = reply(OLD, f"> {log}\n\nPlease drop this sentence.\n")
    assert remarks(said) == [(log, "Please drop this sentence")]


def test_a_patch_that_is_new_has_nothing_to_address() -> None:
    other = "Other.\n---\n=== drivers/misc/brob.c\n@@\n+\tbrob();\n"
    new = posted(other, "[PATCH v2] misc: brob: do it", day=5)
    whole = thread(OLD, new, ASKED)
    prior = replace(prior_of(whole, whole.series[1]), earlier=(whole.series[0],))
    assert list(check(SeriesContext(new, whole.series[1], prior))) == []


def test_the_revision_before_is_the_one_that_counts() -> None:
    third = posted(FROB, "[PATCH v3] misc: frob: start it", day=5)
    whole = thread(OLD, third, ASKED)
    series = whole.series[1]
    assert list(check(SeriesContext(third, series, prior_of(whole, series)))) == []


def test_long_requests_are_cut() -> None:
    long = reply(
        OLD, '> +\t\tdev_err(dev, "cannot start\\n");\n\nPlease use ' + "this " * 40 + "\n"
    )
    ((_, words),) = remarks(long)
    assert words.endswith(" ...")
    assert len(words) < 70


TWICE = (
    "> +\tret = frob_start(frob, FROB_MODE_NORMAL | FROB_MODE_SLOW, dev->parent);\n\n"
    "Please use frob_start_all() here.\n\n"
    '> +\t\tdev_err(dev, "cannot start\\n");\n\nPlease use dev_err_probe() here.\n'
)


def test_all_of_one_reviewer_is_one_remark() -> None:
    new = posted(FROB, "[PATCH v2] misc: frob: start it", day=5)
    whole = thread(OLD, new, reply(OLD, TWICE))
    series = whole.series[1]
    (found,) = check(SeriesContext(new, series, prior_of(whole, series)))
    assert found.facts["more"] == 1
    assert found.facts["message"] == "https://lore.kernel.org/r/reply@example.org"
    assert new.message.line(found.at).startswith("+\tret = frob_start(")
    (other,) = found.related
    assert new.message.line(other.at).endswith('dev_err(dev, "cannot start\\n");')


def test_each_reviewer_has_a_remark() -> None:
    carol = reply(
        OLD,
        '> +\t\tdev_err(dev, "cannot start\\n");\n\nPlease drop the message.\n',
        CAROL,
        name="c",
    )
    assert len(remarks(ASKED, carol)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "> Start the frob when it is probed.\n\nYes. As for dev_err_probe(): there is no probe.\n",
        "> Signed-off-by: Ada Author <ada@example.org>\n\ndev_err_probe() cannot be used, it is late.\n",
    ],
)
@pytest.mark.parametrize("to", [ASKED, OLD])
def test_the_author_answers_below_another_quotation(text: str, to: Message) -> None:
    assert remarks(ASKED, reply(to, text, AUTHOR, day=2, name="answer")) == []


def test_the_author_speaks_of_something_else() -> None:
    text = "> Start the frob when it is probed.\n\nfrob_open() is another thing.\n"
    assert remarks(ASKED, reply(OLD, text, AUTHOR, day=2, name="answer")) == PASSED_OVER


@pytest.mark.parametrize(
    "added",
    ["+	frob_report(dev, ret);\n", "+	if (frob_is_late(frob))\n+		frob_kick(frob);\n"],
)
def test_something_was_done_a_few_lines_further_down(added: str) -> None:
    asked = reply(OLD, "> +\tint ret;\n\nPlease say here when it cannot start.\n")
    lines = " 	one();\n" * 2
    old = posted(FROB.replace(" 	return 0;\n", f"{lines} 	return 0;\n"))
    new = FROB.replace(" 	return 0;\n", f"{lines}{added} 	return 0;\n")
    second = posted(new, "[PATCH v2] misc: frob: start it", day=5)
    whole = thread(old, second, asked)
    series = whole.series[1]
    assert list(check(SeriesContext(second, series, prior_of(whole, series)))) == []


def test_the_comment_that_documents_it_was_changed() -> None:
    asked = reply(
        OLD,
        '> +\t\tdev_err(dev, "cannot start\\n");\n\nPlease update the kernel-doc of this line.\n',
    )
    hunk = "=== drivers/misc/brob.c\n@@\n+ * @frob: what is started\n"
    assert [remarks(asked), remarks(asked, short=FROB + hunk)] == [
        [('dev_err(dev, "cannot start\\n");', "Please update the kernel-doc of this line")],
        [],
    ]


def test_it_was_done_above_the_place_below_which_it_is_said() -> None:
    asked = reply(OLD, "> +\treturn 0;\n\nPlease check is_late before frob_kick() is called.\n")
    lines = "".join(f"+\tstep({number});\n" for number in range(6))
    first = FROB.replace(" \treturn 0;\n", f"+\tfrob_kick(is_late);\n{lines}+\treturn 0;\n")
    second = first.replace("frob_kick(is_late)", "frob_kick(limit(is_late))")
    old, new = posted(first), posted(second, "[PATCH v2] misc: frob: start it", day=5)
    same = posted(first, "[PATCH v2] misc: frob: start it", day=5)
    found = []
    for each in (same, new):
        whole = thread(old, each, asked)
        series = whole.series[1]
        found.append(len(list(check(SeriesContext(each, series, prior_of(whole, series))))))
    assert found == [1, 0]


@pytest.mark.parametrize(
    "text",
    [
        "Please use it before submission.",
        "Please fix this.",
        "Please do that.",
        "Please run the script.",
        "Please fix.",
    ],
)
def test_a_sentence_without_content_asks_for_nothing(text: str) -> None:
    assert remarks(reply(OLD, f'> +\t\tdev_err(dev, "cannot start\\n");\n\n{text}\n')) == []
