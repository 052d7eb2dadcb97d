"""All that came of reviewing one source: what the reports and the outbox show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewbot.model.draft import Draft
    from reviewbot.model.finding import Failure, Finding, Skipped
    from reviewbot.model.mail import Defect
    from reviewbot.model.series import Series


@dataclass(frozen=True, slots=True)
class Review:
    """``series`` are the ones reviewed; ``left_out`` holds the others, each with the reason."""

    source: str
    series: tuple[Series, ...]
    left_out: tuple[tuple[Series, str], ...]
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    failures: tuple[Failure, ...]
    defects: tuple[Defect, ...]
    drafts: tuple[Draft, ...]
