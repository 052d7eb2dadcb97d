"""Property of a device's own node read by a function for device trees only, in a new file.

Reports of_property_read_u32() and the like where the node is the one of a device at hand.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Convention, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.load import by_name, table
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
ELSEWHERE = Confidence.MODERATE
CONVENTION = Convention(
    good=("device_property_read_u32", "device_property_read_bool", "device_property_present"),
    other=("of_property_read_u32", "of_property_read_bool", "of_property_present"),
    share=0.8,
)

_of = partial(by_name, "properties", "of")
_READ = Pattern("$callee($node, ...)", callee=_of)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each read of the node of a device."""
    quiet = tuple(table("properties")["of_only"]["directories"])
    for match in new_code(context, _READ):
        file, _ = context.patch.anchors.get(match.line.body_line, (None, None))
        device = _device(match)
        if file and is_new_file(file) and device and not file.path.startswith(quiet):
            better = _of()[match["callee"]]["device"]
            facts = {"callee": better, "device": device}
            yield Remark(match.line.body_line, facts, recommends=(better,))


def _device(match: Match) -> str:
    """The device whose node is read; empty where it is another node."""
    node, function = match.of("node"), match.function
    if len(node) == 1 and function is not None:
        known = declarations(function).get(node[0].text, ())
        is_fixed = len(known) == 1 and not _is_assigned(node[0].text, function.body)
        node = known[0].value if is_fixed else ()
    if [token.text for token in node[-1:]] != [table("properties")["of_only"]["member"]]:
        return ""
    device = readable(node[:-2])
    return device if node[-2].text == "->" else f"&{device}"


def _is_assigned(name: str, body: Sequence[Token]) -> bool:
    """Whether a variable is assigned anywhere but where it is declared."""
    spend(len(body))
    return sum(a.text == name and b.text == "=" for a, b in pairwise(body)) > 1
