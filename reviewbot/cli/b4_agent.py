"""``reviewbot b4-agent``: the review agent of b4 review."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter

from reviewbot.cli.exits import EXITS, FAILED
from reviewbot.cli.say import say

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot b4-agent``."""
    agent = commands.add_parser(
        "b4-agent",
        help="comment on the series checked out for b4 review",
        description="Comment on the series whose b4/review/ branch is checked out, for b4 to show.",
        epilog=EXITS,
        formatter_class=RawDescriptionHelpFormatter,
    )
    add = agent.add_argument
    add("prompt", metavar="PROMPT", nargs="*", help="what b4 adds for other agents; ignored")
    add("--ask", action="store_true", help="comment on what is only likely, as questions")
    add("--as-final", action="store_true", help="review an RFC as if it were to be applied")
    add("--no-search", action="store_true", help="do not look for what the thread lacks")
    agent.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the comments where b4 picks them up; the exit code."""
    from functools import partial
    from pathlib import Path

    from reviewbot.b4.agent import hand_in
    from reviewbot.cli import suppressed
    from reviewbot.cli.settings import load
    from reviewbot.fetch.limits import DEFAULT_LIMITS
    from reviewbot.fetch.search import find
    from reviewbot.pipeline import Options
    from reviewbot.report.summary import count, failure_lines
    from reviewbot.trees.table import table

    settings = load()
    handed = hand_in(
        Path(),
        Options(
            ask=options.ask,
            mine=settings.mine,
            templates=settings.templates,
            trees=table(settings.trees, settings.tree),
            pairs=settings.pairs,
            voice=settings.voice,
            conventions=settings.conventions,
            as_final=options.as_final,
            suppress=suppressed.live(suppressed.read(settings.suppress), suppressed.today()),
        ),
        None if options.no_search else partial(find, progress=say),
        progress=say,
        limits=DEFAULT_LIMITS,
    )
    if handed.folder:
        say(f"{count(handed.comments, 'comment')} for b4 in {handed.folder}")
    else:
        say("reviewbot has nothing new to say")
    for line in failure_lines(handed.review.failures):
        say(line)
    return FAILED if handed.review.failures else 0
