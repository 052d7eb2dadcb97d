"""``reviewbot learn --reviews``: learn from archives who asks for what."""

from __future__ import annotations

from reviewbot.cli.exits import FAILED
from reviewbot.cli.say import say
from reviewbot.cli.scan import positive
from reviewbot.errors import UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from reviewbot.voices.command import Learned

OUTPUT = "voices.toml"


def add_to(add: Callable[..., Any]) -> None:
    """Add the options of learning from archives."""
    what = "git epochs of a public-inbox, or bundles: learn from these who asks for what"
    add("--reviews", nargs="+", metavar="ARCHIVE", default=[], help=what)
    what = (
        "only what this person asked for (default: whoever answered enough patches, and the lists)"
    )
    add("--reviewer", metavar="ADDRESS", action="append", default=[], help=what)
    add("--list", metavar="ADDRESS", action="append", default=[], help="only this list")
    what = "only series posted on that day or later (default: three years before the last mail)"
    add("--since", metavar="DAY", default="", help=what)
    add("--until", metavar="DAY", default="", help="only series posted on that day or before")
    add("--tree", metavar="PATH", help="git repository to see whole files in (default: none)")
    add("--only-lists", action="store_true", help="lists, without people and message-ids")
    add("--piece", type=positive, metavar="N", default=4000, help="mails in one piece of work")
    add("--no-cache", action="store_true", help="work out all anew, and keep nothing of it")


def run(options: argparse.Namespace) -> int:
    """Learn from the archives and write the table."""
    from pathlib import Path

    from reviewbot.cli.learn import write

    if options.only_lists and options.reviewer:
        raise UsageError("--only-lists leaves out people, whom --reviewer asks for")
    done: Learned | None = None

    def learned() -> str:
        nonlocal done
        done = _learned(options, [Path(each) for each in options.reviews])
        return done.text

    write(Path(options.output or OUTPUT), learned)
    for sentence in done.told if done else ():
        say(sentence)
    return FAILED if done and done.broken else 0


def _learned(options: argparse.Namespace, archives: list[Path]) -> Learned:
    from pathlib import Path

    from reviewbot.backtest.choice import Choice
    from reviewbot.cli.indexed import begin_for
    from reviewbot.cli.settings import load
    from reviewbot.frozen import replace
    from reviewbot.scan.run import Workers
    from reviewbot.voices.command import learn, three_years
    from reviewbot.voices.count import Whose
    from reviewbot.voices.work import Asked

    choice = Choice(
        options.since, options.until
    )  # what is no day is said before the archives are read
    tree = Path(options.tree) if options.tree else None
    begin_for(tree, load())
    return learn(
        archives,
        Asked(
            choice if choice.since else replace(choice, since=three_years(archives)),
            tree,
            not options.no_cache,
        ),
        Whose(_lower(options.reviewer), _lower(options.list), options.only_lists),
        Workers(options.jobs),
        options.piece,
    )


def _lower(addresses: list[str]) -> tuple[str, ...]:
    return tuple(address.lower() for address in addresses)
