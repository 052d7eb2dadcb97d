"""``reviewbot thread -i``: go through the remarks one by one, as ``git add -p`` does with hunks."""

from __future__ import annotations

from pathlib import Path

from reviewbot.cli import hand_over, suppressed
from reviewbot.cli.feedback import remember
from reviewbot.cli.say import say
from reviewbot.errors import UsageError
from reviewbot.frozen import frozen
from reviewbot.report.summary import count, failure_lines, newer_line, series_line
from reviewbot.triage.steps import Action, Step

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Sequence

    from reviewbot.cli.terminal import Terminal
    from reviewbot.cli.walk import Walk
    from reviewbot.config import Config
    from reviewbot.model.draft import Draft
    from reviewbot.model.review import Review
    from reviewbot.pipeline import Options
    from reviewbot.reply.compose import Composition
    from reviewbot.report.paint import Piece
    from reviewbot.suppress import Suppression
    from reviewbot.triage.table import Table


def check(options: argparse.Namespace) -> None:
    """Raise UsageError, before any work is done, where nobody could be asked."""
    from reviewbot.cli.terminal import terminal

    if options.format != "text":
        raise UsageError(f"-i has no --format {options.format}")
    with terminal():
        pass


def run(
    review: Review,
    reviewing: Options,
    options: argparse.Namespace,
    settings: Config,
    *,
    paint: Callable[[Iterable[Piece]], str],
) -> None:
    """Ask about each remark, and write what is kept where the user wants it."""
    from reviewbot.answer import chosen_of
    from reviewbot.checks.registry import select
    from reviewbot.cli.journal import journal
    from reviewbot.cli.terminal import terminal
    from reviewbot.cli.walk import Walk
    from reviewbot.report.links import Archive
    from reviewbot.triage.screen import screen
    from reviewbot.triage.table import Table

    remember(review.findings, drafted=False)
    compose = chosen_of(review, select(reviewing.checks), reviewing)
    links = Archive(settings.archive, review.public)
    ids = [series.mails[0].message.message_id for series in review.series]
    with terminal() as here, journal(ids) as book:
        earlier = (name for step in book.steps for name in step.findings)
        table = Table(review.findings, review.series, compose, earlier)
        walk = Walk(here, book, table, lambda remark: paint(screen(remark, review.people, links)))
        try:
            here.say(_head(review))
            if walk.begin_again():
                walk.go()
            if _Sitting(walk, table, here, options, settings).ends():
                book.remove()
        except KeyboardInterrupt:
            here.say("\n")
            say("your answers are kept; the same command goes on there")
            raise


def _head(review: Review) -> str:
    """What is reviewed, and how much there is to decide."""
    lines = [newer_line(review), *map(series_line, review.series), *failure_lines(review.failures)]
    lines.append(
        f"{count(len(review.drafts), 'draft')} to decide on"
        if review.drafts
        else "nothing to draft"
    )
    return "".join(f"{line}\n" for line in lines if line)


@frozen
class _Sitting:
    """What is done once the user has answered enough."""

    walk: Walk
    table: Table
    terminal: Terminal
    options: argparse.Namespace
    settings: Config

    def ends(self) -> bool:
        """Write what is kept, remember the rest; whether nothing is left to come back to."""
        done, told = self._handed_over()
        self._settle(done, drafted=bool(told))
        state = self.walk.state
        answered = self.table.next(state) is None and not self.table.lost(state)
        return answered and bool(told or not done.drafts)

    def _handed_over(self) -> tuple[Composition, list[str]]:
        """Put the drafts where the user wants them; nothing is told where that is nowhere."""
        while True:
            done = self.table.done(self.walk.state)
            if not done.drafts:
                self.terminal.say("\nNothing is kept.\n" if self.walk.state.decisions else "")
                return done, []
            kept = count(sum(len(draft.comments) for draft in done.drafts), "comment")
            self.terminal.say(f"\n{kept} kept, in {count(len(done.drafts), 'draft')}.\n")
            told = self._told(done.drafts)
            if told is not None:
                self.terminal.say("".join(f"{line}\n" for line in told))
                return done, told
            self.walk.take(Step(Action.BACK))
            self.walk.go()

    def _told(self, drafts: Sequence[Draft]) -> list[str] | None:
        if self.options.output or self.options.imap:
            return hand_over.given(drafts, self.options, self.settings)
        return hand_over.asked(drafts, self.terminal, self.settings)

    def _settle(self, done: Composition, *, drafted: bool) -> None:
        """Remember what was drafted and what was dropped, and write the rules."""
        from reviewbot import config, feedback

        remember(done.findings, drafted=drafted)
        state = self.walk.state
        dropped = self.table.dropped(state)
        kept = [done.findings[number] for number in self.table.decided(state) - dropped.keys()]
        gone = [(done.findings[number], why) for number, why in dropped.items()]
        try:
            feedback.settle(config.feedback(), gone, kept, suppressed.today())
        except UsageError as error:
            say(str(error))
        rules = [step.rule for step in state.decisions if step.rule]
        if rules:
            given = self.options.suppress
            _suppress(rules, Path(given) if given else self.settings.suppress)


def _suppress(rules: Iterable[Suppression], path: Path | None) -> None:
    """Write the rules into the file in use; what cannot be is said."""
    from reviewbot import private
    from reviewbot.paths import in_config, text_of
    from reviewbot.triage.rule import with_rule

    file = (path or in_config("suppress.toml")).resolve()  # it may be a link of the user's own
    try:
        before = text = text_of(file) if file.exists() else ""
        for rule in rules:
            text = with_rule(text, rule)
        if text != before:
            private.folder(file.parent)
            private.replace(file, text.encode(), shared=True)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        say(f"the rules are not in {file}: {why}")
    else:
        say(f"suppressed from now on, by {file}")
