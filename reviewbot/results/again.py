"""Whether checks say again of single mails what they said before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reviewbot.engine import UNREAD, alone
from reviewbot.memory import marks
from reviewbot.model.budget import SERIES, STEPS, forget_mails
from reviewbot.results.findings import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewbot.checks.api import Check
    from reviewbot.knowledge.taste import Taste
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series
    from reviewbot.results.row import Row

    At = Mapping[str, tuple[Patch, Series]]


def by_mail(places: Iterable[str], mails: Mapping[str, Patch | None]) -> At:
    """What is at each place, of mails that were read alone, by id: what looks at the series raises."""
    those = {place: mails.get(place.partition(" ")[2]) for place in places}
    return {place: (mail, UNREAD) for place, mail in those.items() if mail}


def by_series(places: Iterable[str], read: Iterable[Series]) -> At:
    """What is at each place, of the series that were read: that which has its mails, all of them."""
    known = {tuple(mail.message.message_id for mail in one.mails): one for one in read}
    numbered: dict[str, list[str]] = {}
    for place in places:
        number, _, id_ = place.partition(" ")
        numbered.setdefault(number, []).append(id_)
    return {
        f"{number} {mail.message.message_id}": (mail, series)
        for number, ids in numbered.items()
        if (series := known.get(tuple(ids)))
        for mail in series.mails
    }


def same_again(
    row: Row,
    doubts: Mapping[str, Sequence[str]],
    checks: Mapping[str, Check],
    at: At,
    taste: Taste,
) -> dict[str, list[str]] | None:
    """The places at which each check was called; ``None`` where something is said otherwise.

    Or where that cannot be told from what is known ``at`` its places.
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
            mail, series = at.get(place, (None, UNREAD))
            if mail is None or marks(mail.subject) != row.places[place]:
                return None
            try:
                found, spent = alone(checks[name], mail, left, taste, series)
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
