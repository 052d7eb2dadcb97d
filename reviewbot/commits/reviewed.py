"""The review of commits, in the tree as it was below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.registry import unloaded
from reviewbot.commits.chosen import chosen
from reviewbot.commits.cover import cover_mail
from reviewbot.commits.mails import commit_of, mails
from reviewbot.commits.repository import Commits
from reviewbot.commits.series import series_of
from reviewbot.deadline import SECONDS
from reviewbot.engine import no_prior
from reviewbot.frozen import frozen, replace
from reviewbot.pipeline import checks_of, review_series
from reviewbot.report.commits import is_told
from reviewbot.report.summary import count
from reviewbot.trees.opened import Trees

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewbot.commits.mails import Mails
    from reviewbot.model.mail import Address
    from reviewbot.model.review import Review
    from reviewbot.pipeline import Options

_EACH = 2.0  # seconds of CPU that a commit may take


@frozen
class Reviewed:
    """The review, the ids of the commits in their order, and a line for what was left out."""

    review: Review
    commits: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def told(self) -> Review:
        """The review with what the author is told, and nothing else."""
        findings = tuple(finding for finding in self.review.findings if is_told(finding))
        return replace(self.review, findings=findings)


def reviewed(
    where: Path, said: str, cover: bytes | None, options: Options, me: Address | None
) -> Reviewed:
    """Review the commits that ``said`` means; raises UsageError where there are none such.

    ``options`` need no deadline: it is worked out of how many there are.
    """
    with Commits(where) as repository:
        meant = chosen(repository, said)
        found = mails(repository, meant, me)
        below = repository.fork(meant.base, meant.tip) if meant.base else None
        top = repository.place.work_tree or repository.place.git_dir
    cover = cover or meant.cover.encode()
    letter = cover_mail(cover, len(found.raws), me) if cover.strip() else None
    one, defects = series_of(found.raws, letter)
    seconds = options.deadline or max(SECONDS, _EACH * len(found.raws))
    options = replace(options, own=True, ask=True, deadline=seconds)
    # a first commit has no tree below it
    with Trees(top, base=below) if below else Trees() as trees:
        chosen_series = (one,) if one.patches else ()
        review = review_series(chosen_series, no_prior, checks_of(options), trees, options)
    return Reviewed(
        replace(
            review,
            source=meant.name,
            failures=(*unloaded(options.checks), *review.failures),
            defects=defects,
        ),
        tuple(commit_of(patch.message.message_id) for patch in one.patches),
        tuple(_left(found)),
    )


def _left(found: Mails) -> Iterator[str]:
    if found.merges:
        yield f"not looked at: {count(found.merges, 'merge')}"
    if found.empty > 0:
        yield f"not looked at: {count(found.empty, 'commit')} without a change"
