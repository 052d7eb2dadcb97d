"""What is said of what was found: findings of one series in, drafts out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.already_said import mark_already_said
from reviewbot.as_told import mark_as_told
from reviewbot.checks.pages import how_asked
from reviewbot.frozen import frozen
from reviewbot.let_pass import mark_let_pass
from reviewbot.model.finding import Failure
from reviewbot.model.fixup import NOTHING, Mended, joined
from reviewbot.repeats import before, mark_dropped, mark_repeated, not_repeated
from reviewbot.reply.compose import compose, composition
from reviewbot.reply.held import Policy, reasons
from reviewbot.reply.suggestion import with_suggestions
from reviewbot.reply.wording import WordingError, environment
from reviewbot.suppress import mark_suppressed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from jinja2 import Environment

    from reviewbot.checks.api import Check
    from reviewbot.model.draft import Draft
    from reviewbot.model.finding import Finding
    from reviewbot.model.review import Review
    from reviewbot.model.series import Prior, Series
    from reviewbot.pipeline import Options
    from reviewbot.reply.choice import Choice
    from reviewbot.reply.compose import Composition


@frozen
class Answer:
    """The drafts, and the findings with what became of them; failures are of what has no words.

    ``not_repeated`` tells how many remarks were drafted on which revision before.
    """

    findings: tuple[Finding, ...]
    drafts: tuple[Draft, ...]
    failures: tuple[Failure, ...]
    not_repeated: tuple[tuple[int, int], ...]
    mended: Mended = NOTHING


def answer(  # noqa: PLR0913, PLR0917  all that decides what is said is named here
    chosen: tuple[Series, ...],
    findings: tuple[Finding, ...],
    checks: tuple[Check, ...],
    prior: Callable[[Series], Prior],
    options: Options,
    mend: Callable[[Series, Iterable[Finding]], Mended] | None = None,
) -> Answer:
    """Draft what is to be said of the findings; raises UsageError for broken templates.

    ``mend`` makes fix-ups of those that may be said.
    """
    found = mark_already_said(findings, chosen, how_asked(checks), prior)
    found = mark_as_told(found, chosen, prior)
    found = mark_let_pass(found, chosen, prior)
    earlier = [id_ for one in chosen for id_ in before(one, prior(one))]
    found = mark_repeated(found, chosen, prior, options.recall(earlier) if earlier else {})
    if not options.repeat_drafted:
        found = mark_dropped(found, chosen, prior, options.dropped)
    found = mark_suppressed(found, chosen, options.suppress)
    policy = _policy(options)
    mended = NOTHING
    if mend:
        held = reasons(chosen, checks, policy)
        open_ = [finding for finding in found if not held(finding)]
        mended = joined(
            mend(one, [f for f in open_ if f.message_id in _ids(one)]) for one in chosen
        )
    if options.suggest:
        found = with_suggestions(found, mended)
    words = wording(options.templates, frozenset(check.package for check in checks))
    unworded: list[Failure] = []
    while True:
        try:
            drafts, done = compose(chosen, found, checks, words, policy)
            break
        except WordingError as error:  # it costs its check
            unworded.append(Failure(error.check, error.message_id, str(error)))
            found = tuple(finding for finding in found if finding.check != error.check)
    return Answer(done, drafts, tuple(unworded), not_repeated(done, chosen, prior), mended)


def _ids(series: Series) -> frozenset[str]:
    return frozenset(mail.message.message_id for mail in series.mails)


def chosen_of(
    review: Review, checks: tuple[Check, ...], options: Options
) -> Callable[[Sequence[Finding], Mapping[int, Choice]], Composition]:
    """A function that composes the drafts of a review anew, by what a person chose.

    It raises UsageError for broken templates.
    """
    words = wording(options.templates, frozenset(check.package for check in checks))
    policy = _policy(options)

    def compose(findings: Sequence[Finding], choices: Mapping[int, Choice]) -> Composition:
        return composition(review.series, findings, checks, words, policy, choices=choices)

    return compose


def _policy(options: Options) -> Policy:
    return Policy(
        ask=options.ask,
        me=options.mine,
        as_final=options.as_final,
        repeat_raised=options.repeat_raised,
        repeat_drafted=options.repeat_drafted,
        asides=bool(options.checks),  # asked for by name
        nits=options.nits or bool(options.checks),
        own=options.own,
    )


@lru_cache(maxsize=4)  # compiled once, however many series there are
def wording(templates: Path | None, packages: frozenset[str]) -> Environment:
    """The wording of the user, of those packages of checks, and ours; raises UsageError."""
    return environment(templates, packages)
