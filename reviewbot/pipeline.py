"""The way of the data on one screen: source → thread → series → findings → drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.checks.registry import select
from reviewbot.engine import run
from reviewbot.errors import NoPatchError
from reviewbot.model.review import Review
from reviewbot.reply.compose import Voice, compose
from reviewbot.reply.wording import environment
from reviewbot.thread.choose import choose
from reviewbot.thread.series import read_thread

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.fetch.source import Fetched


@dataclass(frozen=True, slots=True)
class Options:
    """What to review and how to speak: ``checks`` empty means all of them."""

    checks: tuple[str, ...] = ()
    revision: int | None = None
    ask: bool = False
    mine: frozenset[str] = frozenset()
    templates: Path | None = None


def review(fetched: Fetched, options: Options) -> Review:
    """Review what was fetched; raises NoPatchError, and UsageError for unknown checks."""
    checks = select(options.checks)
    thread = read_thread(fetched.raws)
    chosen, left_out = choose(thread, fetched.message_id, options.revision)
    if not chosen:
        raise NoPatchError(_nothing(fetched, options, len(thread.messages), left_out))
    result = run(chosen, checks)
    voice = Voice(ask=options.ask, me=options.mine)
    wording = environment(options.templates, {check.package for check in checks})
    drafts, findings = compose(chosen, result.findings, checks, wording, voice)
    return Review(
        source=fetched.name,
        series=chosen,
        left_out=left_out,
        findings=findings,
        skipped=result.skipped,
        failures=result.failures,
        defects=thread.defects,
        drafts=drafts,
    )


def _nothing(
    fetched: Fetched, options: Options, messages: int, left_out: tuple[object, ...]
) -> str:
    count = f"{messages} message{'' if messages == 1 else 's'}"
    if left_out and options.revision is not None:
        return f"{fetched.name}: {count}, but no v{options.revision} of the series in it"
    if left_out:
        return f"{fetched.name}: {count}, but {fetched.message_id} belongs to no series in it"
    hint = "; to fetch the whole thread, give its message-id" if messages == 1 else ""
    return f"{fetched.name}: {count}, no patch in it{hint}"
