"""Findings come back from where they are kept as they were."""

from __future__ import annotations

import json
from typing import Any

from reviewbot.frozen import fields
from reviewbot.model.convention import Kept
from reviewbot.model.finding import Confidence, Finding, Related, Severity, Side
from reviewbot.model.fix import Edit
from reviewbot.results.findings import from_json, to_json

SPECIAL: dict[str, Any] = {
    "severity": Severity.WARNING,
    "confidence": Confidence.MODERATE,
    "side": Side.NEW,
    "facts": {"name": "frob", "names": ("a", "b"), "count": 2},
    "related": (
        Related(3, "the same", again=True, counts=False, names=("mask", "i")),
        Related(4, "assigns it"),
    ),
    "kept": Kept("goes_on", 3, 4, "drivers/frob"),
    "fix": (Edit(1, 2, 3, 4, "x"), Edit(5, 0, 5, 0, None)),
    "yields_to": ("frob.one",),
    "moot_beside": ("frob.two",),
}


def test_a_finding_comes_back_with_each_of_its_fields() -> None:
    names = [field.name for field in fields(Finding)]
    finding = Finding(**{name: SPECIAL.get(name, name) for name in names})
    assert from_json(json.loads(json.dumps(to_json(finding)))) == finding
    assert {len(fields(each)) for each in finding.related} == {5}  # a new one is kept as well
