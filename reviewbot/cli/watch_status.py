"""``reviewbot watch --status`` and ``--site``: what the watch did."""

from __future__ import annotations

from reviewbot.cli.say import say
from reviewbot.errors import UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.watch.settings import Settings
    from reviewbot.watch.status.rows import Status


def show_status(settings: Settings) -> int:
    """Print it."""
    from reviewbot.streams import show
    from reviewbot.watch.status.text import text

    show(text(status_of(settings)))
    return 0


def write_site(settings: Settings, folder: Path) -> int:
    """Write it as pages; raises UsageError where that cannot be."""
    from reviewbot import private
    from reviewbot.reply.wording import template_root
    from reviewbot.watch.status.site import pages

    made = pages(status_of(settings), template_root())
    try:
        private.folder(folder)
        for name, content in made.items():
            private.replace(folder / name, content.encode("utf-8", "replace"))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(f"the status cannot be written to {folder}: {why}") from error
    return 0


def status_of(settings: Settings) -> Status:
    """What the state has, and what feedback says of it."""
    import time

    from reviewbot import config
    from reviewbot.feedback import Verdict, all_said
    from reviewbot.watch.status.read import read_status

    said = all_said(config.feedback())
    wrong = frozenset(each.shown.id for each in said if each.verdict is Verdict.WRONG)
    return read_status(settings.state, settings.lists, wrong, time.time())


def publish(settings: Settings) -> None:
    """Write the pages that the settings ask for; where that cannot be, it is said."""
    if settings.site:
        try:
            write_site(settings, settings.site)
        except UsageError as error:
            say(str(error))
