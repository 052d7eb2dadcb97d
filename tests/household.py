"""A home that its user keeps in git, with a watch below it that follows lists which grow."""

from __future__ import annotations

import mailbox
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from epochs import epoch, grow, invented
from hostile import NASTY
from reviewbot.stamp import undated
from support import ROOT
from trees import commit, git, make

if TYPE_CHECKING:
    from collections.abc import Iterator

_SERIES = 5  # mails of one
_ENDLESS = 10_000
_DYING = str(Path(__file__).with_name("dying.py"))


def kept_in_git(folder: Path) -> Path:
    """A home with work in it that is nowhere else: commits, branches, a tag."""
    make(folder / "seed", {"f": "1\n"}, "--initial-branch=master")
    git(folder, "clone", "--quiet", "--bare", str(folder / "seed"), "upstream.git")
    home = folder / "kept"
    git(folder, "clone", "--quiet", str(folder / "upstream.git"), str(home))
    commit(home, {"g": "2\n", ".gitignore": ".local/\nMail/\n"}, "Not pushed")
    git(home, "branch", "topic")
    git(home, "branch", "wip", "HEAD~1")
    git(home, "tag", "mine")
    return home


def own(home: Path) -> str:
    """All that is the user's own in it: refs, what HEAD is, configuration, files, history."""
    said = [git(home, *words.split()) for words in ("for-each-ref", "log --format=%H", "status -s")]
    files = [(home / ".git" / name).read_text() for name in ("HEAD", "config")]
    return "\n".join(said + files)


@dataclass(frozen=True)
class Lists:
    """Two lists in directories; ``more`` posts to them."""

    folder: Path
    good: Iterator[bytes]
    bad: Iterator[bytes]

    def more(self) -> None:
        """A series on each list, and on the first one a hostile mail in the midst of it."""
        for name in ("one", "two"):
            mails = list(islice(self.good, _SERIES))
            if name == "one":
                mails.insert(2, next(self.bad))
            grow(self.folder / name / "0.git", *(("m", raw) for raw in mails))


def lists_in(folder: Path) -> Lists:
    """Two lists without mails."""
    for name in ("one", "two"):
        (folder / name).mkdir(parents=True)
        epoch(folder / name / "0.git")
    return Lists(folder, invented(_ENDLESS), _poisons())


def _poisons() -> Iterator[bytes]:
    """All hostile mails, again and again, each with a name and a title of its own."""
    for number in count():
        raw = list(NASTY.values())[number % len(NASTY)]
        raw = raw.replace(b"<poison@", b"<poison-%d@" % number)
        yield raw.replace(b"frob: poison", b"frob-%d: poison" % number)


@dataclass(frozen=True)
class Watch:
    """A watch of such lists, with its state in ``folder`` and drafts in a box beside it."""

    folder: Path
    lists: Path
    box: str

    @property
    def drafts(self) -> Path:
        return self.folder / "Mail/drafts"

    @property
    def state(self) -> Path:
        return self.folder / ".local/state/reviewbot"

    def mirror(self, name: str) -> Path:
        return self.state / "lists" / name / "0.git"

    def command(self, moment: str = "-", number: int = 9, size: int = 0) -> list[str]:
        """One turn; how it dies and how large its files may be is for ``dying.py``."""
        settings = self.folder / ".local/watch.toml"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(
            f'state = "{self.state}"\ndrafts = "{self.drafts}"\nbox = "{self.box}"\n'
            + "".join(
                f'[[list]]\nname = "{name}"\nurl = "{self.lists}/{name}"\nwhat = "all"\n'
                for name in ("one", "two")
            )
        )
        named = ("--settings", str(settings), "--since", "2016-01-01")
        return [sys.executable, _DYING, moment, str(number), str(size), "watch", "--once", *named]

    def begin(self, moment: str = "-", number: int = 9, size: int = 0) -> subprocess.Popen[str]:
        """Start a turn, in a group of processes of its own."""
        return subprocess.Popen(
            self.command(moment, number, size),
            stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd=ROOT,
            start_new_session=True,
        )  # fmt: skip

    def turn(self, size: int = 0) -> tuple[int, str]:
        """A turn to its end: the exit code, and what was said."""
        with self.begin(size=size) as run:
            said = run.communicate()[1]
        return run.returncode, said

    def delivered(self) -> Counter[bytes]:
        """How often each draft is there, whenever it was written."""
        if self.box == "mbox":
            if not self.drafts.exists():
                return Counter()
            with closing(mailbox.mbox(self.drafts)) as box:
                return Counter(_dateless(message.as_bytes()) for message in box)
        pattern = "*.eml" if self.box == "files" else "cur/*"
        return Counter(undated(path.read_bytes()) for path in self.drafts.glob(pattern))


def _dateless(raw: bytes) -> bytes:
    """A draft of an mbox, which has our mark before the date."""
    mark, _, rest = raw.partition(b"\n")
    return mark + b"\n" + undated(rest)
