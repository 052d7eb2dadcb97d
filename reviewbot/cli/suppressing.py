"""Which rule the user wants, so that a remark and its like do not come up again."""

from __future__ import annotations

from reviewbot.thread.clean import clean, visible
from reviewbot.triage.rule import at_line, everywhere, has_line, lists_of, on_list

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.cli.terminal import Terminal
    from reviewbot.suppress import Suppression
    from reviewbot.triage.table import Remark


def why(terminal: Terminal) -> str | None:
    """The reason; empty for none, ``None`` at the end of input."""
    answer = terminal.ask("Why? (Enter: no reason) ")
    return None if answer is None else clean(answer)


def rule_asked(terminal: Terminal, remark: Remark) -> Suppression | None:
    """The rule, or ``None`` where the user thinks better of it."""
    finding, lists = remark.finding, lists_of(remark.mail)
    on = f"on (l)ist {visible(lists[0]) if len(lists) == 1 else '...'}, " if lists else ""
    at = ", at (t)his line" if has_line(finding) else ""
    question = f"Suppress {finding.check} {on}(e)verywhere{at}; Enter: not at all? "
    letter = (terminal.ask(question) or "")[:1].lower()
    if not letter or letter not in ("l" if lists else "") + "e" + ("t" if at else ""):
        return None
    address = _one_of(lists, terminal) if letter == "l" else ""
    reason = why(terminal) if address is not None else None
    if address is None or reason is None:
        return None
    if letter == "l":
        return on_list(finding, reason, address)
    return (everywhere if letter == "e" else at_line)(finding, reason)


def _one_of(lists: Sequence[str], terminal: Terminal) -> str | None:
    """The list that is meant: the first, unless another is named by its number."""
    if len(lists) == 1:
        return lists[0]
    shown = "".join(f"  {number} {visible(one)}\n" for number, one in enumerate(lists, 1))
    answer = terminal.ask(f"{shown}Which? [1] ")
    numbered = {str(number): one for number, one in enumerate(lists, 1)}
    return None if answer is None else numbered.get(answer or "1")
