"""``reviewbot watch -``: mails that are piped in."""

from __future__ import annotations

from reviewbot.cli.say import say
from reviewbot.errors import UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.watch.settings import Settings


def lay_down_all(settings: Settings, name: str | None) -> None:
    """Keep what is piped in, each mail for its list; raises UsageError where none is for one."""
    import sys

    from reviewbot.fetch.limits import DEFAULT_LIMITS
    from reviewbot.fetch.mbox import read_stream
    from reviewbot.watch.piped import lay_down, meant

    chosen = {one.name: one for one in settings.lists if name in (None, one.name)}
    if not chosen:
        raise UsageError(f"there is no list {name!r}, but {', '.join(_names(settings))}")
    found = strange = 0
    for raw in read_stream(sys.stdin.buffer, "standard input", DEFAULT_LIMITS):
        one = chosen[name] if name else meant(raw, chosen.values())
        if one is None:
            strange += 1
        else:
            lay_down(settings.state, one.name, raw)
            found += 1
    if strange:
        lists = ", ".join(_names(settings))
        why = f"mails that are for no list here, which are {lists} (--list NAME says it): {strange}"
        if not found:
            raise UsageError(why)
        say(why)


def _names(settings: Settings) -> list[str]:
    return [one.name for one in settings.lists]


def take_turn(settings: Settings, since: float | None) -> int:
    """A turn for what was laid down, unless another process has the state: its next turn has it."""
    import contextlib
    import time

    from reviewbot.cli.watch_status import publish
    from reviewbot.cli.watchers import watchers
    from reviewbot.errors import StoppedError
    from reviewbot.stop import listening
    from reviewbot.watch.piped import waiting
    from reviewbot.watch.state import BusyError, opened
    from reviewbot.watch.turn import turn

    before: tuple[Path, ...] = ()
    with contextlib.suppress(StoppedError, BusyError), listening() as stop:
        # what another process lays down while we have the state is for us as well
        while (left := waiting(settings.state, settings.lists)) and left != before:
            with opened(settings.state) as state:
                turn(watchers(settings)(stop), state, time.time(), since, pulls=False)
                publish(settings)
            before = left
    return 0
