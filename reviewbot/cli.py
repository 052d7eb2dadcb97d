"""The command line. Each command imports what it needs, so that ``--help`` is instant."""

from __future__ import annotations

import argparse
import os
import sys

from reviewbot import __version__
from reviewbot.errors import NoPatchError, ReviewbotError, SourceError, UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reviewbot.model.review import Review

_EXITS = """\
exit codes: 0 reviewed; 1 findings, and --fail-on asked for it; 2 usage; 3 source not
found or unreadable; 4 no patch in it; 5 a check failed (the rest is still reported)"""
_FAILED = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except ReviewbotError as error:
        _say(f"reviewbot: {error}")
        return error.exit_code
    except BrokenPipeError:
        # the pager was left; keep the interpreter from complaining about stdout at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        _say("reviewbot: interrupted")
        return 130
    except Exception as error:
        if os.environ.get("REVIEWBOT_DEBUG"):
            raise
        kind = type(error).__name__
        _say(f"reviewbot: a bug of reviewbot's: {kind}: {error} (REVIEWBOT_DEBUG=1 shows where)")
        return _FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="reviewbot",
        description="Draft quoted review replies to a patch thread. Never sends mail.",
        epilog=_EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"reviewbot {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_thread(commands)

    listing = commands.add_parser("checks", help="list the checks")
    listing.set_defaults(command=_checks)

    explain = commands.add_parser("explain", help="show what a check reports, with examples")
    explain.add_argument("check", metavar="CHECK", help="FAMILY.NAME, as 'reviewbot checks' lists")
    explain.set_defaults(command=_explain)

    learn = commands.add_parser("learn", help="learn which call undoes which from a source tree")
    learn.add_argument("tree", metavar="TREE", help="directory of a kernel-style source tree")
    learn.add_argument("-o", "--output", metavar="FILE", default="pairs.toml")
    learn.add_argument("-j", "--jobs", type=int, metavar="N", default=os.cpu_count() or 1)
    learn.set_defaults(command=_learn)

    new = commands.add_parser("new-check", help="write the skeleton of a new check")
    new.add_argument("name", metavar="FAMILY.NAME")
    new.add_argument("--into", metavar="DIR", default=".", help="the checkout (default: here)")
    new.set_defaults(command=_new_check)
    return parser


def _add_thread(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    thread = commands.add_parser(
        "thread",
        help="review a thread and draft the replies",
        description="Review the series a source holds and draft the replies.",
        epilog=_EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    thread.add_argument(
        "source",
        metavar="SOURCE",
        help="message-id (fetched with b4), lore URL, mbox or .eml file, maildir, or - for stdin",
    )
    add = thread.add_argument
    add("-o", "--output", metavar="DIR", help="write each draft to DIR as an .eml file")
    add("--maildir", action="store_true", help="with -o: DIR is a maildir of drafts")
    add("--format", choices=("text", "json"), default="text", help="how to report on stdout")
    add("--check", metavar="NAME", action="append", default=[], help="only this check or family")
    add("--tree", metavar="PATH", help="git repository to see whole files in (default: here)")
    add("--pairs", metavar="FILE", help="table that 'reviewbot learn' made (default: Linux 6.12's)")
    add("--ask", action="store_true", help="draft what is only likely, as questions")
    add("--as-final", action="store_true", help="review an RFC as if it were to be applied")
    add("--repeat-raised", action="store_true", help="draft what was said in the thread, too")
    add("--revision", "-v", type=int, metavar="N", help="review vN of the series")
    add("--no-search", action="store_true", help="do not look for what the thread lacks")
    add("--fail-on", choices=("note", "warning", "error"), help="exit 1 on such findings or worse")
    add("--templates", metavar="DIR", help="wording that goes before the built-in one")
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: on a tty")
    thread.set_defaults(command=_thread)


def _thread(options: argparse.Namespace) -> int:
    from functools import partial
    from pathlib import Path

    from reviewbot import config
    from reviewbot.fetch.search import find
    from reviewbot.fetch.source import fetch
    from reviewbot.outbox import write_drafts
    from reviewbot.pipeline import Options, review
    from reviewbot.report import json, text

    if options.maildir and not options.output:
        raise UsageError("--maildir needs -o DIR")
    settings = config.load()
    fetched = fetch(options.source, stdin=sys.stdin.buffer, progress=_say)
    outcome = review(
        fetched,
        Options(
            checks=tuple(options.check),
            revision=options.revision,
            ask=options.ask,
            mine=settings.mine,
            templates=Path(options.templates) if options.templates else settings.templates,
            tree=Path(options.tree) if options.tree else settings.tree,
            pairs=Path(options.pairs) if options.pairs else settings.pairs,
            as_final=options.as_final,
            repeat_raised=options.repeat_raised,
        ),
        None if options.no_search else partial(find, progress=_say),
    )
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    written: tuple[Path, ...] = ()
    if options.output:
        folder = Path(options.output)
        written = write_drafts(outcome.drafts, folder, maildir=options.maildir, me=settings.me)
    if options.format == "json":
        sys.stdout.write(json.dumps(json.document(outcome)))
    else:
        color = options.color == "always" or (options.color == "auto" and sys.stdout.isatty())
        sys.stdout.write(text.render(outcome, color=color, drafts=not options.output))
    for path in written:
        _say(f"wrote {path}")
    sys.stdout.flush()
    return _exit_code(outcome, options.fail_on)


def _exit_code(outcome: Review, fail_on: str | None) -> int:
    from reviewbot.model.finding import Severity

    if outcome.failures:
        return _FAILED
    if not any(series.patches for series in outcome.series):
        raise NoPatchError(f"{outcome.source}: only the cover is here, no patch of the series")
    if fail_on:
        least = Severity[fail_on.upper()]
        if any(f.severity >= least and not f.raised_by for f in outcome.findings):
            return 1
    return 0


def _checks(_options: argparse.Namespace) -> int:
    from reviewbot.checks.describe import listing
    from reviewbot.checks.registry import all_checks

    sys.stdout.write(listing(all_checks()))
    return 0


def _explain(options: argparse.Namespace) -> int:
    from reviewbot.checks.describe import explanation
    from reviewbot.checks.registry import select

    for check in select([options.check]):
        sys.stdout.write(explanation(check))
    return 0


def _learn(options: argparse.Namespace) -> int:
    from pathlib import Path

    from reviewbot.learn import mine

    tree = Path(options.tree)
    if not tree.is_dir():
        raise SourceError(f"{tree} is no directory")
    text = mine(tree, _say, options.jobs)
    try:
        Path(options.output).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{options.output} cannot be written: {error.strerror}") from error
    _say(f"wrote {options.output}")
    return 0


def _new_check(options: argparse.Namespace) -> int:
    from pathlib import Path

    from reviewbot.scaffold import new_check

    for path in new_check(options.name, Path(options.into)):
        sys.stdout.write(f"{path}\n")
    return 0


def _say(line: str) -> None:
    """One line on stderr, free of what a terminal would obey."""
    clean = "".join(c if c.isprintable() else "?" for c in line)
    sys.stderr.write(f"{clean}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
