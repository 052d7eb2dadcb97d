"""``reviewbot backtest``: what became of the findings of each check."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter

from reviewbot.cli.exits import FAILED
from reviewbot.cli.scan import positive
from reviewbot.cli.unloaded import tell_unloaded
from reviewbot.streams import show

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse

_EPILOG = """\
The authors have not seen what reviewbot would have said: the share acted on is what people
found themselves, not how many findings are true. Days are 2024, 2024-03 or 2024-03-01."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot backtest``."""
    backtest = commands.add_parser(
        "backtest",
        help="score the checks by what happened next in archives",
        description=(
            "Review every revision in public-inbox archives with what was known on its day, and "
            "count what became of each finding."
        ),
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    add = backtest.add_argument
    add("archives", nargs="+", metavar="ARCHIVE", help="git epoch of a public-inbox, or its bundle")
    add("--since", metavar="DAY", default="", help="only series posted on that day or later")
    add("--until", metavar="DAY", default="", help="only series posted on that day or earlier")
    add("--list", metavar="ADDRESS", action="append", default=[], help="only series sent there")
    add("--sample", type=positive, metavar="N", help="at most N series, drawn evenly")
    add("--check", metavar="NAME", action="append", default=[], help="only this check or family")
    add("--tree", metavar="PATH", help="git repository to see whole files in (default: none)")
    add("-j", "--jobs", type=positive, metavar="N", default=1, help="processes")
    add("--scheduler", metavar="URL", help="tcp://host:port of a Dask cluster to do the work")
    add("--piece", type=positive, metavar="N", default=4000, help="mails in one piece of work")
    add("--format", choices=("text", "json"), default="text", help="how to report on stdout")
    add("--rows", metavar="FILE", help="write a row for each finding: FILE.csv or FILE.parquet")
    add("--html", metavar="FILE", help="write a page with tables and plots")
    add("--no-cache", action="store_true", help="work out all anew, and keep nothing of it")
    add(
        "--write-tiers",
        metavar="FILE",
        nargs="?",
        const="",
        help="write tiers.toml, by which checks draft, ask or report (default: the installed one)",
    )
    backtest.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Replay the archives."""
    from pathlib import Path

    from reviewbot.backtest.choice import Choice
    from reviewbot.backtest.command import Output, backtest
    from reviewbot.backtest.work import Asked
    from reviewbot.checks.registry import unloaded
    from reviewbot.cli.indexed import begin_for
    from reviewbot.cli.say import say
    from reviewbot.cli.settings import load
    from reviewbot.knowledge.tiers import PATH
    from reviewbot.scan.run import Workers
    from reviewbot.trees.table import table

    written = options.write_tiers
    tree, settings = Path(options.tree) if options.tree else None, load()
    begin_for(None if options.scheduler else tree, settings)
    report = backtest(
        [Path(each) for each in options.archives],
        Asked(
            checks=tuple(options.check),
            choice=Choice(options.since, options.until, tuple(options.list), options.sample),
            tree=tree,
            trees=table(settings.trees, None),
            cached=not options.no_cache,
        ),
        Output(
            as_json=options.format == "json",
            rows=Path(options.rows) if options.rows else None,
            html=Path(options.html) if options.html else None,
            tiers=None if written is None else Path(written) if written else PATH,
        ),
        Workers(options.jobs, options.scheduler),
        options.piece,
    )
    show(report.text)
    if report.fault:
        say(report.fault)
    broken = FAILED if report.failures else 0
    return max(broken, tell_unloaded(unloaded(options.check)))
