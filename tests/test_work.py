"""What each check costs, counted in lines of Python that run, on the mails of the corpus.

Not in time, which differs from machine to machine. What several checks ask of a patch is worked out
before, for otherwise whoever asks first would pay for all.
"""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

import pytest

from reviewbot.checks.registry import all_checks
from reviewbot.context.c.hunk.blanks import new_gaps
from reviewbot.context.c.hunk.comments import new_comments
from reviewbot.context.c.hunk.messages import new_messages
from reviewbot.context.c.hunk.new_variables import changed_parts, new_variables
from reviewbot.context.c.hunk.wrapped import wrapped
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.gather import gather
from reviewbot.context.levels import DiffContext, SeriesContext
from reviewbot.context.prose import message_prose
from reviewbot.context.when import C, Sight
from reviewbot.fetch.mboxrd import split_mbox
from reviewbot.model.series import Prior
from reviewbot.thread.series import read_thread
from support import CORPUS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from _typeshed import TraceFunction

    from reviewbot.checks.api import Check

pytestmark = pytest.mark.slow

SHARED = "what several checks ask"
MOST = 0.05  # of the whole
LINES = 16_300  # a mail, of all checks: of one that is not called, some 40
MAILS = sorted(path for path in CORPUS.rglob("*") if path.suffix in {".eml", ".mbox"})


@pytest.fixture(scope="module")
def work() -> Counter[str]:
    """The lines that ran for each check, once all tables are read."""
    spent = Counter[str]()
    for count in (lambda *_: nullcontext(), counted):
        for path in MAILS:
            for context in _contexts(path.read_bytes()):
                mail = Sight(context)
                with count(spent, SHARED):
                    _ask(context, mail)
                for check in all_checks():
                    with count(spent, check.name):
                        _run(check, context, mail)
    return spent


@contextmanager
def counted(spent: Counter[str], name: str) -> Iterator[None]:
    """Count the lines that run inside."""

    def trace(_frame: FrameType, event: str, _of: object) -> TraceFunction:
        if event == "line":
            spent[name] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def _contexts(raw: bytes) -> Iterator[DiffContext]:
    """What checks of the diff and of the series get, as without a tree."""
    for series in read_thread(split_mbox(raw)).series:
        for around in gather(series, None):
            yield SeriesContext(around.context.patch, series, Prior())


def _run(check: Check, context: DiffContext, mail: Sight) -> None:
    if check.needs in (DiffContext, SeriesContext) and check.when.is_met(mail):
        tuple(check.run(context))


def _ask(context: DiffContext, mail: Sight) -> None:
    """What several checks want to know of a patch."""
    mail.told, mail.words, mail.added(C).text
    is_to_commit(context.patch)
    message_prose(context.patch)
    for each in (new_gaps, new_comments, new_messages, new_variables):
        each(context)
    for part in changed_parts(context):
        tuple(part.functions)
        wrapped(part)
        part.unhinted.blocks  # noqa: B018  worked out once


def test_no_check_takes_more_than_its_part(work: Counter[str]) -> None:
    shares = {name: lines / work.total() for name, lines in work.items() if name != SHARED}
    dear = {name: f"{share:.1%} of all" for name, share in shares.items() if share > MOST}
    assert dear == {}


def test_all_checks_together_stay_within_bounds(work: Counter[str]) -> None:
    mails = sum(1 for path in MAILS for _ in _contexts(path.read_bytes()))
    assert work.total() / mails < LINES, work.most_common(10)


def test_what_is_counted_is_the_same_each_time() -> None:
    context = next(_contexts(MAILS[0].read_bytes()))
    spent = Counter[str]()
    for name in ("first", "second", "third"):
        with counted(spent, name):
            mood = next(check for check in all_checks() if check.name == "subject.mood")
            _run(mood, context, Sight(context))
    assert spent["second"] == spent["third"] > 1
