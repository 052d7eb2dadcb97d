"""What became of the findings of each check in archives, and which checks are demoted by it.

``reviewbot backtest --write-tiers`` writes the table. Its shares are what authors and reviewers did
on their own, without having seen a finding: a true remark on a nit is ignored more often than not.
So a low share does not make a finding false, and the thresholds only catch what next to nobody
cares for: the share is below them with a certainty of 95 %, of at least ``LEAST`` findings.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.model.finding import Severity
from reviewbot.model.share import Share

if TYPE_CHECKING:
    from collections.abc import Mapping

PATH = Path(__file__).with_name("precision.toml")
LEAST = 30  # findings with a known outcome, below which nothing is said
# The worse it is if true, the more of it people would mend. Of lines drawn without looking, one
# added line in five and one line of a log in ten are changed by the next revision
# (benchmarks/backtest.txt). An error must do about as well as that; of warnings, some of which
# nobody ever sees, half is enough; of nits, one in twenty.
THRESHOLDS = {Severity.ERROR: 0.15, Severity.WARNING: 0.10, Severity.NOTE: 0.05}


def measured() -> Mapping[str, Share]:
    """By name of check, how many of the findings that were sure were acted on; may be empty."""
    return _read(PATH) if PATH.exists() else {}


@cache  # each check looks itself up
def _read(path: Path) -> Mapping[str, Share]:
    import tomllib  # noqa: PLC0415  a start that has its checks prepared does without

    found = tomllib.loads(path.read_text(encoding="utf-8"))
    return {one["name"]: Share(one["acted"], one["known"]) for one in found.get("check", [])}


def demotion(share: Share, severity: Severity) -> str:
    """Why a check of that severity is only asked, as ``3 of 120 acted on``; empty if it is not."""
    if share.whole < LEAST or share.interval[1] >= THRESHOLDS[severity]:
        return ""
    return f"{share.part} of {share.whole} acted on"
