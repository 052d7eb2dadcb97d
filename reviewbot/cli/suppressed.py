"""The file that says what is not drafted, read for a command."""

from __future__ import annotations

from reviewbot.cli.say import say
from reviewbot.errors import UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from reviewbot.suppress import Suppression


def read(path: Path | None) -> tuple[Suppression, ...]:
    """All entries; raises UsageError with one sentence for whatever is wrong with the file."""
    from reviewbot.checks.registry import select
    from reviewbot.paths import text_of
    from reviewbot.suppress import ALL, parse

    if path is None:
        return ()
    try:
        entries = parse(text_of(path))
        for entry in entries:
            select([entry.check] if entry.check != ALL else [])
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, UsageError) as error:
        raise UsageError(f"{path}: {error}") from error
    return entries


def live(entries: tuple[Suppression, ...], today: date) -> tuple[Suppression, ...]:
    """The entries that count today; of the others it is said that they do not."""
    for entry in entries:
        if entry.is_expired(today):
            say(f"no longer suppressed, it was until {entry.until}: {entry.check} ({entry.reason})")
    return tuple(entry for entry in entries if not entry.is_expired(today))


def today() -> date:
    """The day it is, UTC."""
    from datetime import UTC, datetime

    return datetime.now(UTC).date()
