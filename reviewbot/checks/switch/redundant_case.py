"""Added case X: break; or default: break; that does nothing.

Reports, in an added switch over a plain integer, ``default: break;`` where other arms break out as
well, so that control goes on at the same place with and without it. Beside such a default,
``case X: break;`` is reported too. Both surely in the callback of a notifier chain, which gets
events it does not know by design; elsewhere the case as a question, for it may be there to name a
known value, and the default is only noted: of 893 mails that quote an added ``default:`` none
asks to drop it.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.cut import braced
from reviewbot.context.c.hunk.functions import Functions
from reviewbot.context.c.hunk.notifiers import is_notifier
from reviewbot.context.c.hunk.switches import read_switch
from reviewbot.context.c.hunk.tokens import spelled, tokenize
from reviewbot.context.c.hunk.types import is_integer, keeps_default
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.switches import Arm, Label, Switch
    from reviewbot.model.patch import Hunk

SEVERITY = Severity.NOTE
NIT = True
_MOST = 200  # switches looked at in one hunk: each costs a look at all of its function

_SAYS_DROP = (
    r"(?:remov|dropp?|omit|redundant|unneeded|unnecessar|superfluous|pointless|useless"
    r"|not (?:needed|required|necessary)|(?:do|is)(?:es)?n['’]?t (?:needed|required|necessary))"
)
_SAYS_DEFAULT = r"\bdefault['\"`]?(?::| (?:and \w+ )?(?:case|label|branch|arm))"


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added arm that only breaks."""
    moved = context.removed()  # what is added again was moved or reindented
    for file in context.files:
        if file.is_c and not keeps_default(file.path):
            for hunk in file.hunks:
                yield from _in_hunk(hunk, moved)


def _in_hunk(hunk: Hunk, moved: frozenset[str]) -> Iterator[Remark]:
    if "switch" not in hunk.added_words:
        return
    tokens = tokenize(hunk.post)
    functions = Functions(hunk, tokens)
    where = {id(token): index for index, token in enumerate(tokens)}
    integers: dict[tuple[Function | None, str], bool] = {}
    for cut in islice(braced(tokens, "switch"), _MOST):
        keyword = cut[0]
        if keyword.line.kind is not LineKind.ADDED or keyword.line.text.strip() in moved:
            continue
        switch = read_switch(cut)
        arms = _idle(switch) if switch else []
        if switch is None or not arms:
            continue
        function = functions.around(where[id(keyword)])
        key = (function, spelled(switch.subject))
        if key not in integers:
            integers[key] = is_integer(switch.subject, function)
        if not integers[key] and not _has_literals(switch):
            continue
        in_notifier = function is not None and is_notifier(function.header)
        for arm in arms:
            label = arm.labels[0]
            yield Remark(
                label.keyword.line.body_line,
                {"label": label.name},
                _confidence(label, in_notifier=in_notifier),
                (Related(arm.body[-1].line.body_line, "all it does"),),
            )


def _confidence(label: Label, *, in_notifier: bool) -> Confidence:
    if in_notifier:
        return Confidence.HIGH
    return Confidence.LOW if label.is_default else Confidence.MODERATE


def _idle(switch: Switch) -> list[Arm]:
    """The arms that could be dropped if the switch is over plain integers."""
    default = next((a for a in switch.arms if any(x.is_default for x in a.labels)), None)
    if default is None or not default.only_breaks or default.has_comment:
        return []
    if not any(arm.breaks_out and not arm.only_breaks for arm in switch.arms):
        return []  # the way out is the exception here: it may well be spelled out
    return [
        arm
        for arm in switch.arms
        if arm.only_breaks
        and not arm.entered_from_above
        and not arm.has_comment
        and len(arm.labels) == 1
        and not arm.labels[0].is_range
        and all(t.line.kind is LineKind.ADDED for t in (arm.labels[0].keyword, *arm.body))
    ]


def _has_literals(switch: Switch) -> bool:
    """Whether all labels are literals, two at least: an enumeration has names."""
    values = [label.value for arm in switch.arms for label in arm.labels if not label.is_default]
    return len(values) > 1 and all(is_integer(value, None) for value in values)
