"""``reviewbot watch``: follow lists and draft reviews of new series."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter

from reviewbot.cli.seconds import seconds
from reviewbot.errors import UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from reviewbot.watch.settings import Settings

SETTINGS = "watch.toml"  # in the user's configuration


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot watch``."""
    watch = commands.add_parser(
        "watch",
        help="follow lists and draft reviews of new series",
        description="Pull mailing lists, review new series (by default RFCs), write drafts.\n"
        "Each series is reviewed once, whatever happens. Mails nobody.",
        formatter_class=RawDescriptionHelpFormatter,
    )
    arg = watch.add_argument
    piped = "take mails from standard input (one, or an mbox) instead of pulling"
    arg("mails", metavar="-", nargs="?", choices=("-",), help=piped)
    arg("--settings", metavar="FILE", help=f"default: ~/.config/reviewbot/{SETTINGS}")
    arg("--once", action="store_true", help="one turn, for cron")
    every = "between turns (default: 300)"
    arg("--every", metavar="SECONDS", type=seconds, default=300.0, help=every)
    arg("--since", metavar="DATE", help="of lists that are new here: YYYY-MM-DD (default: now)")
    arg("--list", metavar="NAME", help="of the mails piped in (default: by their addresses)")
    arg("--status", action="store_true", help="take no turn; show what was done")
    arg("--site", metavar="DIR", help="take no turn; write what was done as pages")
    watch.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Take turns until told to stop, or one for what is piped in; or show what was done."""
    from reviewbot.cli.watch_piped import lay_down_all, take_turn
    from reviewbot.watch.settings import read_settings

    settings = read_settings(_file(options.settings))
    since = _since(options.since)
    if options.status or options.site:
        return _shown(settings, options)
    if options.list and not options.mails:
        raise UsageError("--list is for mails that are piped in: reviewbot watch - --list NAME")
    if options.mails:
        lay_down_all(settings, options.list)
        return take_turn(settings, since)
    return _stay(settings, since, options)


def _shown(settings: Settings, options: argparse.Namespace) -> int:
    from reviewbot.cli.watch_status import show_status, write_site

    if options.site:
        write_site(settings, _path(options.site))
    return show_status(settings) if options.status else 0


def _stay(settings: Settings, since: float | None, options: argparse.Namespace) -> int:
    import contextlib
    import time

    from reviewbot.cli.watch_status import publish
    from reviewbot.cli.watchers import watchers
    from reviewbot.errors import StoppedError
    from reviewbot.stop import listening
    from reviewbot.watch.state import opened
    from reviewbot.watch.turn import turn

    made = watchers(settings)
    with contextlib.suppress(StoppedError), listening() as stop, opened(settings.state) as state:
        while not stop.asked.is_set():
            turn(made(stop), state, time.time(), since)
            publish(settings)
            if options.once:
                break
            stop.asked.wait(max(1, options.every))
    return 0


def _file(text: str | None) -> Path:
    from reviewbot.paths import in_config

    return _path(text) if text else in_config(SETTINGS)


def _path(text: str) -> Path:
    from reviewbot.paths import located

    try:
        return located(text)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _since(text: str | None) -> float | None:
    from datetime import UTC, datetime

    if text is None:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()
    except ValueError as error:
        raise UsageError(f"{text!r} is not a date; write 2026-01-31") from error
