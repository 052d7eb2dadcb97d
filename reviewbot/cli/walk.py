"""The questions of ``reviewbot thread -i``: one remark after the other, until all are answered."""

from __future__ import annotations

from reviewbot.cli.editor import edited
from reviewbot.cli.suppressing import rule_asked, why
from reviewbot.errors import UsageError
from reviewbot.model.finding import Confidence
from reviewbot.report.summary import first
from reviewbot.thread.clean import visible
from reviewbot.triage.steps import Action, State, Step, after_all

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewbot.cli.journal import Journal
    from reviewbot.cli.terminal import Terminal
    from reviewbot.triage.table import Remark, Table

_KEYS = "k,e,a,d,s,b,q,?"
_HELP = """\
k - keep it: it is drafted as it is shown
e - edit it in your editor, and keep that
a - ask: keep it, worded as a question
d - drop it; you are asked why, for 'reviewbot feedback'
s - suppress it: write a rule, so that the like does not come up again
b - back: take the last answer back
q - quit; what is kept so far can be written
? - this help
Nothing is sent. Your answers so far are kept, however you leave.
"""


class Walk:
    """``state`` is what was answered so far; each answer is in the journal before the next."""

    def __init__(
        self,
        terminal: Terminal,
        journal: Journal,
        table: Table,
        show: Callable[[Remark], str],
    ) -> None:
        """Begin where an earlier run stopped; ``show`` makes the text for a remark."""
        self._terminal = terminal
        self._journal = journal
        self._table = table
        self._show = show
        self._words = {step.findings[0]: step.words for step in journal.steps if step.words}
        self.state = after_all(journal.steps)

    def begin_again(self) -> bool:
        """Ask whether the answers of an earlier run count; false where the input ends there."""
        self._terminal.forget_what_was_typed()
        answers = len(self.state.decisions)
        if not answers:
            return True
        lost = self._table.lost(self.state)
        gone = f", {lost} of them on what is no longer found" if lost else ""
        answer = self._terminal.ask(f"{answers} answered already{gone}. Go on there? [Y/n] ")
        if answer and answer[0] in "nN":
            self._journal.forget()
            self.state = State()
        return answer is not None

    def go(self) -> None:
        """Ask until all is answered, or the user has had enough."""
        while remark := self._table.next(self.state) or self._more():
            self._terminal.say(self._show(remark))
            step = self._answer(remark)
            if step is None:
                return
            waiting = self._table.left(self.state)
            self.take(step)
            if step.rule and (others := waiting - 1 - self._table.left(self.state)) > 0:
                self._terminal.say(f"{others} more of it left out.\n")

    def take(self, step: Step) -> None:
        """Count an answer, and keep it."""
        self._journal.add(step)
        self.state = self.state.after(step)
        if step.words:
            self._words[step.findings[0]] = step.words

    def _more(self) -> Remark | None:
        """The first of what is only reported, where the user wants to see that."""
        number = self._table.reported(self.state)
        if not number:
            return None
        more = f"{number} more {'is' if number == 1 else 'are'} only reported"
        answer = self._terminal.ask(f"\n{more}: walk {'it' if number == 1 else 'them'}? [y/N] ")
        if not answer or answer[0] not in "yY":
            return None
        self.take(Step(Action.MORE))
        return self._table.next(self.state)

    def _answer(self, remark: Remark) -> Step | None:
        """What is done with it; ``None`` to quit."""
        number = len(self.state.decisions) + 1
        place = f"({number}/{number - 1 + self._table.left(self.state)})"
        while True:
            answer = self._terminal.ask(f"{place} Send this remark [{_KEYS}]? ")
            letter = "q" if answer is None else answer[:1].lower()
            if letter == "q":
                return None
            try:
                step = self._step(letter, remark)
            except UsageError as error:
                self._terminal.say(f"{visible(str(error))}\n")
                continue
            if step:
                return step

    def _step(self, letter: str, remark: Remark) -> Step | None:
        """The answer a letter is; ``None`` to be asked again."""
        ways: dict[str, Callable[[Remark], Step | None]] = {
            "k": lambda remark: Step(Action.KEEP, remark.names),
            "e": self._edit,
            "a": self._ask,
            "d": self._drop,
            "s": self._suppress,
            "b": self._back,
        }
        if letter in ways:
            return ways[letter](remark)
        self._terminal.say(_HELP)
        return None

    def _back(self, _remark: Remark) -> Step | None:
        if self.state.decisions:
            return Step(Action.BACK)
        self._terminal.say("There is no answer to take back.\n")
        return None

    def _drop(self, remark: Remark) -> Step | None:
        reason = why(self._terminal)
        return None if reason is None else Step(Action.DROP, remark.names, why=reason)

    def _edit(self, remark: Remark) -> Step | None:
        name = remark.all_names[0]
        above = remark.quoted.removesuffix(f"\n{remark.text}\n")
        before = self._words.get(name, remark.text)  # those of an answer that was taken back
        words = edited(before, above, self._journal.beside(name), self._terminal.file)
        if words in ("", remark.text):
            self._terminal.say(f"{'Not changed' if words else 'Left empty'}: it is as it was.\n")
            return None
        return Step(Action.EDIT, remark.all_names, words=words)

    def _ask(self, remark: Remark) -> Step | None:
        if text := self._table.asked(self.state, remark):
            self._terminal.say(f"Asked: {first(text)}\n")
            return Step(Action.ASK, remark.names)
        if remark.finding.confidence < Confidence.HIGH:
            self._terminal.say("It is a question already.\n")
        else:
            self._terminal.say(f"{remark.finding.check} has no question; edit it.\n")
        return None

    def _suppress(self, remark: Remark) -> Step | None:
        made = rule_asked(self._terminal, remark)
        return Step(Action.SUPPRESS, remark.names, why=made.reason, rule=made) if made else None
