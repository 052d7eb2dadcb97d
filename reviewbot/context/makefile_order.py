"""Rules of a Makefile that are out of order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.ordering import Line, misplaced
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from reviewbot.context.makefile import Rule


def misplaced_rules(block: list[Rule], old: int) -> list[tuple[int, str]]:
    """The new rules, of at least ``old`` there were, in order neither by object nor by option.

    With the object to stand before, empty where its place is out of sight.
    """
    is_old = [rule.line.kind is LineKind.CONTEXT for rule in block]
    by_option = misplaced([*map(Line, [rule.option for rule in block], is_old)], old)
    by_object = misplaced([*map(Line, [f"{rule.name}.o" for rule in block], is_old)], old)
    out_of_order = {at for at, _ in by_object}
    first = next((f"{rule.name}.o" for at, rule in enumerate(block) if at not in out_of_order), "")
    is_kept = _is_ordered(block, is_old) and not by_option
    found = [] if is_kept else [each for each in by_object if not _fits(block, each[0])]
    found = [(at, before) for at, before in found if not _is_by_digit(block, at)]
    return [(at, "" if before == first else before) for at, before in found]


def _is_by_digit(block: list[Rule], at: int) -> bool:
    """Whether a digit against a letter, of which people do not agree, decides between it and old ones."""
    old = [index for index, rule in enumerate(block) if rule.line.kind is LineKind.CONTEXT]
    above, below = [each for each in old if each < at], [each for each in old if each > at]
    name, around = block[at].name, [block[each] for each in (*above[-1:], *below[:1])]
    pairs = [
        next(((a, b) for a, b in zip(name, r.name, strict=False) if a != b), ("", ""))
        for r in around
    ]
    return any(first.isdigit() != second.isdigit() for first, second in pairs)


def _is_ordered(block: list[Rule], is_old: list[bool]) -> bool:
    """Whether the options that were there are sorted."""
    old = [rule.option for rule, old in zip(block, is_old, strict=True) if old]
    return old == sorted(old)


def _fits(block: list[Rule], at: int) -> bool:
    """Whether the option of a rule is in order between those above and below it."""
    around = [rule.option for rule in block[max(at - 1, 0) : at + 2]]
    return 0 < at < len(block) - 1 and around == sorted(around)
