"""A list that is watched for some weeks, with all that can become of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from epochs import epoch, grow
from replayed import BAD, FINE, patch, quote, reply
from reviewbot.pipeline import Options
from reviewbot.watch.manner import Manner
from reviewbot.watch.settings import MailingList, Settings
from reviewbot.watch.state import opened
from reviewbot.watch.status.read import read_status
from reviewbot.watch.turn import Watcher, turn

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from reviewbot.watch.status.rows import Status

START = 1_577_836_800.0  # 2020-01-01, day 31 of the mails
DAY = 86400.0
ME = "Me Myself <me@example.org>"
REMARK = 'This can simply be "return NOTIFY_OK;".\n'
EVIL = "\x1b[31mred\u202eder <script>alert(1)</script>"


class Watched:
    """A list that is watched by me, and what its status is."""

    def __init__(self, folder: Path, box: str = "maildir", manner: Manner | None = None) -> None:
        self.folder = folder
        (folder / "list").mkdir()
        self.epoch = epoch(folder / "list/0.git")
        lists = (MailingList("frob", f"{folder}/list", what="all", manner=manner or Manner()),)
        self.settings = Settings(folder / "state", folder / "drafts", box, lists)

    def turn(self, day: int, *mails: bytes) -> list[str]:
        """The list gets mails, and is looked at that day; what was said."""
        if mails:
            grow(self.epoch, *(("m", raw) for raw in mails))
        said: list[str] = []
        options = Options(mine=frozenset({"me@example.org"}))
        with opened(self.settings.state) as state:
            now = START + (day - 31) * DAY
            turn(Watcher(self.settings, None, options, said.append), state, now, START - 30 * DAY)
        return said

    def status(self, day: int = 60, wrong: Collection[str] = ()) -> Status:
        now = START + (day - 31) * DAY
        return read_status(self.settings.state, self.settings.lists, wrong, now)

    def fates(self, wrong: Collection[str] = ()) -> dict[str, str]:
        """What became of the draft on each patch."""
        return {one.mail.partition("@")[0]: one.fate for one in self.status(wrong=wrong).drafts}

    def draft(self, name: str) -> Path:
        """The draft on a patch, where it is a file of its own."""
        (path,) = (
            path
            for path in self.settings.drafts.rglob("*.*")
            if f"In-Reply-To: <{name}@" in path.read_text()
        )
        return path


NAMES = ("kept", "mended", "taken", "told", "gone", "changed", "untrue")


def lived(watched: Watched) -> str:
    """All that can become of a draft; the id of the finding that is wrong."""
    watched.turn(35, *(patch(name, BAD, 31 + n // 4) for n, name in enumerate(NAMES)))
    watched.draft("gone-1").unlink()
    path = watched.draft("changed-1")
    path.write_text(path.read_text() + "One more thing.\n")
    watched.turn(
        50,
        patch("kept", BAD, 40, 2),
        patch("mended", FINE, 41, 2),
        patch("fine", FINE, 30),
        reply("taken-1", "Applied, thanks!\n", 42),
        reply("told-1", quote("told") + REMARK, 43, author=ME),
        reply("kept-1", quote("kept") + "Why that?\n", 44, author=ME),
    )
    (untrue,) = (d for d in watched.status().drafts if d.mail.startswith("untrue"))
    return untrue.remarks[0].id
