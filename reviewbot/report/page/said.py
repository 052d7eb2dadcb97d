"""What people and robots said of a mail in the thread, beside the line they said it at."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.review_tags import tags_in_reply
from reviewbot.context.revisions import predecessor, unchanged
from reviewbot.frozen import frozen
from reviewbot.model.budget import STEPS, TooLargeError, budget, spend
from reviewbot.report.page.notes import paragraphs
from reviewbot.thread.clean import header_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.model.comment import Comment
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Prior, Series
    from reviewbot.report.page.notes import Paragraph

LETTERS = 240  # of a comment that are quoted
_TELLING = 4  # letters and digits of a line that is found again by its text


@frozen
class Said:
    """A comment: who made it, in which mail, and how it begins.

    ``revision`` is the earlier one it was made on, 0 if it was on this.
    """

    who: str
    message_id: str
    text: tuple[Paragraph, ...]
    revision: int = 0
    is_robot: bool = False
    answered: bool = False


@frozen
class Placed:
    """The comments on a mail: by its body line (0: on all of it), and those whose line is gone."""

    at: Mapping[int, Sequence[Said]]
    gone: tuple[Said, ...]


class Comments:
    """All that was said on a series and on its earlier revisions, by the mail it was said on."""

    def __init__(self, series: Series, prior: Prior) -> None:
        self._series = series
        self._earlier = (*prior.reposts, *prior.earlier)
        self._on: dict[str, list[tuple[Comment, bool]]] = defaultdict(list)
        for comment in prior.comments:
            self._on[comment.on].append((comment, False))
        for comment in prior.robots:
            self._on[comment.on].append((comment, True))

    def of(self, mail: Patch) -> Placed:
        """Those on a mail, and on what it was before."""
        at: dict[int, list[Said]] = defaultdict(list)
        gone = []
        for comment, is_robot in self._on.get(mail.message.message_id, ()):
            at[_line(comment)].append(_said(comment, is_robot=is_robot))
        for revision, old in self._older(mail):
            for comment, is_robot in self._on.get(old.message.message_id, ()):
                if _is_only_tag(comment):
                    continue  # the patch has it, or a check speaks of it
                said = _said(comment, is_robot=is_robot, revision=revision)
                if line := _still(old, _line(comment), mail):
                    at[line].append(said)
                else:
                    gone.append(said)
        return Placed(at, tuple(gone))

    def _older(self, mail: Patch) -> Iterator[tuple[int, Patch]]:
        """What the mail was in each older posting, with the number of that."""
        known = {mail.message.message_id}
        for one in self._earlier:
            old = one.cover if mail is self._series.cover else _predecessor(mail, one)
            if old and old.message.message_id not in known:
                known.add(old.message.message_id)
                yield one.revision, old


def _predecessor(patch: Patch, earlier: Series) -> Patch | None:
    try:
        with budget(STEPS):
            return predecessor(patch, earlier)
    except TooLargeError:
        return None


def _still(old: Patch, line: int, new: Patch) -> int:
    """The body line that a line of an older mail is now; 0 where there is none."""
    if not line:
        return 0
    try:
        with budget(STEPS):
            return unchanged(old, line, new) or _only(old, line, new)
    except TooLargeError:
        return 0


def _only(old: Patch, line: int, new: Patch) -> int:
    """The one body line that has the same text, in the same file or in the text of the mail."""
    path, text = _text(old, line)
    if sum(map(str.isalnum, text)) < _TELLING:
        return 0
    spend(len(new.message.lines))
    found = [at for at in range(1, len(new.message.lines) + 1) if _text(new, at) == (path, text)]
    return found[0] if len(found) == 1 else 0


def _text(mail: Patch, at: int) -> tuple[str, str]:
    """The path of the file a body line is of, and the line without its mark and indentation."""
    file, line = mail.anchors.get(at, (None, None))
    return file.path if file else "", line.text.strip() if line else mail.message.line(at).strip()


def _is_only_tag(comment: Comment) -> bool:
    tags = {tag.line.strip() for tag in tags_in_reply(comment)}
    return all(line.strip() in tags for line in comment.text.split("\n") if line.strip())


def _line(comment: Comment) -> int:
    """The line it stands below, or the first one it stands above."""
    return comment.at or min(comment.over, default=0)


def _said(comment: Comment, *, is_robot: bool, revision: int = 0) -> Said:
    author = comment.message.author
    return Said(
        who=header_text(author.name) or header_text(author.email) or "somebody",
        message_id=header_text(comment.message.message_id),
        text=tuple(paragraphs(opening(comment.text))),
        revision=revision,
        is_robot=is_robot,
        answered=comment.answered,
    )


def opening(text: str) -> str:
    """How a comment begins: as much of it as one reads at a glance."""
    start = text.strip()
    if len(start) <= LETTERS:
        return start
    return f"{start[:LETTERS].rpartition(' ')[0] or start[:LETTERS]} ..."
