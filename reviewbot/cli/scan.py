"""``reviewbot scan``: review every series of whole archives."""

from __future__ import annotations

from reviewbot.cli.exits import FAILED
from reviewbot.cli.peers import add_with, chosen
from reviewbot.cli.seconds import seconds
from reviewbot.cli.unloaded import tell_unloaded

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse

    from reviewbot.config import Config
    from reviewbot.pipeline import Options

_MOST = 1 << 16


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot scan``."""
    scan = commands.add_parser(
        "scan",
        help="review every series of whole archives",
        description="Review every series of public-inbox archives: a line of JSON for each.",
        epilog="Killed at any moment, the same command goes on where it was. Exits 5 where a check"
        " or the review of a series failed; the line of the series says so.",
    )
    add = scan.add_argument
    add("archives", nargs="+", metavar="ARCHIVE", help="git epoch of a public-inbox, or its bundle")
    add("-o", "--output", metavar="FILE", help="write there, and go on there (default: stdout)")
    add("-j", "--jobs", type=positive, metavar="N", default=1, help="processes")
    add("--scheduler", metavar="URL", help="tcp://host:port of a Dask cluster to do the work")
    add("--piece", type=positive, metavar="N", default=4000, help="mails in one piece of work")
    add("--check", metavar="NAME", action="append", default=[], help="only this check or family")
    add("--tree", metavar="PATH", help="git repository to see whole files in (default: none)")
    add("--voice", metavar="FILE", help="table of who asks for what, or none: see docs/voices.md")
    add_with(add)
    add("--ask", action="store_true", help="draft what is only likely, as questions")
    add("--as-final", action="store_true", help="review RFCs as if they were to be applied")
    add("--repeat-raised", action="store_true", help="draft what was said in the thread, too")
    add("--deadline", metavar="SECONDS", type=seconds, help="CPU time for a series (default: 30)")
    add("--no-cache", action="store_true", help="work out all anew, and keep nothing of it")
    scan.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Review the archives."""
    from pathlib import Path

    from reviewbot.checks.registry import unloaded
    from reviewbot.cli.indexed import begin_for
    from reviewbot.cli.say import say
    from reviewbot.cli.settings import load
    from reviewbot.errors import UsageError
    from reviewbot.report.summary import count
    from reviewbot.scan.command import scan
    from reviewbot.scan.run import Workers
    from reviewbot.stop import listening

    settings = load()
    archives = [Path(each) for each in options.archives]
    reviewing = _reviewing(options, settings)
    if reviewing.peers and reviewing.tree is None:
        raise UsageError("--with needs --tree")
    output = Path(options.output) if options.output else None
    workers = Workers(options.jobs, options.scheduler)
    begin_for(None if options.scheduler else reviewing.tree, settings)
    with listening() as stop, stop.heard():
        done = scan(archives, reviewing, output, workers, options.piece)
    for sentence in done.told:
        say(sentence)
    if done.broken:
        say(f"{count(done.broken, 'series', 'series')} with failures, which their lines tell")
    return max(FAILED if done.broken else 0, tell_unloaded(unloaded(options.check)))


def _reviewing(options: argparse.Namespace, settings: Config) -> Options:
    """How to review: what the command line says, else the settings."""
    from pathlib import Path

    from reviewbot.cli import suppressed
    from reviewbot.deadline import SECONDS
    from reviewbot.pipeline import Options
    from reviewbot.trees.table import table

    tree = Path(options.tree) if options.tree else None
    return Options(
        checks=tuple(options.check),
        ask=options.ask,
        mine=settings.mine,
        templates=settings.templates,
        tree=tree,
        trees=table(settings.trees, None),
        voice=options.voice or settings.voice,
        pairs=settings.pairs,
        conventions=settings.conventions,
        peers=chosen(options, settings, tree),
        as_final=options.as_final,
        repeat_raised=options.repeat_raised,
        suppress=suppressed.live(suppressed.read(settings.suppress), suppressed.today()),
        deadline=options.deadline or SECONDS,
        cached=not options.no_cache,
    )


def positive(text: str) -> int:
    """A number of at least 1, of processes or messages of a piece; raises ValueError."""
    number = int(text)
    if not 1 <= number <= _MOST:
        raise ValueError(text)
    return number
