"""Fix-ups of real findings: how many there are, whether git takes them, and what they change.

    python benchmarks/fixups.py --tree LINUX [--most 300] [--ask] [--since 2024-10 --until 2025-02]
                                [--exact] [--show FILE] ARCHIVE...

Every patch is looked at by itself. Where the tree has all files of a patch exactly (``--exact``: no
others are counted), the mail as it came and its fix-ups are applied by git-am(1) to a repository of
those files. What git-diff(1) then makes of both is looked at once more: each check must be silent
where it spoke, and nothing else be found than before. ``--show`` writes the fix-ups, to be read.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hits import alone
from reviewbot.answer import answer
from reviewbot.checks.api import HistoryContext, PeerContext
from reviewbot.checks.registry import all_checks
from reviewbot.context.gather import gather
from reviewbot.context.levels import BlobContext, Level
from reviewbot.context.repository import Repository
from reviewbot.deadline import Deadline
from reviewbot.engine import no_prior, run
from reviewbot.fetch.epoch import raw_messages
from reviewbot.fixups.mail import as_mail
from reviewbot.fixups.mend import mend
from reviewbot.model.mail import Address
from reviewbot.outbox import to_bytes
from reviewbot.pipeline import Options
from reviewbot.thread.messages import read_message
from reviewbot.thread.post import read_post

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewbot.model.finding import Finding
    from reviewbot.model.fixup import Mended
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

ME = Address("R. Reviewer", "reviewer@example.org")
_OTHERS = (HistoryContext, PeerContext)
CHECKS = tuple(check for check in all_checks() if not issubclass(check.needs, _OTHERS))


@dataclass
class Trial:
    """What is counted, and what it is counted with."""

    repository: Repository
    options: argparse.Namespace
    count: Counter[str] = field(default_factory=Counter)
    why: Counter[str] = field(default_factory=Counter)
    by_check: Counter[str] = field(default_factory=Counter)

    def one(self, raw: bytes, mail: Patch) -> None:
        """Mend a patch, and try what comes of it."""
        series = alone(mail)
        files = self.exact_files(series)
        if files is None and self.options.exact:
            return
        self.count["patches"] += 1
        found = run([series], CHECKS, self.repository).findings
        if not any(finding.fix for finding in found):
            return

        def mender(one: Series, findings: Iterable[Finding]) -> Mended:
            wanted = [finding for finding in findings if finding.fix]
            self.count["remarks with a fix"] += len(wanted)
            return mend(one, wanted, CHECKS, self.repository, Deadline(120))

        said = answer((series,), found, CHECKS, no_prior, Options(ask=self.options.ask), mender)
        by_id = {finding.id: finding for finding in said.findings}
        fixups = said.mended.fixups
        for id_, why in said.mended.unmended:
            self.why[f"{by_id[id_].check}: {why}"] += 1
        self.count["fix-ups"] += len(fixups)
        self.by_check.update(by_id[each.finding].check for each in fixups)
        texts = [to_bytes(as_mail(each, by_id[each.finding].text), ME) for each in fixups]
        self.show(mail, texts)
        if texts and files is not None:
            left = [finding for finding in found if finding.id not in {f.finding for f in fixups}]
            self.by_git(raw, files, texts, mail, left)

    def exact_files(self, series: Series) -> Mapping[str, bytes] | None:
        """The files of a patch before it, if the tree has them all as it names them."""
        context = next(iter(gather(series, self.repository))).context
        if not isinstance(context, BlobContext) or context.level is not Level.EXACT:
            return None
        if len(context.images) != len(context.files):
            return None
        return {f.old_path: image.pre for f, image in context.images.items() if f.old_path}

    def by_git(
        self,
        raw: bytes,
        files: Mapping[str, bytes],
        fixups: Sequence[bytes],
        mail: Patch,
        left: Iterable[Finding],
    ) -> None:
        """Let git apply the mail and the fix-ups."""
        folder = Path(tempfile.mkdtemp())
        try:
            git(folder, "init", "-q")
            for path, content in files.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(content)
            git(folder, "add", "-A")
            git(folder, "commit", "-q", "--allow-empty", "-m", "base")
            if am(folder, [raw]):
                self.count["of patches that git am does not take as they came"] += len(fixups)
                return
            if error := am(folder, fixups):
                self.count["FAILED to apply"] += len(fixups)
                print(mail.message.message_id, error)
                return
            self.count["applied by git am"] += len(fixups)
            base = f"HEAD~{1 + len(fixups)}"
            self.again(
                git(folder, "diff", "--full-index", "-M", base, "HEAD"), mail, left, len(fixups)
            )
        finally:
            shutil.rmtree(folder)

    def again(self, diff: str, mail: Patch, left: Iterable[Finding], fixups: int) -> None:
        """Look at the patch as git has it with its fix-ups."""
        lines = (*mail.message.lines[: mail.body.diff.start - 1], *diff.split("\n"))
        now, _ = read_post(replace(mail.message, lines=lines))
        findings = run([alone(now)], CHECKS, self.repository).findings if now else ()
        after, wanted = Counter(map(said_by, findings)), Counter(map(said_by, left))
        is_same = after == wanted
        self.count["silent, and all else as before" if is_same else "NOT as before"] += fixups
        if not is_same:
            print(mail.message.message_id, "gone:", wanted - after, "new:", after - wanted)

    def show(self, mail: Patch, texts: Iterable[bytes]) -> None:
        """Keep the fix-ups for reading."""
        if self.options.show:
            with self.options.show.open("ab") as file:
                for text in texts:
                    file.write(f"=== {mail.message.message_id}\n".encode() + text)


def said_by(finding: Finding) -> tuple[str, str]:
    """What a finding says, wherever."""
    return finding.check, str(sorted(finding.facts.items()))


def am(folder: Path, mails: Sequence[bytes]) -> str:
    """What git says of mails it does not take."""
    names = [str(folder / ".git" / f"{number:03}.patch") for number in range(len(mails))]
    for name, content in zip(names, mails, strict=True):
        Path(name).write_bytes(content)
    done = started(folder, "am", "-q", *names)
    return done.stderr or "?" if done.returncode else ""


def git(folder: Path, *arguments: str) -> str:
    """What git prints."""
    done = started(folder, *arguments)
    done.check_returncode()
    return done.stdout


def started(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Git in a folder, as somebody."""
    roles = [f"GIT_{role}_{what}" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")]
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **dict.fromkeys(roles, "r@example.org")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )


def main() -> None:
    """Mend, apply, look again, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--tree", type=Path, required=True)
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--ask", action="store_true", help="those that are only likely, too")
    parser.add_argument("--exact", action="store_true")
    parser.add_argument("--since", default="0")
    parser.add_argument("--until", default="9")
    parser.add_argument("--show", type=Path)
    options = parser.parse_args()
    with Repository(options.tree) as repository:
        trial = Trial(repository, options)
        for raw in (raw for archive in options.archives for raw in raw_messages(archive)):
            message = read_message(raw)[0]
            if not (message.date and options.since <= f"{message.date:%Y-%m}" <= options.until):
                continue
            mail, _ = read_post(message)
            if mail and mail.files:
                trial.one(raw, mail)
                print(f"{trial.count['fix-ups']} fix-ups", end="\r", file=sys.stderr)
            if trial.count["fix-ups"] >= options.most:
                break
    for title, table in (("", trial.count), ("not written", trial.why), ("for", trial.by_check)):
        print(f"\n| {title} | |\n|---|---|")
        for name, number in table.most_common():
            print(f"| {name} | {number} |")


if __name__ == "__main__":
    main()
