"""Help text that calls the module otherwise than the Makefile does.

Reports a name behind "the module will be called" of a new option, where the series builds exactly
one object for that option, by another name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.fix import retyped
from reviewbot.context.kconfig import new_options
from reviewbot.context.makefile import built
from reviewbot.context.memo import once_for_each
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.model.series import Series

SEVERITY = Severity.NOTE
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(words=("called", "named"))

_CALLED = regex(
    r"\bmodule\b[^.]{0,80}?\b(?:called|named):?\s+[`'\"]?([\w-]+)(?:\.ko)?\b", re.IGNORECASE
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the line the name is on."""
    for option in new_options(context):
        names = _built(context.series).get(option.name, set())
        text = " ".join(line.text.strip() for line in option.said)
        found = _CALLED.search(text)
        if found and len(names) == 1:
            (name,) = names
            if _same(found[1]) != _same(name):
                at = next(one for one in reversed(option.said) if found[1] in one.text)
                fix = retyped(at, at.text.replace(found[1], name))
                yield Remark(at.body_line, {"name": name}, fix=fix)


def _same(name: str) -> str:
    return name.replace("-", "_").lower()


@once_for_each
def _built(series: Series) -> Mapping[str, set[str]]:
    """What a series builds for each option."""
    found: dict[str, set[str]] = defaultdict(set)
    for rule in built(series):
        found[rule.option].add(rule.name)
    return found
