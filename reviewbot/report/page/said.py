"""What people and robots said of a mail in the thread, beside the line they said it at."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.review_tags import tags_in_reply
from reviewbot.context.revisions import predecessor
from reviewbot.frozen import frozen
from reviewbot.model.budget import STEPS, TooLargeError, budget
from reviewbot.report.page.moved import Moved
from reviewbot.report.page.notes import paragraphs
from reviewbot.thread.clean import header_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.model.comment import Comment
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Prior, Series
    from reviewbot.report.page.notes import Paragraph

MOST = 200  # comments on a mail; nobody reads more beside a patch
LETTERS = 240  # of a comment that are quoted


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
    """The comments on a mail: by its body line (0: on all of it), and those whose line is gone.

    ``left_out`` is how many more there are.
    """

    at: Mapping[int, Sequence[Said]]
    gone: tuple[Said, ...]
    left_out: int = 0


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
        """The comments on a mail, and on what it was before."""
        at: dict[int, list[Said]] = defaultdict(list)
        gone: list[Said] = []
        moved = Moved(mail)
        made = list(self._made(mail))
        for revision, old, comment, is_robot in made[:MOST]:
            line = moved.now(old, _line(comment)) if revision else _line(comment)
            said = _said(comment, is_robot=is_robot, revision=revision)
            (at[line] if line or not revision else gone).append(said)
        return Placed(at, tuple(gone), len(made[MOST:]))

    def _made(self, mail: Patch) -> Iterator[tuple[int, Patch, Comment, bool]]:
        """The comments with the mail they were made on, and its revision if it is an older one."""
        for comment, is_robot in self._on.get(mail.message.message_id, ()):
            yield 0, mail, comment, is_robot
        for revision, old in self._older(mail):
            for comment, is_robot in self._on.get(old.message.message_id, ()):
                if not _is_only_tag(comment):  # the patch has it, or a check speaks of it
                    yield revision, old, comment, is_robot

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
