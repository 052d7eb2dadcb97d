"""``reviewbot thread``: review a thread and draft the replies."""

from __future__ import annotations

import sys
from argparse import RawDescriptionHelpFormatter

from reviewbot.cli import fixups
from reviewbot.cli.color import painter, show_report
from reviewbot.cli.exits import EXITS, FAILED
from reviewbot.cli.peers import add_with, by_themselves, chosen
from reviewbot.cli.say import say
from reviewbot.cli.seconds import seconds
from reviewbot.errors import NoPatchError, UsageError
from reviewbot.streams import show

_FOR_PEOPLE = ("text", "html")  # who were told once; a program is told all, each time

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from typing import Any

    from reviewbot.config import Config
    from reviewbot.fetch.source import Fetched
    from reviewbot.model.review import Review
    from reviewbot.model.wanted import SearchRequest, SearchResult
    from reviewbot.pipeline import Options


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot thread``."""
    thread = commands.add_parser(
        "thread",
        help="review a thread and draft the replies",
        description="Review the series a source holds and draft the replies.",
        epilog=EXITS,
        formatter_class=RawDescriptionHelpFormatter,
    )
    thread.add_argument(
        "source",
        metavar="SOURCE",
        nargs="?",
        default="-",
        help="message-id (fetched with b4), lore or patchwork URL, mbox or .eml file, maildir;"
        " default: - (stdin)",
    )
    _add_output(thread.add_argument_group("where it goes").add_argument)
    _add_look(thread.add_argument_group("what is looked at, and with what").add_argument)
    _add_voice(thread.add_argument_group("what is drafted, and how").add_argument)
    _add_source(thread.add_argument_group("how the thread is found").add_argument)
    thread.set_defaults(command=run)


def _add_output(add: Callable[..., Any]) -> None:
    add("-o", "--output", metavar="DIR", help="write each draft to DIR as an .eml file")
    add("-i", "--interactive", action="store_true", help="decide on each remark, as git add -p")
    add("--maildir", action="store_true", help="with -o: DIR is a maildir of drafts")
    add("--imap", action="store_true", help="append the drafts to the folder watch.toml names")
    fixups.add_to(add)
    formats = ("text", "json", "sarif", "html", "line", "patchwork")
    add("--format", choices=formats, default="text", help="how to report on stdout")
    add("--fail-on", choices=("note", "warning", "error"), help="exit 1 on such findings or worse")
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: on a tty")
    add("--no-pager", action="store_true", help="do not page what is longer than the screen")


def _add_look(add: Callable[..., Any]) -> None:
    add("--check", metavar="NAME", action="append", default=[], help="only this check or family")
    add("--tree", metavar="PATH", help="git repository to see whole files in (default: here)")
    add_with(add)
    add("--pairs", metavar="FILE", help="table that 'reviewbot learn' made (default: Linux 6.12's)")
    add("--voice", metavar="FILE", help="table of who asks for what, or none: see docs/voices.md")
    add("--conventions", metavar="FILE", help="the same, of what the code keeps to")
    add("--revision", "-v", type=int, metavar="N", help="review vN of the series")
    add("--deadline", metavar="SECONDS", type=seconds, help="CPU time for a series (default: 30)")


def _add_voice(add: Callable[..., Any]) -> None:
    add("--ask", action="store_true", help="draft what is only likely, as questions")
    add("--as-final", action="store_true", help="review an RFC as if it were to be applied")
    add("--positive", action="store_true", help="draft a line where nothing was found")
    add("--nits", action="store_true", help="say nits beside a bug, too")
    add("--repeat-drafted", action="store_true", help="draft what was on an older revision, too")
    add("--repeat-raised", action="store_true", help="draft what was said in the thread, too")
    add("--suppress", metavar="FILE", help="what is not drafted, and why")
    add("--templates", metavar="DIR", help="wording that goes before the built-in one")


def _add_source(add: Callable[..., Any]) -> None:
    add("--no-search", action="store_true", help="do not look for what a thread or mail lacks")
    add("--no-fetch", action="store_true", help="do not fetch the thread of a mail on stdin")
    add("--stdin-pipe-sep", metavar="SEP", default="", help="what is between mails on stdin")


def run(options: argparse.Namespace) -> int:
    """Review a thread, write or show the drafts; the exit code."""
    from reviewbot.cli import indexed
    from reviewbot.cli.feedback import remember
    from reviewbot.cli.settings import load
    from reviewbot.pipeline import review

    if options.maildir and not options.output:
        raise UsageError("--maildir needs -o DIR")
    if options.interactive:
        from reviewbot.cli import triage

        triage.check(options)
    settings = load()
    fixups.check(options, settings)
    reviewing, fetched = _reviewing(options, settings), _fetch(options)
    search = _find() if fetched.message_id and not options.no_search else None
    outcome = review(fetched, reviewing, search)
    encoding = "utf-8" if options.format == "html" else None  # a page says which it is in
    sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")  # type: ignore[union-attr]
    if options.interactive:
        triage.run(outcome, reviewing, options, settings, paint=painter(options.color))
        indexed.begin(outcome.tree, settings)
        return _exit_code(outcome, options.fail_on)
    remember(outcome.findings, drafted=options.format in _FOR_PEOPLE)
    done = _written(outcome, options, settings)
    _show(outcome, options, fetched, settings.archive)
    for sentence in done:
        say(sentence)
    if outcome.drafts:
        _say_how_to_go_on(options)
    is_file = options.source != "-" and not fetched.message_id
    part = any(series.missing and series.patches for series in outcome.series)
    if is_file and len(fetched.raws) == 1 and part:
        say("this is one mail of a series; to fetch the others, give its message-id or pipe it in")
    indexed.begin(outcome.tree, settings)
    return _exit_code(outcome, options.fail_on)


def _reviewing(options: argparse.Namespace, settings: Config) -> Options:
    """How to review: what the command line says, else the settings."""
    from pathlib import Path

    from reviewbot.cli import suppressed
    from reviewbot.cli.feedback import dropped, recall
    from reviewbot.deadline import SECONDS
    from reviewbot.pipeline import Options
    from reviewbot.repeats import nothing_drafted, nothing_dropped
    from reviewbot.trees.table import table

    suppress = Path(options.suppress) if options.suppress else settings.suppress
    suppressions = suppressed.live(suppressed.read(suppress), suppressed.today())
    tree = Path(options.tree) if options.tree else None
    peers = (*chosen(options, settings, tree or settings.tree), *by_themselves(settings))
    is_for_people = options.format in _FOR_PEOPLE
    return Options(
        checks=tuple(options.check),
        revision=options.revision,
        ask=options.ask,
        mine=settings.mine,
        templates=Path(options.templates) if options.templates else settings.templates,
        tree=tree,
        trees=table(settings.trees, settings.tree),
        peers=peers,
        pairs=Path(options.pairs) if options.pairs else settings.pairs,
        voice=options.voice or settings.voice,
        conventions=Path(options.conventions) if options.conventions else settings.conventions,
        as_final=options.as_final,
        positive=options.positive,
        repeat_raised=options.repeat_raised,
        repeat_drafted=options.repeat_drafted,
        nits=options.nits,
        fixups=bool(options.fixups),
        suggest=options.suggest,
        suppress=suppressions,
        recall=recall if is_for_people else nothing_drafted,
        dropped=dropped if is_for_people else nothing_dropped,
        deadline=options.deadline or SECONDS,
        tell=say,
    )


def _fetch(options: argparse.Namespace) -> Fetched:
    from reviewbot.fetch.source import fetch

    if options.source == "-" and (sys.stdin is None or sys.stdin.isatty()):
        raise UsageError("give a message-id, a URL, a file or a maildir, or pipe mails in")
    return fetch(
        options.source,
        stdin=sys.stdin.buffer,
        progress=say,
        separator=options.stdin_pipe_sep,
        with_threads=not (options.no_fetch or options.no_search),
    )


def _find() -> Callable[[SearchRequest], SearchResult]:
    """How to look for what a thread of a server lacks."""
    from functools import partial

    from reviewbot.fetch.search import find

    return partial(find, progress=say)


def _written(outcome: Review, options: argparse.Namespace, settings: Config) -> list[str]:
    """Put the drafts where the user wants them; a sentence for each place."""
    done = []
    if options.output:
        from pathlib import Path

        from reviewbot.cli.hand_over import written

        folder = Path(options.output)
        done += written(outcome.drafts, folder, settings, maildir=options.maildir)[1]
    if options.fixups:
        done += fixups.written(outcome, options.fixups, settings)
    if options.imap:
        from reviewbot.cli import by_imap

        done.append(f"{by_imap.append(outcome.drafts, settings.me)} drafts appended")
    return done


def _show(outcome: Review, options: argparse.Namespace, fetched: Fetched, archive: str) -> None:
    """The report, on standard output."""
    if options.format != "text":
        show(_document(outcome, options, fetched, archive))
        return
    from reviewbot.report.text import pieces

    said = pieces(outcome, drafts=not (options.output or options.imap), archive=archive)
    show_report(said, options)


def _say_how_to_go_on(options: argparse.Namespace) -> None:
    """The next command, to a person at a terminal who has drafts."""
    from reviewbot.pager import is_screen
    from reviewbot.report.after import next_command

    if options.format != "text" or not is_screen() or options.imap:
        return
    if options.maildir:
        from pathlib import Path

        from reviewbot.cli.mailers import for_maildir

        say(f"to edit and send: {for_maildir(Path(options.output))}")
    else:
        say(next_command(options.source, options.output or ""))


def _document(outcome: Review, options: argparse.Namespace, fetched: Fetched, archive: str) -> str:
    """The report for a program, or a browser."""
    if options.format == "line":
        from reviewbot.cli.as_lines import lines

        return lines(outcome, options.source, fetched)
    if options.format == "patchwork":
        from reviewbot.model.finding import Severity
        from reviewbot.report import patchwork

        fails = Severity[options.fail_on.upper()] if options.fail_on else None
        return patchwork.dumps(patchwork.document(outcome, fails))
    if options.format == "json":
        from reviewbot.report import json

        return json.dumps(json.document(outcome))
    if options.format == "sarif":
        from reviewbot.checks.registry import select
        from reviewbot.report import json, sarif

        return json.dumps(sarif.document(outcome, select(options.check)))
    from reviewbot.reply.wording import template_root
    from reviewbot.report import html

    return html.render(outcome, template_root(), archive)


def _exit_code(outcome: Review, fail_on: str | None) -> int:
    from reviewbot.model.finding import Severity

    if outcome.failures:
        return FAILED
    if not any(series.patches for series in outcome.series):
        raise NoPatchError(f"{outcome.source}: only the cover is here, no patch of the series")
    if fail_on:
        least = Severity[fail_on.upper()]
        counted = (f for f in outcome.findings if not f.raised_by and not f.suppressed)
        if any(finding.severity >= least for finding in counted):
            return 1
    return 0
