"""``reviewbot doctor``: say what is set up and what is missing."""

from __future__ import annotations

from reviewbot.streams import show

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from reviewbot.doctor.diagnosis import Diagnosis

BROKEN = 2


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot doctor``."""
    doctor = commands.add_parser(
        "doctor",
        help="say what is set up and what is missing",
        description="Say what is set up and what is missing; exits 2 where something is broken.",
    )
    doctor.add_argument("--online", action="store_true", help="also ask b4's server for an answer")
    doctor.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """A line for each thing looked at; 2 where one is broken."""
    from reviewbot.doctor.diagnosis import Health

    broken = False
    for line in _lines(online=options.online):
        show(f"{line}\n")
        broken |= line.state is Health.BROKEN
    return BROKEN if broken else 0


def _lines(*, online: bool) -> Iterator[Diagnosis]:
    from reviewbot import config
    from reviewbot.checks.registry import all_checks
    from reviewbot.doctor import setup
    from reviewbot.doctor.checks import checks
    from reviewbot.doctor.diagnosis import Diagnosis, Health
    from reviewbot.doctor.peers import devicetree, peers
    from reviewbot.doctor.templates import templates
    from reviewbot.doctor.tree import git, tree, trees

    yield from setup.versions()
    yield from checks()
    first = git()
    yield first
    if first.state is Health.BROKEN:
        return  # nothing else can be read without it
    settings = config.load()
    yield setup.identity(settings)
    for sentence in settings.ignored:
        yield Diagnosis(Health.MISSING, "settings", sentence)
    yield tree(settings.tree)
    yield from trees(settings.trees)
    yield peers(settings)
    yield devicetree()
    yield setup.server(online=online)
    yield setup.b4_review()
    yield setup.b4_checks()
    yield from templates(settings.templates, all_checks())
    yield setup.pairs(settings.pairs)
    yield setup.voices(settings)
    yield setup.conventions(settings.conventions)
    yield _suppressions(settings.suppress)
    yield from _watch()


def _watch() -> Iterator[Diagnosis]:
    """The watch of the usual settings."""
    import time

    from reviewbot.cli.watch import SETTINGS
    from reviewbot.paths import in_config
    from reviewbot.watch.examined import examine

    yield from examine(in_config(SETTINGS), time.time())


def _suppressions(path: Path | None) -> Diagnosis:
    """What is not drafted."""
    from reviewbot.cli import suppressed
    from reviewbot.doctor.diagnosis import Diagnosis, Health
    from reviewbot.errors import UsageError
    from reviewbot.report.summary import count

    if path is None:
        return Diagnosis(Health.MISSING, "suppressed", "nothing; all that is found is drafted")
    try:
        entries = suppressed.read(path)
    except UsageError as error:
        return Diagnosis(Health.BROKEN, "suppressed", str(error))
    expired = sum(entry.is_expired(suppressed.today()) for entry in entries)
    said = count(len(entries), "entry", "entries") + (f", {expired} expired" if expired else "")
    return Diagnosis(Health.OK, "suppressed", f"{said} in {path}")
