"""One finding for all places of a mail where a check has the same to say.

People remark on the first of ten places, or on any of them, and mean all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewbot.model.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.finding import Confidence, Finding

NOTE = "the same"


def gathered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Of the findings of a check on a mail the first, the other places ``related``.

    What is less sure is gathered for itself.
    """
    by_confidence: dict[Confidence, list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda finding: finding.body_line):
        by_confidence[finding.confidence].append(finding)
    for first, *others in by_confidence.values():
        elsewhere = dict.fromkeys(each.body_line for each in others)
        elsewhere.pop(first.body_line, None)
        places = tuple(Related(line, NOTE, again=True) for line in elsewhere)
        yield replace(first, related=(*first.related, *places))
