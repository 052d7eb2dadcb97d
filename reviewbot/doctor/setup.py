"""Who the user is, b4 and its server, the tables that were learned, and versions."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot import __version__
from reviewbot.doctor.diagnosis import Diagnosis, Health
from reviewbot.errors import ReviewbotError, UsageError
from reviewbot.fetch.limits import Limits
from reviewbot.fetch.remote import server as asked
from reviewbot.git.place import around
from reviewbot.git.settings import settings as configured
from reviewbot.heard import heard
from reviewbot.knowledge.conventions import read as read_conventions
from reviewbot.knowledge.conventions import shipped as shipped_conventions
from reviewbot.knowledge.pairs import read, shipped
from reviewbot.paths import text_of
from reviewbot.regex import regex
from reviewbot.report.summary import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.config import Config

DEADLINE = 10.0  # seconds for the server, b4's start included
_NAME = regex(r"[A-Za-z0-9._-]+")
_LACKS = {
    "search": "it cannot be searched for what a thread lacks",
    "phrases": "its index has no phrases (public-inbox-index -L full): words are searched instead",
}
_COMMANDS = ("review-perpatch-check-cmd", "review-series-check-cmd", "review-agent-command")


def identity(settings: Config) -> Diagnosis:
    """Who writes the drafts."""
    if settings.me is None:
        why = "no user.email in git's configuration; drafts get no From"
        return Diagnosis(Health.MISSING, "you", why)
    more = sorted(settings.mine - {settings.me.email.lower()})
    return Diagnosis(
        Health.OK, "you", ", ".join([f"{settings.me.name} <{settings.me.email}>", *more])
    )


def server(*, online: bool) -> Diagnosis:
    """Whether b4 starts, and where it fetches from; with ``online``, whether that answers well."""
    try:
        host, lacks = asked(online=online, limits=Limits(deadline=DEADLINE))
    except ReviewbotError as error:
        return Diagnosis(Health.BROKEN, "server", str(error))
    if lacks:
        return Diagnosis(Health.MISSING, "server", f"{host} answers, but {_LACKS[lacks]}")
    return Diagnosis(
        Health.OK, "server", f"{host} answers" if online else f"{host} (--online asks it)"
    )


def b4_review() -> Diagnosis:
    """Which of b4 review's helpers are ours."""
    values = {each.key: each.value for each in configured(r"^b4\.review-").values}
    ours = [key for key in _COMMANDS if "reviewbot" in values.get(f"b4.{key}", "")]
    if not ours:
        return Diagnosis(
            Health.MISSING, "b4 review", f"none of b4.{', b4.'.join(_COMMANDS)} is set"
        )
    prompt = values.get("b4.review-agent-prompt-path")
    place = around(Path())
    top = (place and place.work_tree) or Path()
    if _COMMANDS[-1] in ours and not (prompt and (top / Path(prompt).expanduser()).is_file()):
        why = "b4 runs no agent unless b4.review-agent-prompt-path is a file of the tree"
        return Diagnosis(Health.BROKEN, "b4 review", why)
    return Diagnosis(Health.OK, "b4 review", ", ".join(ours))


def b4_checks() -> Diagnosis:
    """Whether ``b4 am``, ``shazam`` and ``prep`` ask us with ``--check``, and in the form they read."""
    said = [(each.key, each.value) for each in configured(r"^b4\.(am|prep)-perpatch-").values]
    ours = {key.removeprefix("b4."): value for key, value in said if "reviewbot" in value}
    if not ours:
        why = "neither b4.am-perpatch-check-cmd nor b4.prep-perpatch-check-cmd is set"
        return Diagnosis(Health.MISSING, "b4 --check", why)
    wrong = [key for key, value in ours.items() if "--format line" not in value]
    if wrong:
        why = f"b4.{wrong[0]} lacks --format line: each patch is marked red"
        return Diagnosis(Health.BROKEN, "b4 --check", why)
    return Diagnosis(Health.OK, "b4 --check", ", ".join(ours))


def pairs(path: Path | None) -> Diagnosis:
    """The table of calls that undo each other."""
    try:
        table = read(text_of(path)) if path else shipped()
    except OSError as error:
        return Diagnosis(Health.BROKEN, "pairs", f"{path}: {error.strerror}")
    except ValueError as error:
        return Diagnosis(
            Health.BROKEN, "pairs", f"{path} is not a table made by `reviewbot learn`: {error}"
        )
    many = sum(map(len, table.by_acquire.values()))
    return Diagnosis(Health.OK, "pairs", f"{many}, of {table.origin} ({path or 'built in'})")


def voices(settings: Config) -> Diagnosis:
    """Whose voice decides what is drafted."""
    try:
        known = heard(settings.voice, settings.mine)
    except UsageError as error:
        return Diagnosis(Health.BROKEN, "voices", str(error))
    if not known.by_address:
        return Diagnosis(Health.MISSING, "voices", "none, as reviewbot.voices says")
    you = [each for each in sorted(known.me) if each in known.by_address]
    people = len(known.by_address) - len(known.lists)
    who = f"yours ({', '.join(you)}), then " if you else ""
    others = f"{count(people, 'person', 'people')}, " if people else ""
    where = settings.voice or "built in"
    return Diagnosis(
        Health.OK, "voices", f"{who}{others}{count(len(known.lists), 'list')} ({where})"
    )


def conventions(path: Path | None) -> Diagnosis:
    """The table of what the code keeps to."""
    try:
        table = read_conventions(text_of(path)) if path else shipped_conventions()
    except OSError as error:
        return Diagnosis(Health.BROKEN, "conventions", f"{path}: {error.strerror}")
    except ValueError as error:
        why = f"{path} is not a table made by `reviewbot learn`: {error}"
        return Diagnosis(Health.BROKEN, "conventions", why)
    many = f"{len(table.directories)} directories"
    return Diagnosis(Health.OK, "conventions", f"{many}, of {table.origin} ({path or 'built in'})")


def versions() -> Iterator[Diagnosis]:
    """Ours and Python's; then the libraries."""
    yield Diagnosis(Health.OK, "reviewbot", f"{__version__}, Python {platform.python_version()}")
    found, lost = [], []
    for requirement in requires("reviewbot") or ():
        if "extra ==" in requirement:
            continue
        name = _NAME.match(requirement)
        try:
            found.append(f"{name[0]} {version(name[0])}" if name else "")
        except PackageNotFoundError:
            lost.append(requirement)
    if lost:
        yield Diagnosis(Health.BROKEN, "libraries", f"not installed: {', '.join(lost)}")
    yield Diagnosis(Health.OK, "libraries", ", ".join(sorted(found)))
