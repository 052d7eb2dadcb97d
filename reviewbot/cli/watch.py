"""``reviewbot watch``: follow lists and draft reviews of new series."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter

from reviewbot.cli.say import say
from reviewbot.cli.seconds import seconds
from reviewbot.cli.unloaded import tell_unloaded
from reviewbot.errors import UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from pathlib import Path

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
    arg("--settings", metavar="FILE", help=f"default: ~/.config/reviewbot/{SETTINGS}")
    arg("--once", action="store_true", help="one turn, for cron")
    every = "between turns (default: 300)"
    arg("--every", metavar="SECONDS", type=seconds, default=300.0, help=every)
    arg("--since", metavar="DATE", help="of lists that are new here: YYYY-MM-DD (default: now)")
    watch.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Take turns until told to stop."""
    import contextlib
    import time
    from dataclasses import replace

    from reviewbot.checks.registry import unloaded
    from reviewbot.cli import suppressed
    from reviewbot.cli.indexed import begin_for
    from reviewbot.cli.settings import load
    from reviewbot.errors import StoppedError
    from reviewbot.pipeline import Options
    from reviewbot.stop import listening
    from reviewbot.watch.settings import read_settings
    from reviewbot.watch.state import opened
    from reviewbot.watch.turn import Watcher, turn

    settings = read_settings(_file(options.settings))
    user = load()
    reviewing = Options(
        mine=user.mine,
        templates=user.templates,
        pairs=user.pairs,
        deadline=settings.deadline,
        peers=settings.peers,
        tell=say,
    )
    tell_unloaded(unloaded())
    since = _since(options.since)
    suppress = suppressed.read(user.suppress)
    of_list = {one.name: suppressed.read(one.manner.suppress) for one in settings.lists}
    with contextlib.suppress(StoppedError), listening() as stop, opened(settings.state) as state:
        watcher = Watcher(settings, user.me, reviewing, say, stop)
        while not stop.asked.is_set():
            suppress = suppressed.live(suppress, suppressed.today())  # some expire as we run
            for tree in {one.manner.tree for one in settings.lists}:
                with contextlib.suppress(UsageError):  # of a tree; each list says it
                    begin_for(tree, user)
            day = suppressed.today()
            of_list = {name: suppressed.live(own, day) for name, own in of_list.items()}
            voiced = replace(watcher.options, suppress=suppress)
            now = replace(watcher, options=voiced, suppress=of_list)
            turn(now, state, time.time(), since)
            if options.once:
                break
            stop.asked.wait(max(1, options.every))
    return 0


def _file(text: str | None) -> Path:
    from reviewbot.paths import in_config, located

    try:
        return located(text) if text else in_config(SETTINGS)
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
