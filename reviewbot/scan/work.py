"""Worker: reviews every series of one piece, in any process."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.frozen import frozen
from reviewbot.model.finding import broke
from reviewbot.pipeline import Options, review_series
from reviewbot.repeats import drafted_keys
from reviewbot.report.json import Document, document
from reviewbot.scan.pieces import reading
from reviewbot.thread.prior import PriorIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from reviewbot.model.review import Review
    from reviewbot.model.series import Prior, Series
    from reviewbot.repeats import Recall
    from reviewbot.scan.pieces import Group, Piece


@frozen
class Outcome:
    """``lines`` of JSON, one a series; how many ``messages`` the piece owns and ``patches`` it has.

    ``unread`` are the blobs of its messages that cannot be read; ``broken`` counts the series that,
    or a check on them, failed, which their lines tell.
    """

    lines: bytes
    messages: int
    patches: int
    unread: tuple[str, ...] = ()
    broken: int = 0


def review_piece(piece: Piece, options: Options) -> Outcome:
    """Review the series of a piece; raises SourceError, UsageError."""
    checks = select(options.checks)
    lines: list[str] = []
    patches = broken = 0
    with (
        Repository(options.tree) if options.tree else nullcontext() as repository,
        reading(piece) as read,
    ):
        for group in read.groups:
            prior = PriorIndex(group.thread).of
            known: dict[str, set[str]] = {}
            remembering = replace(options, recall=_of(known))
            for series in _with_earlier(group, prior):
                review = review_series((series,), prior, checks, repository, remembering)
                for id_, key in drafted_keys(review.findings):
                    known.setdefault(id_, set()).add(key)
                if not any(series is one for one in group.owned):
                    continue
                ids = {mail.message.message_id for mail in series.mails}
                defects = tuple(each for each in group.thread.defects if each.message_id in ids)
                source = f"{piece.archive}:{series.mails[0].message.message_id}"
                shown = _shown(replace(review, source=source, defects=defects))
                lines.append(json.dumps(shown, ensure_ascii=True))
                patches += len(series.patches)
                broken += bool(shown["failures"])
    text = "".join(f"{line}\n" for line in lines)
    return Outcome(text.encode(), piece.stop - piece.start, patches, read.unread, broken)


def _with_earlier(group: Group, prior: Callable[[Series], Prior]) -> Iterator[Series]:
    """The series the piece owns, each after its earlier postings, which tell what was drafted."""
    seen: set[int] = set()
    for series in group.owned:
        before = prior(series)
        for one in (*reversed(before.earlier), *reversed(before.reposts), series):
            if id(one) not in seen:
                seen.add(id(one))
                yield one


def _of(known: Mapping[str, set[str]]) -> Recall:
    """What was drafted, as a review asks for it."""
    return lambda ids: {id_: known[id_] for id_ in ids if id_ in known}


def _shown(review: Review) -> Document:
    """The review of a series; of one that cannot be shown, that."""
    try:
        return document(review)
    except Exception as error:  # noqa: BLE001  the bulkhead between a series and the whole scan
        failure = broke(error, message_id=review.series[0].mails[0].message.message_id)
        return document(replace(review, series=(), findings=(), drafts=(), failures=(failure,)))
