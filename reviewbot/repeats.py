"""Never twice: what was drafted on an earlier revision is not drafted again where it still stands.

A remark is known by its check, its file, the line it stands at and what it names, not by where the
line is: patches are renumbered and lines move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from reviewbot.frozen import replace
from reviewbot.knowledge.renamed import former_names
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.finding import Finding
    from reviewbot.model.series import Prior, Series

Drafted = Mapping[str, Collection[str]]
Recall = Callable[[Iterable[str]], Drafted]
Dropped = Callable[[Iterable[str]], Mapping[str, Mapping[str, str]]]

_NAME = regex(r"[A-Za-z_]\w{2,}")


def nothing_drafted(_ids: Iterable[str]) -> Drafted:
    """No earlier revision was reviewed."""
    return {}


def nothing_dropped(_ids: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """Nobody dropped anything."""
    return {}


def remark_key(finding: Finding) -> str:
    """What a remark is known by on every revision it is true of; 32 hex digits."""
    texts = (fact for fact in finding.facts.values() if not isinstance(fact, int))
    names = {
        name
        for text in texts
        for part in ((text,) if isinstance(text, str) else text)
        for name in _NAME.findall(part)
    }
    line = " ".join(finding.quote.lstrip("+- ").split())
    # what is said of a revision is another point on the next one: "what changed since v2?"
    numbers = [v for v in finding.facts.values() if isinstance(v, int) and finding.path is None]
    parts = (finding.check, finding.path or "", line, *sorted(names), *map(str, numbers))
    import hashlib  # noqa: PLC0415  few starts have a finding

    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def drafted_keys(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """Message-id and key of each remark that is drafted, or that a drafted one tells of.

    ``findings`` are those of one review; who speaks for another may be in no draft itself.
    """
    findings = tuple(findings)
    speaking = {(each.check, each.patch) for each in findings if each.drafted}
    for finding in findings:
        if finding.drafted or (finding.check, finding.said_in) in speaking:
            yield finding.message_id, remark_key(finding)


def before(series: Series, prior: Prior) -> tuple[str, ...]:
    """The message-ids of the mails of earlier postings of a series, of the newest first."""
    own = {mail.message.message_id for mail in series.mails}
    ids = (mail.message.message_id for mail in prior.postings)
    return tuple(id_ for id_ in dict.fromkeys(ids) if id_ not in own)


def mark_repeated(
    findings: Iterable[Finding],
    series: Iterable[Series],
    prior: Callable[[Series], Prior],
    drafted: Drafted,
) -> tuple[Finding, ...]:
    """The findings, ``drafted_on`` set to the earlier mail they were drafted on.

    ``drafted`` has the keys of the remarks drafted on a mail, by its message-id.
    """
    if not drafted:
        return tuple(findings)
    earlier = _earlier(series, prior)
    return tuple(
        _marked(finding, earlier.get(finding.message_id, ()), drafted) for finding in findings
    )


def _earlier(
    series: Iterable[Series], prior: Callable[[Series], Prior]
) -> dict[str, tuple[str, ...]]:
    """By the message-id of each mail of some series, what ``before`` gives for its series."""
    mails: dict[str, tuple[str, ...]] = {}
    for one in series:
        earlier = before(one, prior(one))
        mails.update((mail.message.message_id, earlier) for mail in one.mails)
    return mails


def _keys(finding: Finding) -> frozenset[str]:
    """What a remark is known by, also under the former names of its check."""
    names = (finding.check, *former_names(finding.check))
    return frozenset(remark_key(replace(finding, check=name)) for name in names)


def _marked(finding: Finding, earlier: Iterable[str], drafted: Drafted) -> Finding:
    keys = _keys(finding)
    on = next((id_ for id_ in earlier if not keys.isdisjoint(drafted.get(id_, ()))), None)
    return replace(finding, drafted_on=on) if on else finding


def mark_dropped(
    findings: Iterable[Finding],
    series: Iterable[Series],
    prior: Callable[[Series], Prior],
    dropped: Dropped,
) -> tuple[Finding, ...]:
    """The findings, ``suppressed`` where the user dropped them: of this mail, or an earlier one."""
    mails = {id_: (id_, *earlier) for id_, earlier in _earlier(series, prior).items()}
    known = dropped(id_ for ids in mails.values() for id_ in ids)
    return tuple(
        _without_dropped(finding, mails.get(finding.message_id, ()), known) if known else finding
        for finding in findings
    )


def _without_dropped(
    finding: Finding, ids: Iterable[str], known: Mapping[str, Mapping[str, str]]
) -> Finding:
    for id_ in ids:
        for key in _keys(finding) if id_ in known else ():
            if key in known[id_]:
                why = known[id_][key]
                return replace(finding, suppressed=f"you dropped it{why and f': {why}'}")
    return finding


def not_repeated(
    findings: Iterable[Finding], series: Iterable[Series], prior: Callable[[Series], Prior]
) -> tuple[tuple[int, int], ...]:
    """How many remarks were drafted on which revision and are not drafted again, oldest first."""
    revisions = {
        mail.message.message_id: one.revision
        for each in series
        for before_ in [prior(each)]
        for one in (*before_.earlier, *before_.reposts)
        for mail in one.postings
    }
    counts = Counter(
        revisions[finding.drafted_on]
        for finding in findings
        if finding.drafted_on in revisions and not finding.drafted
    )
    return tuple(sorted(counts.items()))
