"""What was not looked at, a sentence for each reason; details of a patch stand at the patch."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.model.finding import NO_TREE
from reviewbot.report.summary import MOST, NAMES, count, title
from reviewbot.thread.clean import header_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.review import Review


def unseen(review: Review) -> Iterator[str]:
    """The sentences, one each."""
    yield from _left_out(review)
    yield from _defects(review)
    yield from _skipped(review)


def _left_out(review: Review) -> Iterator[str]:
    for series, reason in review.left_out:
        yield f"{title(series)}: {header_text(reason)}."


def _defects(review: Review) -> Iterator[str]:
    """What could not be read; of the same in many mails their ids."""
    alike: dict[str, list[str]] = defaultdict(list)
    for defect in review.defects:
        alike[f"{defect.kind}: {header_text(defect.detail)}"].append(
            f"<{header_text(defect.message_id)}>"
        )
    for what, ids in alike.items():
        more = ", ..." if len(ids) > MOST else ""
        yield f"{what} ({', '.join(ids[:MOST])}{more})."


def _skipped(review: Review) -> Iterator[str]:
    """Which checks could not look: for want of the files as the patches know them, or else why.

    That there is no tree is said at the top.
    """
    misfits = {(id_, why) for id_, known in review.known.items() for why in known.reasons}
    by_reason: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for each in review.skipped:
        if each.reason != NO_TREE:
            fits = (each.message_id, each.reason) not in misfits
            checks, mails = by_reason[each.reason if fits else _misfit(review)]
            checks.add(each.check or "all checks")
            mails.add(each.message_id)
    for reason, (checks, mails) in by_reason.items():
        who = ", ".join(sorted(checks)) if len(checks) <= NAMES else count(len(checks), "check")
        yield f"By {who}, {count(len(mails), 'mail')}: {header_text(reason)}."


def _misfit(review: Review) -> str:
    name = review.tree.name if review.tree else "the tree"
    return f"their files are not in {name} as the patches know them; each patch says which"
