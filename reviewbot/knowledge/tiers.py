"""The tiers that ``reviewbot backtest --write-tiers`` wrote: docs/tiers.md has their rule."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import by_name, table
from reviewbot.knowledge.renamed import recorded_name
from reviewbot.model.tier import NAMES, Tier

if TYPE_CHECKING:
    from collections.abc import Mapping

PATH = Path(__file__).with_name("tiers.toml")


def tier_of(check: str) -> Tier:
    """The tier of a check; of one that was not measured, as sure as it is itself."""
    return tiers().get(recorded_name(check, tiers()), Tier())


@cache
def tiers() -> Mapping[str, Tier]:
    """The tiers by name of check."""
    most = {name: confidence for confidence, name in NAMES.items()}
    return {
        row["name"]: Tier(
            most[row["tier"]],
            row["hits"],
            row["known"],
            row["acted"],
            row["wanted"],
            row.get("doubt", ""),
            row.get("unsent", ""),
            row.get("alone", ""),
            _unmissed(row["name"]),
        )
        for row in table("tiers")["check"]
    }


def _unmissed(check: str) -> str:
    known = by_name("unmissed", "checks").get(check)
    return f"readers wanted {known['wanted']} of {known['judged']} that were asked" if known else ""
