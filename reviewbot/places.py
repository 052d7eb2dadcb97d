"""One finding for all places of a mail where a check has the same to say.

People remark on the first of ten places, or on any of them, and mean all.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.frozen import replace
from reviewbot.model.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.model.finding import Confidence, Fact, Finding
    from reviewbot.model.fix import Fix

NOTE = "the same"


def gathered(
    findings: Iterable[Finding], kinds: Iterable[str] = (), named: str = ""
) -> Iterator[Finding]:
    """Of the findings of a check on a mail the first of the lowest rank, the other places ``related``.

    What is less sure is gathered for itself, and so is what differs in the facts ``kinds``.
    ``named`` is the fact that names what each is about.
    """
    kinds = tuple(kinds)
    alike: dict[tuple[Confidence, tuple[Fact, ...]], list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda finding: (finding.rank, finding.body_line)):
        alike[finding.confidence, kind_of(finding, kinds)].append(finding)
    for first, *others in alike.values():
        others.sort(key=lambda finding: finding.body_line)
        related, fix = (*first.related, *_places(first, others, named)), _whole([first, *others])
        is_same = related == first.related and fix == first.fix
        yield first if is_same else replace(first, related=related, fix=fix)


def _places(first: Finding, others: Sequence[Finding], named: str) -> Iterator[Related]:
    """The other places, each line once; what they are about where it is not the same everywhere."""
    names: dict[int, dict[str, None]] = defaultdict(dict)
    for each in others:
        names[each.body_line][str(each.facts.get(named, ""))] = None
    own = str(first.facts.get(named, ""))
    differ = any(name != own for here in names.values() for name in here)
    for line, here in names.items():
        is_elsewhere = line != first.body_line
        told = tuple(name for name in here if is_elsewhere or name != own) if differ else ()
        if is_elsewhere or told:
            yield Related(line, NOTE, again=True, counts=is_elsewhere, names=told)


def _whole(findings: Sequence[Finding]) -> Fix:
    """The fix of all of them; none where one has none."""
    fixes = [finding.fix for finding in findings]
    return tuple(dict.fromkeys(edit for fix in fixes for edit in fix)) if all(fixes) else ()


def kind_of(finding: Finding, kinds: Sequence[str]) -> tuple[Fact, ...]:
    """What has to be the same for one remark to stand for another."""
    return tuple(finding.facts[name] for name in kinds)
