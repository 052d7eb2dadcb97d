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
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from reviewbot.model.finding import Finding
    from reviewbot.stop import Stop
    from reviewbot.watch.settings import MailingList, Settings
    from reviewbot.watch.turn import Watcher

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
    """Take turns until told to stop, or one for what is piped in."""
    from reviewbot.watch.settings import read_settings

    settings = read_settings(_file(options.settings))
    since = _since(options.since)
    if options.status or options.site:
        return _shown(settings, options)
    if options.list and not options.mails:
        raise UsageError("--list is for mails that are piped in: reviewbot watch - --list NAME")
    if options.mails:
        return _take(_laid_down(settings, options.list), settings, since)
    return _stay(settings, since, options)


def _shown(settings: Settings, options: argparse.Namespace) -> int:
    from reviewbot.cli.watch_status import show_status, write_site

    if options.site:
        write_site(settings, _path(options.site))
    return show_status(settings) if options.status else 0


def _stay(settings: Settings, since: float | None, options: argparse.Namespace) -> int:
    import contextlib
    import time

    from reviewbot.errors import StoppedError
    from reviewbot.stop import listening
    from reviewbot.watch.state import opened
    from reviewbot.watch.turn import turn

    watchers = _watchers(settings)
    with contextlib.suppress(StoppedError), listening() as stop, opened(settings.state) as state:
        while not stop.asked.is_set():
            turn(watchers(stop), state, time.time(), since)
            _publish(settings)
            if options.once:
                break
            stop.asked.wait(max(1, options.every))
    return 0


def _take(lists: tuple[MailingList, ...], settings: Settings, since: float | None) -> int:
    """A turn for what was laid down, unless another process has the state: its next turn has it."""
    import contextlib
    import time

    from reviewbot.errors import StoppedError
    from reviewbot.stop import listening
    from reviewbot.watch.piped import waiting
    from reviewbot.watch.state import BusyError, opened
    from reviewbot.watch.turn import turn

    watchers = _watchers(settings)
    before: tuple[Path, ...] = ()
    with contextlib.suppress(StoppedError, BusyError), listening() as stop:
        # what another process lays down while we have the state is for us as well
        while (left := waiting(settings.state, lists)) and left != before:
            with opened(settings.state) as state:
                turn(watchers(stop), state, time.time(), since, pulls=False)
                _publish(settings)
            before = left
    return 0


def _remember(findings: Iterable[Finding]) -> None:
    """Keep what is drafted, so that feedback can name it; the watch knows itself what it drafted."""
    from reviewbot.cli.feedback import remember

    remember([finding for finding in findings if finding.drafted], drafted=False)


def _publish(settings: Settings) -> None:
    """Write the pages that the settings ask for; where that cannot be, it is said."""
    from reviewbot.cli.watch_status import write_site

    if settings.site:
        try:
            write_site(settings, settings.site)
        except UsageError as error:
            say(str(error))


def _laid_down(settings: Settings, name: str | None) -> tuple[MailingList, ...]:
    """The lists that what is piped in is for; raises UsageError where there is none."""
    import sys

    from reviewbot.fetch.limits import DEFAULT_LIMITS
    from reviewbot.fetch.mbox import read_stream
    from reviewbot.watch.piped import lay_down, meant

    chosen = {one.name: one for one in settings.lists if name in (None, one.name)}
    if not chosen:
        raise UsageError(f"there is no list {name!r}, but {', '.join(_names(settings))}")
    found: dict[str, MailingList] = {}
    strange = 0
    for raw in read_stream(sys.stdin.buffer, "standard input", DEFAULT_LIMITS):
        one = chosen[name] if name else meant(raw, chosen.values())
        if one is None:
            strange += 1
        else:
            lay_down(settings.state, one.name, raw)
            found[one.name] = one
    if strange:
        lists = ", ".join(_names(settings))
        why = f"mails that are for no list here, which are {lists} (--list NAME says it): {strange}"
        if not found:
            raise UsageError(why)
        say(why)
    return tuple(found.values())


def _names(settings: Settings) -> list[str]:
    return [one.name for one in settings.lists]


def _watchers(settings: Settings) -> Callable[[Stop], Watcher]:
    """A function that gives what a turn needs to know, as it is on that day."""
    import contextlib
    from dataclasses import replace

    from reviewbot.checks.registry import unloaded
    from reviewbot.cli import suppressed
    from reviewbot.cli.feedback import dropped
    from reviewbot.cli.indexed import begin_for
    from reviewbot.cli.settings import load
    from reviewbot.pipeline import Options
    from reviewbot.trees.table import table
    from reviewbot.watch.turn import Watcher

    user = load()
    reviewing = Options(
        mine=user.mine,
        templates=user.templates,
        pairs=user.pairs,
        trees=table(user.trees, None),
        deadline=settings.deadline,
        peers=settings.peers,
        dropped=dropped,
        tell=say,
    )
    tell_unloaded(unloaded())
    for_all = suppressed.read(user.suppress)
    of_list = {one.name: suppressed.read(one.manner.suppress) for one in settings.lists}

    def watcher(stop: Stop) -> Watcher:
        nonlocal for_all, of_list
        day = suppressed.today()
        for_all = suppressed.live(for_all, day)
        of_list = {name: suppressed.live(own, day) for name, own in of_list.items()}
        for tree in {one.manner.tree for one in settings.lists}:
            with contextlib.suppress(UsageError):  # of a tree; each list says it
                begin_for(tree, user)
        options = replace(reviewing, suppress=for_all)
        return Watcher(settings, user.me, options, say, stop, of_list, _remember)

    return watcher


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
