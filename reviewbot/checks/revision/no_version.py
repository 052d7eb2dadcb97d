"""A changed posting under the version number of an older one, or a lower one.

Reports a series, or a patch, that was posted before by the same author with the same subjects and
the same or a higher version, where the diff of a patch has changed since. The version it should have
is the one after the highest that was posted before, or the one its changelog counts to.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from reviewbot.checks.api import Remark, SeriesContext, Severity
from reviewbot.context.changelog import (
    counted_in_log,
    counted_in_notes,
    may_tell_of_changes,
)
from reviewbot.context.log_habits import keeps_changelog_in_log
from reviewbot.context.mention import mention
from reviewbot.context.similarity import alike
from reviewbot.model.patch import LineKind
from reviewbot.thread.quoting import own_spans, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

SEVERITY = Severity.NOTE
FINAL_ONLY = True
_LATELY = timedelta(days=180)
_AT_ONCE = timedelta(minutes=10)  # two patches of one title, or one that went out twice
_CHANGED = 0.3  # likeness of two diffs below which they are two patches
_NAMED = re.compile(r"(?i)(?!>).{0,200}\b(?:v|version )\d{1,2}\b")
_TWICE = re.compile(
    r"(?i)\b(?:ignore|disregard|discard|drop|forget|skip) (?:this|that|it|these|those|my|the)\b"
    r"|\b(?:please|pls) (?:ignore|disregard)\b|\bsent (?:\w+ ){0,4}(?:twice|again|by (?:mistake|accident))\b"
    r"|\b(?:twice|duplicated?|accident\w*|mistak\w*|erroneous\w*|re-?(?:sent|send\w*|post\w*)"
    r"|double (?:post|sen)\w*|went out|superse\w*|wrong (?:version|patch|file|branch|series|mail))\b"
)
_SALUTATION = re.compile(r"(?i)(?:hi|hello|hey|dear|greetings|good \w+|all)\b.{0,40}[,.!:]?")
_MINOR = re.compile(r"(?i)\bv\d+\.\d|\bresen[dt]\b|\brepost")

_COUNTS = (counted_in_log, counted_in_notes)


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on the first mail, at the top of its text: the subject is no line of the body."""
    series = context.series
    if context.patch is not series.mails[0] or series.missing or _is_resent(series):
        return
    prior = context.prior
    if prior.absent or prior.later or any(_is_told(mail) for mail in prior.author_notes):
        return
    if _counts_on(context):
        return
    posted = {mail.message.message_id for one in prior.earlier for mail in one.mails}
    ahead = () if _counts_to(series) else prior.ahead
    for older in sorted((*ahead, *prior.reposts), key=_number, reverse=True):
        if not posted.isdisjoint(mail.message.message_id for mail in older.mails):
            continue  # a revision of some of the patches, the others are those of the one before
        if _is_lately(older, series) and _is_same_thing(older, series):
            if _has_changed(older, series) and not _is_counted(older, series):
                link = mention(series, older.mails[0].message.message_id)
                told = any(may_tell_of_changes(mail) for mail in series.mails)
                yield Remark(
                    _top(context),
                    {"older": link, "next": _next(context), "told": "yes" if told else ""},
                )
            return


def _counts_on(context: SeriesContext) -> bool:
    """Whether the last posting before has a lower number: then its author began to count anew."""
    prior, now = context.prior, context.series.mails[0].message.date
    dated = [
        (date, one.revision)
        for one in (*prior.earlier, *prior.reposts, *prior.ahead)
        if now and (date := one.mails[0].message.date) and date < now
    ]
    return bool(dated) and max(dated)[1] < context.series.revision


def _counts_to(series: Series) -> bool:
    """Whether the changelog tells of the revision before: whoever numbers it so means it."""
    counts = (count(mail) for mail in series.mails for count in _COUNTS)
    return 1 < series.revision <= max(counts) + 1


def _number(series: Series) -> int:
    return series.revision


def _next(context: SeriesContext) -> int:
    """The number after the highest one that was posted; a higher one if its author counts so."""
    alike = (one for one in context.prior.ahead if one.is_rfc == context.series.is_rfc)
    before = max(map(_number, (*alike, context.series)))
    counts = (count(mail) for mail in context.series.mails for count in _COUNTS)
    return max(before + 1, *counts)


def _top(context: SeriesContext) -> int:
    """The first line of the log that says something: no salutation, nothing quoted."""
    log = context.body.log
    own = [n for span in own_spans(read_lines(context.message)) for n in span if n in log]
    lines = ((n, context.message.line(n).strip()) for n in (*own, *log))
    top = next((n for n, line in lines if line and not _SALUTATION.fullmatch(line)), log.start)
    return min(top, len(context.message.lines))


def _is_told(mail: Message) -> bool:
    """Whether the author names the version there, or says that it was sent twice."""
    if any(_NAMED.match(line) for line in mail.lines):
        return True
    own = (mail.line(number) for span in own_spans(read_lines(mail)) for number in span)
    return any(_TWICE.search(line) for line in own)


def _is_counted(older: Series, series: Series) -> bool:
    """Whether the logs count further than before, in a tree that has it so."""
    then, now = (max(map(counted_in_log, one.patches), default=0) for one in (older, series))
    return now > then and keeps_changelog_in_log(series)


def _is_resent(series: Series) -> bool:
    return any(mail.subject.is_resend or _MINOR.search(mail.subject.text) for mail in series.mails)


def _is_lately(older: Series, series: Series) -> bool:
    """Whether the one was posted some time before the other, as far as is known; not long before."""
    then, now = older.mails[0].message.date, series.mails[0].message.date
    return then is None or now is None or _AT_ONCE < now - then <= _LATELY


def _is_same_thing(older: Series, series: Series) -> bool:
    """Whether tags and number of patches are the same, and most of the titles."""
    tags = [sorted(tag.upper() for tag in one.mails[0].subject.tags) for one in (older, series)]
    titles = [{patch.subject.title.lower() for patch in one.patches} for one in (older, series)]
    return (
        tags[0] == tags[1]
        and older.expected == series.expected
        and len(titles[0] & titles[1]) * 2 > len(titles[1])
    )


def _has_changed(older: Series, series: Series) -> bool:
    before = {patch.subject.title.lower(): patch for patch in older.patches}
    return any(
        _CHANGED <= alike(before[title], patch) < 1 and _is_of_same_lines(before[title], patch)
        for patch in series.patches
        if (title := patch.subject.title.lower()) in before
    )


def _is_of_same_lines(one: Patch, other: Patch) -> bool:
    """Whether both take away some line: two patches of a title may each mend their own place."""
    ours, theirs = (
        {text.strip() for _, kind, text in patch.change if kind is LineKind.REMOVED}
        for patch in (one, other)
    )
    return not (ours and theirs) or not ours.isdisjoint(theirs)
