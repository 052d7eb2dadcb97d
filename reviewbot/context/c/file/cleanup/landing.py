"""The label a way out should go to: what is called behind it is just what is missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.spelling import NAME, text_of
from reviewbot.context.c.file.flow import afters
from reviewbot.context.c.file.function import ExitKind
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewbot.context.c.file.cleanup.leak import Leak
    from reviewbot.context.c.file.function import Exit, ExitPath, Function
    from reviewbot.context.c.file.statements import Statement

_PASSED = 8  # steps passed in the time of one


class Landings:
    """The labels of a function, by what is called behind them."""

    def __init__(self, function: Function) -> None:
        self._function = function

    def of_leaks(self, leaks: Sequence[Leak]) -> str:
        """The label an exit with all these leaks should go to; ``""`` where there is none.

        It releases just these, or a goto right above took it, with them held.
        """
        leaving, label = leaks[0].leaving, leaks[0].shown_by
        exact = self.of(leaving, {leak.release for leak in leaks if leak.release})
        if exact or not all(leak.by_label and leak.shown_by == label for leak in leaks):
            return exact
        held = max(leak.acquired_at for leak in leaks)
        return label if held and self.is_taken_before(leaving, label, held) else ""

    def of(self, leaving: Exit, missing: Iterable[str]) -> str:
        """The label with the ``missing`` calls behind it, and else only those of the way out.

        ``""`` where there is none. All that is called there must be certain, and what is returned
        in the end must not be another constant than the way out returns.
        """
        wanted = Counter(missing)
        if not wanted or len(leaving.ways) != 1:
            return ""
        own = leaving.ways[0]
        if leaving.kind is ExitKind.GOTO:
            wanted += _calls(own)
        for label, way in self._by_calls.get(frozenset(wanted.items()), ()):
            if label.line > leaving.line and _may_return(own, way, leaving):
                return label.text
        return ""

    def is_taken_before(self, leaving: Exit, label: str, since: int) -> bool:
        """Whether a goto to the label stands between a line and the way out.

        Then all that is released behind it had been acquired by then.
        """
        return (
            leaving.kind is ExitKind.RETURN
            and any(
                each.text == label and since < each.line < leaving.line
                for each in self._function.gotos
            )
            and all(
                _may_return(leaving.ways[0], way, leaving)
                for ways in afters(self._function, [label])
                for way in ways
            )
        )

    @cached_property
    def _by_calls(self) -> dict[frozenset[tuple[str, int]], list[tuple[Statement, ExitPath]]]:
        labels = self._function.labels
        found: dict[frozenset[tuple[str, int]], list[tuple[Statement, ExitPath]]] = defaultdict(
            list
        )
        every = afters(self._function, [each.text for each in labels])
        for label, ways in zip(labels, every, strict=True):
            if len(ways) == 1 and all(step.certain for step in ways[0].steps):
                found[frozenset(_calls(ways[0]).items())].append((label, ways[0]))
        return found


def _calls(way: ExitPath) -> Counter[str]:
    spend(1 + len(way.steps) // _PASSED)
    return Counter(text_of(step.call) for step in way.steps)


def _may_return(own: ExitPath, other: ExitPath, leaving: Exit) -> bool:
    """Whether the way behind a label can return what this one does."""
    if other.value is None or own.value == other.value:
        return own.value in (None, "", other.value)
    return leaving.kind is ExitKind.GOTO or bool(NAME.fullmatch(other.value))
