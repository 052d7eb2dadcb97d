"""Whether checks say again of single mails what they said before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reviewbot.engine import alone
from reviewbot.memory import marks
from reviewbot.model.budget import SERIES, STEPS, forget_mails
from reviewbot.results.findings import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewbot.checks.api import Check
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.results.row import Row


def same_again(
    row: Row,
    doubts: Mapping[str, Sequence[str]],
    checks: Mapping[str, Check],
    mails: Mapping[str, Patch | None],
) -> dict[str, list[str]] | None:
    """The places at which each check was called; ``None`` where something is said otherwise.

    Or where that cannot be told from the mails alone, by id.
    """
    called: dict[str, list[str]] = {}
    for name, places in doubts.items():
        said = row.said.get(name, {})
        if name not in checks:  # it is gone
            if said:
                return None
            continue
        called[name] = []
        left = STEPS * SERIES
        for place in places:
            mail = mails.get(place.partition(" ")[2])
            if mail is None or marks(mail.subject) != row.places[place]:
                return None
            try:
                found, spent = alone(checks[name], mail, left)
            except Exception:  # noqa: BLE001  whatever it is, it is met again where all is worked out
                return None
            left -= spent
            if _told(found or ()) != said.get(place, []):
                return None
            if found is not None:
                called[name].append(place)
    forget_mails()
    return called


def _told(found: Iterable[Finding]) -> Any:  # noqa: ANN401  of JSON
    """The findings as they are read from where they are kept."""
    return json.loads(json.dumps([to_json(each) for each in found]))
