"""``reviewbot range``: review one's own commits before they are sent."""

from __future__ import annotations

import sys
from argparse import RawDescriptionHelpFormatter

from reviewbot.cli.exits import FAILED
from reviewbot.cli.peers import add_with
from reviewbot.cli.seconds import seconds
from reviewbot.errors import NoPatchError, UsageError
from reviewbot.streams import show

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from reviewbot.commits.reviewed import Reviewed

_EXITS = """\
exit codes: 0 reviewed; 1 something sure, as bad as --fail-on says; 2 usage, no such
commits or repository; 4 no commit in the range; 5 a check failed"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot range``."""
    own = commands.add_parser(
        "range",
        help="review your own commits before you send them",
        description="Review commits of the repository one is in: all that is found, for their"
        " author. Nothing is drafted.",
        epilog=_EXITS,
        formatter_class=RawDescriptionHelpFormatter,
    )
    add = own.add_argument
    what = "A..B, a branch or a commit (default: the branch one is on, above its upstream)"
    add("commits", metavar="COMMITS", nargs="?", default="", help=what)
    add("--cover", metavar="FILE", help="the cover letter (default: the one that b4 prep has)")
    add("--format", choices=("text", "line", "json", "sarif"), default="text", help="on stdout")
    add("--check", metavar="NAME", action="append", default=[], help="only this check or family")
    add("--tree", metavar="PATH", help="the repository with the commits (default: here)")
    add_with(add)
    add("--pairs", metavar="FILE", help="table that 'reviewbot learn' made (default: Linux 6.12's)")
    add("--voice", metavar="FILE", help="table of who asks for what, or none: see docs/voices.md")
    add("--conventions", metavar="FILE", help="the same, of what the code keeps to")
    add("--suppress", metavar="FILE", help="what is not told, and why")
    add("--deadline", metavar="SECONDS", type=seconds, help="CPU time (default: 30, or 2 a commit)")
    worst = ("note", "warning", "error", "never")
    what = "exit 1 on what is sure and as bad (default: warning)"
    add("--fail-on", choices=worst, default="warning", help=what)
    add("--templates", metavar="DIR", help="wording that goes before the built-in one")
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: on a tty")
    add("--no-pager", action="store_true", help="do not page what is longer than the screen")
    own.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Review the commits, show what was found; the exit code."""
    from pathlib import Path

    from reviewbot.cli import indexed, suppressed
    from reviewbot.cli.peers import by_themselves, chosen
    from reviewbot.cli.settings import load
    from reviewbot.commits.reviewed import reviewed
    from reviewbot.pipeline import Options

    settings = load()
    tree = Path(options.tree) if options.tree else None
    suppress = Path(options.suppress) if options.suppress else settings.suppress
    asked = Options(
        checks=tuple(options.check),
        templates=Path(options.templates) if options.templates else settings.templates,
        peers=(*chosen(options, settings, tree), *by_themselves(settings)),
        pairs=Path(options.pairs) if options.pairs else settings.pairs,
        voice=options.voice or settings.voice,
        conventions=Path(options.conventions) if options.conventions else settings.conventions,
        suppress=suppressed.live(suppressed.read(suppress), suppressed.today()),
        deadline=options.deadline or 0.0,
    )
    cover = _read(Path(options.cover)) if options.cover else None
    done = reviewed(tree or Path(), options.commits, cover, asked, settings.me)
    if not done.commits:
        raise NoPatchError(
            f"{done.review.source}: {'; '.join(('no commit to review', *done.left))}"
        )
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    _show(done, options)
    indexed.begin(done.review.tree, settings)
    return _exit_code(done, options.fail_on)


def _read(path: Path) -> bytes:
    from reviewbot.paths import text_of

    try:
        return text_of(path).encode()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from error


def _show(done: Reviewed, options: argparse.Namespace) -> None:
    if options.format != "text":
        show(_document(done, options))
        return
    from reviewbot.cli.color import show_report
    from reviewbot.commits.places import in_message, name
    from reviewbot.report import commits, line

    up = _way(done)
    said = commits.pieces(
        done.review,
        lambda finding, mail: line.place(finding, mail, up=up, where=in_message),
        name,
        done.left,
    )
    show_report(said, options)


def _document(done: Reviewed, options: argparse.Namespace) -> str:
    """The report for a program."""
    if options.format == "line":
        from reviewbot.commits.places import in_message
        from reviewbot.report import line

        return line.render(done.told, up=_way(done), where=in_message)
    from reviewbot.report import json

    if options.format == "json":
        return json.dumps(json.document(done.review) | {"commits": list(done.commits)})
    from reviewbot.checks.registry import select
    from reviewbot.report import sarif

    return json.dumps(sarif.document(done.review, select(options.check)))


def _way(done: Reviewed) -> str:
    from reviewbot.cli.as_lines import way_to

    return way_to(done.review.tree)


def _exit_code(done: Reviewed, fail_on: str) -> int:
    from reviewbot.model.finding import Severity
    from reviewbot.report.commits import is_sure

    if done.review.failures:
        return FAILED
    if fail_on == "never":
        return 0
    least = Severity[fail_on.upper()]
    return int(any(is_sure(each) and each.severity >= least for each in done.review.findings))
