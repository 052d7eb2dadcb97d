"""The table ``knowledge/tiers.toml``: what became of the findings of each check, and its tier."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.backtest.count import Score, by_check
from reviewbot.backtest.rule import as_true, as_worth, is_aside, priors, tier
from reviewbot.backtest.show import SURE
from reviewbot.checks.describe import read_and_wanted, read_and_wrong
from reviewbot.model.finding import Confidence
from reviewbot.model.share import Share
from reviewbot.model.tier import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.backtest.count import Replayed
    from reviewbot.backtest.show import Source
    from reviewbot.checks.api import Check

_HEAD = """\
# How sure a check may be said where nothing is known of who reads it, and what became of those of its
# findings it is sure of: of those whose outcome is known, on how many people acted, and how many they
# wanted by more than chance. Written by "reviewbot backtest --write-tiers"; docs/tiers.md has the rule.
"""


def tiers(replayed: Replayed, source: Source, checks: Sequence[Check]) -> str:
    """The table as TOML; only findings of HIGH count, for a tier lowers no others."""
    tally, scores = replayed.all, by_check(replayed, SURE)
    lists = [by_check(replayed.apart.only(name), SURE) for name in replayed.lists]
    prior, nothing = priors(checks, scores), Score(Counter())
    origin = f"{source.text}; {tally.series} series, {tally.patches} patches"
    # a JSON string of ASCII is a TOML string
    parts = [f"{_HEAD}command = {json.dumps(source.command)}\norigin = {json.dumps(origin)}\n"]
    for check in checks:
        score = scores.get(check.name, nothing)
        on_each = [one[check.name] for one in lists if check.name in one]
        row = {
            "name": check.name,
            "tier": NAMES[tier(check, on_each, prior.of(check), _true(check), _worth(check))],
            "hits": score.hits,
            "known": int(score.acted.whole),
            "acted": int(score.acted.part),
            "wanted": round(score.wanted, 1),
        }
        read = _true(check)
        if as_true(read) < Confidence.HIGH:
            row["doubt"] = f"{read.whole - read.part} of {read.whole} read were wrong"
        worth = _worth(check)
        unwanted = f"{worth.whole - worth.part} of {worth.whole} read were not wanted"
        if as_worth(worth) < Confidence.HIGH:
            row["unsent"] = unwanted
        elif row["tier"] == NAMES[Confidence.HIGH] and is_aside(check, worth):
            row["alone"] = unwanted
        entry = "".join(f"{key} = {json.dumps(value)}\n" for key, value in row.items())
        parts.append(f"[[check]]\n{entry}")
    return "\n".join(parts)


def _worth(check: Check) -> Share:
    """How many of its drafts that others read were worth sending, as its page says."""
    read, wanted = read_and_wanted(check)
    return Share(wanted, read)


def _true(check: Check) -> Share:
    """How many of its hits that were read were true, as its page says."""
    counts = read_and_wrong(check)
    read, wrong = (int(counts[0]), int(counts[1])) if counts else (0, 0)
    return Share(read - wrong, read)
