"""Compare the pages of the watch with a plain count, after a year with a person at the box.

    python benchmarks/lived.py [--since 2025-07-01] [--until 2026-07-01] [--seed 1] ARCHIVE...

The archives are followed week by week, as if they were pulled. After each week the person sends,
edits, deletes or leaves each new draft, by chance; what is sent comes on the list in an epoch of its
own. Then the JSON of the pages is compared with what the standard library counts: drafts in the
box and what the person did with them, and posts in the archives.
"""

from __future__ import annotations

import argparse
import email
import email.header
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from epochs import epoch, grow
from reviewbot.fetch.epoch import opened as opened_archive
from reviewbot.pipeline import Options
from reviewbot.reply.wording import template_root
from reviewbot.watch.settings import MailingList, Settings
from reviewbot.watch.state import opened
from reviewbot.watch.status.read import read_status
from reviewbot.watch.status.site import pages
from reviewbot.watch.turn import Watcher, turn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

WEEK = timedelta(days=7)
ME = b"me@example.org"
FATES = {"send": "sent", "edit": "edited", "delete": "deleted", "leave": "waiting"}
_POST = re.compile(r"\[[^\]]*\b(?:PATCH|RFC)\b[^\]]*\]")
_NUMBER = re.compile(r"\b0*(\d+)/\d+\b")


def git(where: Path, *arguments: str) -> str:
    """What git says of an epoch."""
    command = ["git", "-C", str(where), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


class Lived:
    """Lists in a directory, watched; and what the person did with each draft."""

    def __init__(self, folder: Path, archives: list[Path], seed: int) -> None:
        self.folder = folder
        self.tips: dict[str, str] = {}
        for archive in archives:
            where = folder / archive.stem / "0.git"
            where.parent.mkdir()
            with opened_archive(archive) as whole:
                command = ["git", "clone", "--quiet", "--mirror", str(whole), str(where)]
                subprocess.run(command, check=True)
            self.tips[archive.stem] = git(where, "rev-parse", "HEAD")
        lists = tuple(MailingList(n.lower(), str(folder / n), what="all") for n in self.tips)
        self.settings = Settings(folder / "state", folder / "drafts", "maildir", lists)
        self.done: dict[str, tuple[str, str]] = {}  # by draft, the mail it answers, what was done
        self._rng = Random(seed)  # noqa: S311  chance that can be repeated

    def week(self, now: datetime, since: datetime, until: datetime) -> None:
        """Follow the lists, then go through the box."""
        for name, tip in self.tips.items():
            where = self.folder / name / "0.git"
            then = git(where, "rev-list", "-1", f"--before={min(now, until).isoformat()}", tip)
            git(where, "update-ref", git(where, "symbolic-ref", "HEAD"), then)
        watcher = Watcher(self.settings, None, Options(mine=frozenset({ME.decode()})), _nothing)
        with opened(self.settings.state) as state:
            turn(watcher, state, now.timestamp(), since.timestamp())
        if now < until:
            for path in sorted(self.settings.drafts.glob("cur/*")):
                if path.name not in self.done:
                    self._decide(path, now)

    def _decide(self, path: Path, now: datetime) -> None:
        raw = path.read_bytes()
        what = self._rng.choice([*FATES])
        mail = email.message_from_bytes(raw)
        self.done[path.name] = (_id(mail["In-Reply-To"]), FATES[what])
        if what == "edit":
            path.write_bytes(raw + b"And one more thing.\n")
        elif what != "leave":
            path.unlink()
        if what == "send":
            head = b"From: <%s>\nDate: %s\n" % (ME, format_datetime(now).encode())
            head += b"Message-ID: <%s@example.org>\n" % path.name.partition(".")[0].encode()
            sent = head + re.sub(rb"\ADate:.*\n", b"", raw)
            people = f"{mail['To']} {mail['Cc']}"
            name = next((each for each in self.tips if each in people), next(iter(self.tips)))
            where = self.folder / name / "1.git"
            if not where.is_dir():
                epoch(where)
            grow(where, ("m", sent))

    def shown(self, now: datetime) -> dict[str, Any]:
        """What the first page shows."""
        status = read_status(self.settings.state, self.settings.lists, (), now.timestamp())
        made: dict[str, Any] = json.loads(pages(status, template_root())["index.json"])
        return made

    def fates(self) -> Counter[str]:
        """What became of all drafts, by what the person did and what is in the box."""
        left = {path.name for path in self.settings.drafts.glob("cur/*")} - self.done.keys()
        return Counter(fate for _, fate in self.done.values()) + Counter(waiting=len(left))

    def series(self, name: str, since: datetime) -> int:
        """Series posted on a list: covers, single patches, and first patches without a cover."""
        posts = [
            (_id(mail["Message-ID"]), number and int(number[1]), _id(mail["In-Reply-To"]), date)
            for mail in self._mails(name, since)
            if (mark := _POST.match(_subject(mail)))
            for number in [_NUMBER.search(mark[0])]
            for date in [parsedate_to_datetime(mail["Date"])]
        ]
        covers = {id_ for id_, number, _, _ in posts if number == 0}
        begins = (
            date
            for _, number, parent, date in posts
            if not number or (number == 1 and parent not in covers)
        )
        return sum(date >= since - timedelta(days=1) for date in begins)

    def _mails(self, name: str, since: datetime) -> Iterator[Message]:
        where, begin = self.folder / name / "0.git", (since - WEEK).isoformat()
        for commit in git(where, "rev-list", f"--since={begin}", "HEAD").split():
            command = ["git", "-C", str(where), "cat-file", "blob", f"{commit}:m"]
            done = subprocess.run(command, capture_output=True, check=False)
            if done.returncode == 0:
                yield email.message_from_bytes(done.stdout)


def _nothing(_line: str) -> None:
    """Nobody reads the journal."""


def _id(text: object) -> str:
    return str(text or "").strip().strip("<>")


def _subject(mail: Message) -> str:
    parts = email.header.decode_header(mail["Subject"] or "")
    return " ".join(str(email.header.make_header(parts)).split())


def main() -> int:
    """Live through it, and print both counts; 1 where drafts differ."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archives", type=Path, nargs="+")
    parser.add_argument("--since", type=datetime.fromisoformat, default="2025-07-01")
    parser.add_argument("--until", type=datetime.fromisoformat, default="2026-07-01")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    since, until = (each.replace(tzinfo=UTC) for each in (options.since, options.until))
    with tempfile.TemporaryDirectory(prefix="lived-") as folder:
        lived = Lived(Path(folder), options.archives, options.seed)
        now = since
        while now <= until + 2 * WEEK:
            lived.week(now, since, until)
            now += WEEK
        shown, fates = lived.shown(now), lived.fates()
        page = {fate: shown["counts"]["fates"][fate] for fate in FATES.values()}
        print(f"drafts   counted {fates.total()}: {dict(sorted(fates.items()))}")
        print(f"         shown   {sum(page.values())}: {dict(sorted(page.items()))}")
        for one, name in zip(shown["lists"], lived.tips, strict=True):
            kinds = one["counts"]["kinds"]
            counted = lived.series(name, since)
            print(f"{name}: series counted {counted}, shown {sum(kinds.values())}: {kinds}")
        return int(+fates != +Counter(page))


if __name__ == "__main__":
    sys.exit(main())
