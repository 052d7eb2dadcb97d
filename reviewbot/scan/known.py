"""What came of the threads of a piece: as it is kept, or worked out where it is not."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from reviewbot.results.again import by_mail, by_series
from reviewbot.thread.messages import read_message
from reviewbot.thread.post import read_post

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reviewbot.memory import Memory
    from reviewbot.model.patch import Patch
    from reviewbot.results.results import Known, Results
    from reviewbot.scan.pieces import Group, Reading

    Work = Callable[[Group, Memory], Any]


def outcomes(reading: Reading, results: Results, work: Work) -> Iterator[Any]:
    """What came of each thread, in order; ``work`` says it as JSON has it.

    Only mails are read that have a part in what is not known.
    """
    known = [results.of(unit.blobs, unit.own) for unit in reading.units]
    stand = tuple(_standing(reading, results, known))
    groups = reading.read(
        [unit for unit, stands in zip(reading.units, stand, strict=True) if not stands]
    )
    for unit, each, stands in zip(reading.units, known, stand, strict=True):
        if stands and each.row:
            yield each.row.outcome
            continue
        group = next(groups)
        if each.row and not each.is_gone:  # the mails alone did not tell; their series may
            at = by_series(each.row.places, group.thread.series)
            if results.confirmed(each.row, at, unit.blobs, unit.own):
                yield each.row.outcome
                continue
        memory = results.memory(each.row)
        outcome = work(group, memory)
        results.put(memory, outcome, unit.blobs, unit.own)
        yield outcome


def _standing(reading: Reading, results: Results, known: list[Known]) -> Iterator[bool]:
    """Of each unit, whether what is known still stands."""
    wanted = [
        [blob for blob, id_ in zip(unit.blobs, unit.ids, strict=True) if id_ in each.mails]
        if not each.is_gone
        else []
        for unit, each in zip(reading.units, known, strict=True)
    ]
    messages = reading.messages([blob for blobs in wanted for blob in blobs])
    for unit, each, blobs in zip(reading.units, known, wanted, strict=True):
        raws = [raw for _, raw in islice(messages, len(blobs)) if raw is not None]
        if each.row is None or each.is_gone or not each.is_doubted:
            yield not each.is_gone
            continue
        posts = (read_post(read_message(raw)[0])[0] for raw in raws)
        mails: dict[str, Patch | None] = {}
        for post in filter(None, posts):
            mails.setdefault(post.message.message_id, post)  # of two of one id the first counts
        yield results.confirmed(each.row, by_mail(each.row.places, mails), unit.blobs, unit.own)
