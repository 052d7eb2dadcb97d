"""Tests of who looked after bindings when."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reviewbot.context.binding_people import binding_people, those_of
from reviewbot.model.mail import Address

SHIPPED = binding_people(None)[1]


@pytest.mark.parametrize(
    ("day", "many"),
    [
        (datetime(2021, 12, 23, tzinfo=UTC), 1),
        (datetime(2022, 4, 17, tzinfo=UTC), 2),
        (datetime(2024, 1, 1, tzinfo=UTC), 3),
        (None, 3),
    ],
)
def test_who_became_one_later_was_none_then(day: datetime | None, many: int) -> None:
    assert those_of(day, SHIPPED) == SHIPPED[:many]


def test_of_others_it_is_not_known_since_when() -> None:
    tina = Address("Tina Tree", "tina+dt@example.org")
    assert those_of(datetime(2005, 4, 16, tzinfo=UTC), (tina,)) == (tina,)
    assert those_of(datetime(2021, 12, 23, tzinfo=UTC), SHIPPED[1:]) == SHIPPED[1:]
