"""Worker: reviews every series of one piece, in any process."""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from reviewbot.checks.registry import select
from reviewbot.frozen import frozen, replace
from reviewbot.heard import path_of
from reviewbot.model.finding import broke
from reviewbot.pipeline import Options, review_series, taste_of
from reviewbot.repeats import drafted_keys
from reviewbot.report.json import Document, document
from reviewbot.results.program import content
from reviewbot.results.results import NOTHING, results
from reviewbot.scan.again import without_drafts
from reviewbot.scan.known import outcomes
from reviewbot.scan.pieces import reading
from reviewbot.thread.postings import sent_again
from reviewbot.thread.prior import PriorIndex
from reviewbot.trees.opened import Trees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from reviewbot.checks.api import Check
    from reviewbot.memory import Memory
    from reviewbot.model.review import Review
    from reviewbot.model.series import Prior, Series
    from reviewbot.repeats import Recall
    from reviewbot.results.results import Results
    from reviewbot.scan.pieces import Group, Piece


@frozen
class Outcome:
    """``lines`` of JSON, one a series; how many ``messages`` the piece owns and ``patches`` it has.

    ``unread`` are the blobs of its messages that cannot be read; ``broken`` counts the series that,
    or a check on them, failed, which their lines tell. ``fault`` says why no result was kept.
    """

    lines: bytes
    messages: int
    patches: int
    unread: tuple[str, ...] = ()
    broken: int = 0
    fault: str = ""


def review_piece(piece: Piece, options: Options) -> Outcome:
    """Review the series of a piece; raises SourceError, UsageError."""
    checks = select(options.checks)
    lines: list[str] = []
    patches = broken = 0
    with (
        Trees(options.tree, options.trees) as trees,
        _results(piece, options, checks, trees) as known,
        reading(piece, known) as read,
    ):

        def work(group: Group, memory: Memory) -> Any:  # noqa: ANN401  as JSON has it
            remembering = replace(options, memory=memory)
            return _reviewed(group, piece.archive, checks, trees, remembering)

        for done in outcomes(read, known, work):
            lines += done["lines"]
            patches += done["patches"]
            broken += done["broken"]
    text = "".join(f"{line}\n" for line in lines)
    messages = piece.stop - piece.start
    return Outcome(text.encode(), messages, patches, read.unread, broken, known.fault)


def _results(
    piece: Piece, options: Options, checks: tuple[Check, ...], trees: Trees
) -> AbstractContextManager[Results]:
    """What is known of a piece; not where programs outside of ours have a say."""
    if not options.cached or options.peers:
        return nullcontext(NOTHING)
    own = (options.pairs, path_of(options.voice), options.conventions)
    rest = ("scan", piece.archive, repr(options), *map(content, own))
    return results(
        checks,
        *rest,
        templates=options.templates,
        taste=taste_of(options),
        tree=trees.state,
    )


def _reviewed(
    group: Group,
    archive: str,
    checks: tuple[Check, ...],
    trees: Trees,
    options: Options,
) -> dict[str, Any]:
    """The lines of the series of a thread, and what is counted of them."""
    before = PriorIndex(group.thread).of

    def prior(series: Series) -> Prior:
        found = before(series)
        return replace(found, habits=options.habits) if options.habits else found

    known: dict[str, set[str]] = {}
    remembering = replace(options, recall=_of(known))
    lines: list[str] = []
    patches = broken = 0
    for series in _with_earlier(group, prior):
        review = review_series((series,), prior, checks, trees, remembering)
        if again := sent_again(group.thread, series):
            review = without_drafts(review, f"for the same sent again as <{again}>")
        for id_, key in drafted_keys(review.findings):
            known.setdefault(id_, set()).add(key)
        if not any(series is one for one in group.owned):
            continue
        ids = {mail.message.message_id for mail in series.mails}
        defects = tuple(each for each in group.thread.defects if each.message_id in ids)
        source = f"{archive}:{series.mails[0].message.message_id}"
        shown = _shown(replace(review, source=source, defects=defects))
        lines.append(json.dumps(shown, ensure_ascii=True))
        patches += len(series.patches)
        broken += bool(shown["failures"])
    return {"lines": lines, "patches": patches, "broken": broken}


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
