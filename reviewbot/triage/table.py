"""What is on the table: the remarks there are, which of them is next, what comes of the answers.

A remark is a comment as it would stand in a draft, with all the findings it speaks for. After each
answer the drafts are composed anew, so that what is shown is what would be written: where the first
of three is dropped, the second is no longer "Same here".
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen, replace
from reviewbot.reply.choice import Choice
from reviewbot.reply.held import NOBODY
from reviewbot.suppress import mark_suppressed
from reviewbot.triage.steps import Action, State, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series
    from reviewbot.reply.compose import Composition, Said

    Compose = Callable[[Sequence[Finding], Mapping[int, Choice]], Composition]

_IN_OTHER_WORDS = "said in your words"


@frozen
class Remark:
    """A comment that waits for an answer.

    ``finding`` is that it stands at, ``names`` are those the answer is about, ``all_names`` those
    it speaks for, what was kept already included. ``against`` is why it would not be drafted.
    """

    finding: Finding
    names: tuple[str, ...]
    all_names: tuple[str, ...]
    mail: Patch
    text: str
    quoted: str
    against: str


class Table:
    """The findings of a review, and how drafts are composed of those that are chosen."""

    def __init__(
        self,
        findings: Sequence[Finding],
        series: Iterable[Series],
        compose: Compose,
        earlier: Iterable[str] = (),
    ) -> None:
        """Compose them once to see what would be drafted without a person.

        ``earlier`` are the names of those that were answered in a run before: they are still on
        the table, whatever rule came of that.
        """
        self._names = _named(findings)
        again = set(earlier)
        self._findings = tuple(
            replace(one, suppressed="") if name in again else one
            for name, one in zip(self._names, findings, strict=True)
        )
        self._series = tuple(series)
        self._compose = compose
        self._numbers = {name: number for number, name in enumerate(self._names)}
        first = compose(self._findings, {})
        self._drafted = [number for number, one in enumerate(first.findings) if one.drafted]
        self._against = [one.held for one in first.findings]
        self._reported = self._without_a_voice(first)
        self._last: tuple[State, Composition] | None = None

    def next(self, state: State) -> Remark | None:
        """The first remark without an answer; ``None`` where all are answered."""
        decided = self.decided(state)
        composed = self._composed(state)
        for said in composed.comments():
            if any(n not in decided and composed.findings[n].drafted for n in said.findings):
                return self._remark(said, composed, decided)
        for number in self._waiting(state) if state.more else ():
            shown = self._put(state, {number: Choice()})
            for said in shown.comments():
                if number in said.findings:
                    return self._remark(said, shown, decided)
        return None

    def left(self, state: State) -> int:
        """How many remarks have no answer yet, this one and those after it."""
        decided, composed = self.decided(state), self._composed(state)
        waiting = sum(
            any(n not in decided and composed.findings[n].drafted for n in said.findings)
            for said in composed.comments()
        )
        return waiting + (len(self._waiting(state)) if state.more else 0)

    def reported(self, state: State) -> int:
        """How many findings are only reported, and could be gone through as well."""
        return 0 if state.more else len(self._waiting(state))

    def asked(self, state: State, remark: Remark) -> str:
        """What it would say as a question; empty where that is the same: it has none, or is one."""
        number = self._numbers[remark.all_names[0]]
        after = self._composed(state.after(Step(Action.ASK, remark.names)))
        texts = [said.text for said in after.comments() if number in said.findings]
        return texts[0] if texts and texts[0] != remark.text else ""

    def lost(self, state: State) -> int:
        """How many answers are about findings that are no longer made."""
        return sum(not any(n in self._numbers for n in one.findings) for one in state.decisions)

    def done(self, state: State) -> Composition:
        """The drafts of what was kept, and all findings with what became of them."""
        decided = self.decided(state)
        open_ = {
            number: Choice(said=False, why=one.held or "not decided")
            for number, one in enumerate(self._composed(state).findings)
            if number not in decided and not one.raised_by and not one.suppressed
        }
        return self._compose(self._marked(state), {**open_, **self._choices(state)})

    def decided(self, state: State) -> set[int]:
        """The numbers of the findings that were answered."""
        return {number for step in state.decisions for number in self._of(step)}

    def dropped(self, state: State) -> dict[int, str]:
        """The numbers of the findings that were dropped, and why."""
        last: dict[int, Step] = {}
        for step in state.decisions:
            last |= dict.fromkeys(self._of(step), step)
        return {n: step.why for n, step in last.items() if step.action is Action.DROP}

    def _remark(self, said: Said, composed: Composition, decided: Iterable[int]) -> Remark:
        taken = set(decided)
        names = [self._names[number] for number in said.findings]
        return Remark(
            composed.findings[said.findings[0]],
            tuple(n for n, number in zip(names, said.findings, strict=True) if number not in taken),
            tuple(names),
            said.mail,
            said.text,
            said.quoted,
            self._against[said.findings[0]],
        )

    def _composed(self, state: State) -> Composition:
        """All that was kept, and what would be drafted of the rest."""
        if self._last is None or self._last[0] != state:
            self._last = (state, self._put(state, {}))
        return self._last[1]

    def _put(self, state: State, more: Mapping[int, Choice]) -> Composition:
        marked = self._marked(state)
        open_ = {number: Choice() for number in self._drafted if not marked[number].suppressed}
        return self._compose(marked, {**open_, **more, **self._choices(state)})

    def _marked(self, state: State) -> tuple[Finding, ...]:
        """The findings, those marked that are suppressed from now on."""
        rules = tuple(step.rule for step in state.decisions if step.rule)
        return mark_suppressed(self._findings, self._series, rules)

    def _choices(self, state: State) -> dict[int, Choice]:
        """What the answers make of the findings; the last of several counts."""
        choices: dict[int, Choice] = {}
        for step in state.decisions:
            first, *others = [*self._of(step)] or [-1]
            if first >= 0:
                choices |= dict.fromkeys([first, *others], _choice(step, first))
                if step.action is Action.EDIT:
                    choices[first] = Choice(words=step.words)
        return choices

    def _of(self, step: Step) -> list[int]:
        return [self._numbers[name] for name in step.findings if name in self._numbers]

    def _waiting(self, state: State) -> list[int]:
        decided, marked = self.decided(state), self._marked(state)
        return [n for n in self._reported if n not in decided and not marked[n].suppressed]

    def _without_a_voice(self, first: Composition) -> list[int]:
        """What no comment speaks for, but a person may want said all the same."""
        spoken = {number for said in first.comments() for number in said.findings}
        candidates = [
            number
            for number, one in enumerate(first.findings)
            if number not in spoken and one.text and not one.suppressed and one.held != NOBODY
        ]
        wanted = self._compose(
            self._findings, dict.fromkeys((*self._drafted, *candidates), Choice())
        )
        heard = {number for said in wanted.comments() for number in said.findings}
        return [number for number in candidates if number in heard]


def _choice(step: Step, first: int) -> Choice:
    if step.action is Action.EDIT:
        return Choice(said=False, within=first, why=_IN_OTHER_WORDS)
    if step.action in (Action.DROP, Action.SUPPRESS):
        what = "dropped" if step.action is Action.DROP else "suppressed"
        return Choice(said=False, why=f"{what}: {step.why}" if step.why else what)
    return Choice(asked=step.action is Action.ASK)


def _named(findings: Iterable[Finding]) -> tuple[str, ...]:
    """A name for each: its id, numbered where a check says several things of a line."""
    seen: Counter[str] = Counter()
    names = []
    for finding in findings:
        seen[finding.id] += 1
        names.append(finding.id + (f".{seen[finding.id]}" if seen[finding.id] > 1 else ""))
    return tuple(names)
