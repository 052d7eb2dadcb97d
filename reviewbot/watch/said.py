"""What is kept of a review: the series, its drafts and the remarks in them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.watch.ledger import Posted, Reply, Said, digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.draft import Draft
    from reviewbot.model.finding import Finding
    from reviewbot.model.review import Review
    from reviewbot.model.series import Series


def posted(series: Series, now: float) -> Posted:
    """The series; no mail is from the future, whatever its date says."""
    first = series.mails[0].answer_to
    dates = (mail.answer_to.date for mail in series.mails)
    last = max((date.timestamp() for date in dates if date), default=now)
    subject, author = _storable(first.subject), _storable(series.author)
    return Posted(subject, author, min(last, now), len(series.patches))


def replies(review: Review, series: Series, contents: Iterable[bytes]) -> tuple[Reply, ...]:
    """The drafts; ``contents`` are the same as they are delivered."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in review.findings:
        if finding.drafted:
            findings[finding.message_id].append(finding)
    about: dict[str, list[list[Finding]]] = defaultdict(list)
    for mail in series.mails:
        if here := findings[mail.message.message_id]:
            about[mail.answer_to.message_id].append(here)  # two quoted in one mail: one each
    found = []
    for draft, content in zip(review.drafts, contents, strict=True):
        left = about[draft.in_reply_to]
        said = tuple(_said(finding, draft) for finding in (left.pop(0) if left else ()))
        subject = _storable(draft.subject)
        found.append(Reply(_storable(draft.in_reply_to), subject, digest(content), said))
    return tuple(found)


def _said(finding: Finding, draft: Draft) -> Said:
    at = f"{finding.path}:{finding.line or 0}" if finding.path else ""
    # below another one of its kind it is worded more shortly
    text = finding.text
    words = text if text in draft.body else dict(draft.comments).get(finding.body_line, text)
    mail, at, words = map(_storable, (finding.message_id, at, words))
    return Said(finding.id, finding.check, mail, at, words)


def _storable(text: str) -> str:
    """What a database can hold: no half of a character."""
    return text.encode("utf-8", "replace").decode()
