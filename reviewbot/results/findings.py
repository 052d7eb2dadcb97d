"""Findings of checks as JSON and back, as they are before anything is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.frozen import fields, values
from reviewbot.model.convention import Kept
from reviewbot.model.finding import Confidence, Finding, Related, Severity, Side
from reviewbot.model.fix import Edit

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = tuple(field.name for field in fields(Finding))


def to_json(finding: Finding) -> dict[str, Any]:
    """What ``json`` can write of a finding."""
    related = [[*values(each)] for each in finding.related]
    return {name: getattr(finding, name) for name in _NAMES} | {
        "facts": dict(finding.facts),
        "related": related,
        "side": finding.side.value,
        "kept": finding.kept and [*values(finding.kept)],
        "fix": [[*values(each)] for each in finding.fix],
    }


def from_json(row: Mapping[str, Any]) -> Finding:
    """The finding again; raises ValueError, TypeError or KeyError where it is none."""
    facts = {name: _fact(value) for name, value in row["facts"].items()}
    return Finding(
        **{
            **row,
            "severity": Severity(row["severity"]),
            "confidence": Confidence(row["confidence"]),
            "side": Side(row["side"]),
            "facts": facts,
            "related": tuple(Related(*map(_fact, each)) for each in row["related"]),
            "kept": Kept(*row["kept"]) if row["kept"] else None,
            "fix": tuple(Edit(*each) for each in row["fix"]),
            "yields_to": tuple(row["yields_to"]),
            "moot_beside": tuple(row["moot_beside"]),
        }
    )


def _fact(value: Any) -> Any:  # noqa: ANN401  of JSON
    """A list is a tuple there."""
    return tuple(value) if isinstance(value, list) else value
