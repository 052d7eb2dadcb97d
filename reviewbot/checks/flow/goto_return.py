"""Added goto to a label that only returns.

Reports, in a function that is new, the first ``goto out;`` where behind ``out:``, at the end of the
function, stands nothing but ``return ret;`` or ``return;``: each of them can return by itself. As a question
where other functions of the file have the same two lines at their end, or something is freed in the function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.file.settled import is_changed_later
from reviewbot.context.c.hunk.before import lines_at_hand
from reviewbot.context.c.hunk.declared import mentions, name_of
from reviewbot.context.c.hunk.jumps import jumps
from reviewbot.context.c.hunk.new import file_of, is_new_function, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.knowledge.load import by_name
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_LABEL = Pattern("^ $label: return ...;")
_OTHERS = 2  # functions: a habit
_SEARCHED = 4000  # characters of text in a step
_SIMPLE = 2  # tokens of "ret" or "-EINVAL"; more than that is worth writing once
WHEN = When(patterns=(_LABEL,), shapes=(r":\s*return\b",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first goto to each such label."""
    for match in new_code(context, _LABEL):
        function, value = match.function, match.tokens[3:-1]
        if (
            match.ends_function
            and function
            and is_new_function(function)
            and len(value) <= _SIMPLE
            and not match.is_explained
            and jumps(function).keys() == {match["label"]}
            and _is_for_gotos(function, match["label"])
            and not is_changed_later(context, name_of(function))
        ):
            first, *others = jumps(function)[match["label"]]
            facts: dict[str, Fact] = {
                "count": len(others) + 1,
                "label": match["label"],
                "value": readable(value),
            }
            related = Related(match.tokens[0].line.body_line, "where it leads to")
            is_asked = _frees(function) or _is_habit(context, match)
            sure = Confidence.MODERATE if is_asked else Confidence.HIGH
            yield Remark(first.line.body_line, facts, sure, (related,))


def _is_for_gotos(function: Function, label: str) -> bool:
    """Whether nothing names a label but its gotos: a macro that is given it may jump as well."""
    return len(mentions(label, function)) == 1


def _frees(function: Function) -> bool:
    """Whether it gives something back: a goto past that may leave it out."""
    releases = by_name("freed", "functions", "release")
    return any(token.text in releases for token in function.body)


def _is_habit(context: DiffContext, match: Match) -> bool:
    """Whether the file had functions before that end so."""
    file = file_of(context, match)
    text = "\n".join(lines_at_hand(context, file)) if file else ""
    spend(1 + len(text) // _SEARCHED)
    end = f"\n{match['label']}:\n\treturn {readable(match.tokens[3:-1])}".rstrip() + ";\n}"
    return text.count(end) >= _OTHERS
