"""What a construct costs the whole program grows with it, or is given up and said; in counts.

Two of them: the steps each check spends, and the calls Python makes for all that has no budget, from
reading the mails to the page. Neither depends on the machine.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from growing import bindings, code, diffs, linkage, text, threads
from reviewbot.checks.registry import all_checks
from reviewbot.context.repository import Repository
from reviewbot.engine import run
from reviewbot.model.budget import SERIES, STEPS, budget
from reviewbot.model.finding import Skipped
from reviewbot.pipeline import Options, review_series
from reviewbot.reply.wording import template_root
from reviewbot.report import html, json, sarif
from reviewbot.report import text as report
from reviewbot.thread.choose import choose, newer
from reviewbot.thread.messages import read_head
from reviewbot.thread.prior import PriorIndex
from reviewbot.thread.series import read_thread
from reviewbot.thread.together import together
from trees import make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from growing.parts import Construct, Thread
    from reviewbot.checks.api import Check, Remark

pytestmark = pytest.mark.slow
TOO_LARGE = "too large to look through"
MOST = 2.5  # times as much for twice as much
FEW = 300  # steps that are no matter
# each of n patches looks at all of a file that grows by each: as it would of one of that length
WHOLE_FILES = ("series_of_one_file",)
# what is compared each with each, and given up at so many
COMPARED = {
    "replies_not_answered": ("review.not_addressed", 800),
    "replies_tagged": ("review.not_addressed", 1600),
    "calls_handed_over": ("conversion.leftover_call", 800),
}
# statements in each other, which no parser follows deeper than any kernel code
DEEP = ("braces", "else_ifs", "loops_nested", "switches_nested")
FROM = {
    "singles": 60,  # each is compared with fifty others, however many there are
    "singles_alike": 60,  # so are these
    "findings_of_many_kinds": 50,  # what is worked out once weighs too much in fewer
    "revisions": 25,  # so it does in these
}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Repository]:
    with Repository(make(tmp_path_factory.mktemp("tree") / "tree", {"a.c": "int a;\n"})) as made:
        yield made


def spent(raws: Thread, repository: Repository) -> tuple[Counter[str], frozenset[str]]:
    """The steps of each check, and those that gave up."""
    steps: Counter[str] = Counter()

    def counted(check: Check) -> Check:
        def run_it(context: object) -> tuple[Remark, ...]:
            with budget() as mine:
                try:
                    return tuple(check.run(context))
                finally:
                    steps[check.name] += mine.spent

        return replace(check, run=run_it)

    thread = read_thread(raws)
    result = run(thread.series, map(counted, all_checks()), repository, PriorIndex(thread).of)
    assert not result.failures
    return steps, frozenset(each.check for each in result.skipped if each.reason == TOO_LARGE)


_WITH_TREE = {
    **bindings.CONSTRUCTS,
    **code.CONSTRUCTS,
    **linkage.CONSTRUCTS,
    **threads.CONSTRUCTS,
}


@pytest.mark.parametrize("name", sorted(_WITH_TREE.keys() - {*WHOLE_FILES, *COMPARED, *DEEP}))
def test_twice_as_much_takes_a_check_twice_as_many_steps(name: str, repository: Repository) -> None:
    construct = _WITH_TREE[name]
    once, _ = spent(construct(25), repository)
    twice, given_up = spent(construct(50), repository)
    more = {each for each in twice if twice[each] > max(MOST * once[each], FEW)} - given_up
    if more:  # some look at a hunk only from a number on that is not in the first: once more
        four, given_up = spent(construct(100), repository)
        more = {each for each in more if four[each] > MOST * twice[each]} - given_up
    assert not more


@pytest.mark.parametrize("name", COMPARED)
def test_what_has_to_be_compared_is_given_up_and_said(name: str, repository: Repository) -> None:
    check, n = COMPARED[name]
    _, given_up = spent(_WITH_TREE[name](n), repository)
    assert check in given_up


@pytest.mark.parametrize("name", DEEP)
def test_what_is_deeper_than_any_code_is_not_followed(name: str, repository: Repository) -> None:
    once, _ = spent(_WITH_TREE[name](200), repository)
    twice, _ = spent(_WITH_TREE[name](400), repository)
    assert all(twice[each] <= max(MOST * once[each], FEW) for each in twice)


def calls(raws: Thread) -> int:
    """How often Python calls a function, or goes on in a generator, for all that is done of it."""
    count = 0

    def counting(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counting)
    try:
        together([read_head(raw) for raw in raws])
        thread = read_thread(raws)
        _ = thread.members  # worked out when it is asked for
        chosen, _ = choose(thread, None, None)
        newer(thread, chosen)
        review = review_series(chosen, PriorIndex(thread).of, all_checks(), None, Options())
        json.document(review)
        said = {finding.check for finding in review.findings}
        sarif.document(review, [check for check in all_checks() if check.name in said])
        report.render(review)
        html.render(review, template_root())
    finally:
        sys.setprofile(None)
    assert not review.failures
    return count


def grows_no_faster(construct: Construct, n: int) -> bool:
    """Whether the second doubling takes no more than twice what the first took."""
    one, two, four = (calls(construct(size)) for size in (n, 2 * n, 4 * n))
    return four - two <= MOST * max(two - one, FEW)


_WITHOUT = {**threads.CONSTRUCTS, **diffs.CONSTRUCTS, **text.CONSTRUCTS}


@pytest.mark.parametrize("name", sorted(_WITHOUT.keys() - {"replies_not_answered"}))
def test_twice_as_much_takes_twice_as_many_calls(name: str) -> None:
    calls(_WITHOUT[name](5))  # what is loaded and compiled once
    size = FROM.get(name, 15)
    # a cache that tests before filled may still lose to the first measuring, never to both
    assert any(grows_no_faster(_WITHOUT[name], size) for _ in range(2))


def test_a_series_takes_a_check_no_more_than_some_mails_do(
    monkeypatch: pytest.MonkeyPatch, repository: Repository
) -> None:
    monkeypatch.setattr("reviewbot.engine.STEPS", 1000)
    thread = read_thread(threads.series(2 * SERIES))
    (check,) = (each for each in all_checks() if each.name == "linkage.can_be_static")
    steps = 0

    def counted(context: object) -> tuple[Remark, ...]:
        nonlocal steps
        with budget(STEPS) as mine:
            found = tuple(check.run(context))
        steps += mine.spent
        return found

    whole = run(thread.series, [replace(check, run=counted)], repository)
    assert not any(each.reason == TOO_LARGE for each in whole.skipped)
    assert steps > 1000 * SERIES
    result = run(thread.series, [check], repository)
    said = [each for each in result.skipped if each.reason == TOO_LARGE]
    assert said
    assert all(each == Skipped(check.name, each.message_id, TOO_LARGE) for each in said)
