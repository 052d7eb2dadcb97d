"""What became of a patch since the revision before, line by line, as git-range-diff(1) shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.revisions import predecessor
from reviewbot.frozen import frozen
from reviewbot.model.budget import STEPS, TooLargeError, budget
from reviewbot.report.page.edits import KEPT, edits
from reviewbot.report.summary import count
from reviewbot.thread.clean import header_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Prior

MOST = 120  # lines that differ; a patch that was written anew is not read as a difference
_AROUND = 3  # lines that are shown around them
_FILE = "## "
_HEADS = (_FILE, "@@")


@frozen
class Since:
    """What a patch was in ``revision``, the mail ``message_id``, and the lines that differ since.

    Each line has its mark (``+``, ``-``, a blank or, where some were left out, nothing).
    ``is_new``: there was none. ``is_other``: too much differs to show it.
    """

    revision: int
    message_id: str = ""
    is_new: bool = False
    is_other: bool = False
    differing: int = 0
    lines: tuple[tuple[str, str], ...] = ()

    @property
    def briefly(self) -> str:
        """For a list."""
        if self.is_new:
            return "new"
        if self.is_other:
            return f"rewritten since v{self.revision}"
        if not self.differing:
            return f"as in v{self.revision}"
        return f"{count(self.differing, 'line')} changed since v{self.revision}"


def since(patch: Patch, prior: Prior) -> Since | None:
    """The patch beside the one it was in the newest earlier revision, if that is there."""
    if not (prior.earlier and patch.files):
        return None
    earlier = prior.earlier[0]
    try:
        with budget(STEPS):
            old = predecessor(patch, earlier)
            if old is None:
                return None if earlier.missing else Since(earlier.revision, is_new=True)
            made = edits(_text(old), _text(patch), MOST)
    except TooLargeError:
        return None
    id_ = header_text(old.message.message_id)
    if made is None:
        return Since(earlier.revision, id_, is_other=True)
    differing = sum(mark != KEPT for mark, _ in made)
    return Since(earlier.revision, id_, differing=differing, lines=tuple(_near(made)))


def _text(patch: Patch) -> list[str]:
    """Title, log and diff of a patch, without what moves by itself: line numbers and blob ids."""
    log = sorted({*patch.body.log, *patch.body.trailers})
    lines = [patch.subject.title, "", *(patch.message.line(at) for at in log)]
    for file in patch.files:
        lines += ["", f"## {file.path} ##"]
        for hunk in file.hunks:
            lines.append(f"@@ {hunk.section}")
            lines += [line.kind.value + line.text for line in hunk.lines]
    return [visible(line).rstrip() for line in lines]


def _near(made: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The lines that differ and those around; of those left out above, the last headings."""
    shown: set[int] = set()
    for at, (mark, _) in enumerate(made):
        if mark != KEPT:
            shown.update(range(at - _AROUND, at + _AROUND + 1))
    left_out: list[str] = []
    for at, (mark, text) in enumerate(made):
        if at not in shown:
            left_out.append(text)
            continue
        if left_out:
            yield from (("", head) for head in _above(left_out))
            left_out = []
        yield mark, text


def _above(lines: Sequence[str]) -> list[str]:
    """The last file and the last hunk of it; dots where there is neither."""
    heads = [text for text in lines if text.startswith(_HEADS)]
    files = [at for at, text in enumerate(heads) if text.startswith(_FILE)]
    last = files[-1] if files else 0
    return [*heads[last : last + 1], *heads[last + 1 :][-1:]] or ["..."]
