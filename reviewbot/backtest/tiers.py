"""The table ``knowledge/precision.toml``: the counts by which checks are demoted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reviewbot.backtest.count import by_check
from reviewbot.model.finding import Confidence

if TYPE_CHECKING:
    from reviewbot.backtest.count import Replayed
    from reviewbot.backtest.show import Source

_HEAD = """\
# What became of the findings that would have been drafted: how many there were of which that is
# known, and on how many people acted. Written by "reviewbot backtest --write-tiers"; what is made
# of it is in precision.py.
"""


def tiers(replayed: Replayed, source: Source) -> str:
    """The table as TOML; only findings of HIGH count, for only they can be demoted."""
    tally = replayed.all
    origin = f"{source.text}; {tally.series} series, {tally.patches} patches"
    # a JSON string of ASCII is a TOML string
    parts = [f"{_HEAD}command = {json.dumps(source.command)}\norigin = {json.dumps(origin)}\n"]
    for name, score in by_check(replayed, Confidence.HIGH.name.lower()).items():
        if known := score.acted.whole:
            entry = f"name = {json.dumps(name)}\nknown = {known}\nacted = {score.acted.part}\n"
            parts.append(f"[[check]]\n{entry}")
    return "\n".join(parts)
