"""Whether a posting has its number on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.prior.numbering import counts_on
from reviewbot.context.prior.told_version import tells_origin, tells_version
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.levels import SeriesContext

_MINOR = regex(r"(?i)\bv\d+\.\d|\bresen[dt]\b|\brepost")


def is_numbered_on_purpose(context: SeriesContext) -> bool:
    """Whether it is not all here, or its author tells why it has this number, or counts anew."""
    series, prior = context.series, context.prior
    return (
        bool(series.missing or prior.absent or prior.later)
        or any(mail.subject.is_resend or _MINOR.search(mail.subject.text) for mail in series.mails)
        or any(map(tells_version, prior.author_notes))
        or counts_on(series, prior)
        or tells_origin(series)
    )
