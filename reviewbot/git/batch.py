"""Objects asked for by name, one after the other, through one process of git's.

Unlike ``objects`` it looks at kind and size first: a hundred megabytes are not read to be thrown away.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.git.start import talk

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.git.start import Conversation


@frozen
class Info:
    """The full id of an object, its kind and its size.

    What cannot be told has no id, and is of the kind ``missing`` or ``ambiguous``.
    """

    oid: str
    kind: str
    size: int = 0


class Batch:
    """One ``git cat-file --batch-command``, begun when something is asked.

    A name is what gitrevisions(7) takes for one, without line breaks.
    """

    def __init__(self, git_dir: Path) -> None:
        self._git_dir = git_dir
        self._open: Conversation | None = None

    def close(self) -> None:
        """End the process; a later question starts another."""
        if self._open:
            batch, self._open = self._open, None
            with suppress(BrokenPipeError), batch:
                batch.terminate()

    def info(self, name: str) -> Info:
        """What an object is: at a hundredth of the price of a process."""
        try:
            return self._asked("info", name)
        except BaseException:  # broken off: what git says next would answer another question
            self.close()
            raise

    def blob(self, name: str, most: int) -> bytes | None:
        """A blob of at most so many bytes; ``None`` where there is none such."""
        try:
            info = self._asked("contents", name)
            if info.kind != "blob" or info.size > most:
                if info.oid:  # its contents are about to come, and are not wanted: a seldom case
                    self.close()
                return None
            out = self._process().stdout
            content = out.read(info.size + 1)[: info.size] if out else b""
        except BaseException:  # as above
            self.close()
            raise
        if len(content) < info.size:  # damaged: git has ended in the middle
            self.close()
            return None
        return content

    def _asked(self, verb: str, name: str) -> Info:
        process = self._process()
        answer: list[str] = []
        if process.stdin and process.stdout:
            with suppress(BrokenPipeError):
                process.stdin.write(f"{verb} {name}\n".encode())
                process.stdin.flush()
            answer = process.stdout.readline().decode("utf-8", "replace").split()
        if not answer:  # git ends where a partial clone would have to fetch
            self.close()
        if len(answer) == 3 and answer[2].isdigit():  # noqa: PLR2004  "<id> <kind> <size>"
            return Info(answer[0], answer[1], int(answer[2]))
        return Info("", "ambiguous" if answer[1:] == ["ambiguous"] else "missing")

    def _process(self) -> Conversation:
        if self._open is None:
            self._open = talk(self._git_dir, "cat-file", "--batch-command")
        return self._open
