"""Moments and spans as they are shown."""

from __future__ import annotations

from datetime import UTC, datetime

_UNITS = ((86400, "d"), (3600, "h"), (60, "min"))


def moment(seconds: float) -> str:
    """``2026-11-27 09:05``, UTC."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M}"


def day(seconds: float) -> str:
    """``2026-11-27``, UTC."""
    return moment(seconds)[:10]


def iso(seconds: float) -> str | None:
    """``2026-11-27T09:05:00Z``; ``None`` for never."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}" if seconds else None


def ago(seconds: float, now: float) -> str:
    """``5 min ago``, in one unit."""
    past = max(0.0, now - seconds)
    for length, unit in _UNITS:
        if past >= length:
            return f"{past // length:.0f} {unit} ago"
    return "just now"
