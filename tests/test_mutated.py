"""Damaged mails: whatever was done to them, they are reviewed or refused in a sentence."""

from __future__ import annotations

from random import Random

import pytest

from mutators import MUTATORS, mutant
from reviewbot.errors import ReviewbotError
from reviewbot.fetch.source import Fetched
from reviewbot.outbox import MAX_LINE, to_bytes
from reviewbot.pipeline import Options, review
from support import CORPUS

pytestmark = pytest.mark.slow

SEEDS = sorted((CORPUS / "checks").glob("*/*/bad-*.eml"))


@pytest.mark.parametrize("number", range(8))
def test_thirty_mutants(number: int) -> None:
    options = Options(ask=True, as_final=True, repeat_raised=True, nits=True)
    for each in range(30):
        rng = Random(f"{number}:{each}")  # noqa: S311  chance that can be repeated
        raw, names = mutant(SEEDS[(number * 30 + each) % len(SEEDS)].read_bytes(), rng)
        try:
            outcome = review(Fetched((raw,), None, "mail"), options)
        except ReviewbotError:
            continue
        assert outcome.failures == (), names
        for draft in outcome.drafts:
            content = to_bytes(draft, None)
            assert all(len(line) <= MAX_LINE for line in content.split(b"\n")), names


@pytest.mark.parametrize("mutate", MUTATORS, ids=lambda mutate: mutate.__name__)
def test_each_mutator_is_the_same_each_time_and_changes_something(mutate: object) -> None:
    assert callable(mutate)
    raw = SEEDS[0].read_bytes()
    made = [[mutate(raw, Random(n)) for n in range(8)] for _ in range(2)]  # noqa: S311  the same
    assert made[0] == made[1]
    assert any(each != raw for each in made[0])
