"""Dates and people that are written as nearly all are mean what the standard library makes of them."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviewbot.thread.headers import read_date
from reviewbot.thread.mailboxes import addresses

PIECES = st.lists(
    st.sampled_from([
        *("Ada", "Author", "J.", "o'", "\xe4", '"', "(", ")", ":", ";", "\\", "=?", "[", " ", "  "),
        *("ada@example.org", "<ada@example.org>", "<ada.b@example.org>", "<a b@example.org>", "@"),
    ]),
    max_size=5,
)  # fmt: skip


@given(st.lists(PIECES, max_size=4), st.sampled_from(["", " "]))
@example([['"Ada (B)"', "<ada@example.org>"], ["ada@example.org"]], " ")
@example([["Ada", "<ada@example.org>"], []], " ")
def test_people(parts: list[list[str]], blank: str) -> None:
    value = ", ".join(blank.join(part) for part in parts)
    known = [(" ".join(name.split()), email) for name, email in getaddresses([value])]
    found = [(each.name, each.email) for each in addresses(value)]
    assert found == [pair for pair in known if "@" in pair[1]]


@given(st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1)), st.integers(-1500, 1500))  # noqa: DTZ001  the zone is the other one
def test_dates(when: datetime, zone: int) -> None:
    for value in (
        f"{when:%a, %d %b %Y %H:%M:%S} {zone:+05}",
        f"{when:%d %b %Y %H:%M:%S} {zone:+05}",
    ):
        expected = parsedate_to_datetime(value)
        assert repr(read_date(value)) == repr(expected)


@pytest.mark.parametrize(
    "value",
    [
        "Tue, 20 Jan 2026 20:28:22 -0000",
        "Tue,  2 Jan 2026 20:28:22 +0100 (CET)",
        "20 Jan 26 20:28:22 GMT",
        "Tue, 20 January 2026 20:28 +0100",
        "Tue, 20 Jan 2026 20:28:22 +0175",
    ],
)
def test_dates_otherwise(value: str) -> None:
    known = parsedate_to_datetime(value)
    assert read_date(value) == (known if known.tzinfo else known.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    "value", ["Tue, 40 Jan 2026 20:28:22 +0100", "Tue, 20 Jan 2026 20:28:22 +9900", "yesterday"]
)
def test_what_is_no_date(value: str) -> None:
    assert read_date(value) is None
