"""Property of a device's own node read by a function for device trees only.

Reports of_property_read_u32() and the like where the node is the one of a device at hand; asks in
files that were there, unless it only changes one. Not in the half of a driver that is for device trees, nor where the function gives the node to others, too.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import file_of, has_in_removed, new_code
from reviewbot.context.c.hunk.own_node import device_of
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.tokens import A_STRING
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.load import by_name, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "device_property"

_of = partial(by_name, "properties", "of")
_READ = Pattern("$callee($node, ...)", callee=_of)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each read of the node of a device."""
    of_only = table("properties")["of_only"]
    quiet, halves = tuple(of_only["directories"]), tuple(of_only["endings"])
    for match in new_code(context, _READ):
        file = file_of(context, match)
        device = device_of(match.of("node"), match.function)
        is_known = file is not None and (is_new_file(file) or not _was_read(match))
        is_known = is_known and not _is_address(match)
        is_usable = file and is_known and device and not file.path.startswith(quiet)
        if file and is_usable and not file.path.endswith(halves) and not _is_for_others(match):
            better = _of()[match["callee"]]["device"]
            facts = {"callee": better, "device": device}
            sure = Confidence.HIGH if is_new_file(file) else Confidence.MODERATE
            yield Remark(match.line.body_line, facts, sure, recommends=(better,))


def _is_for_others(match: Match) -> bool:
    """Whether the function gives the same node to one that takes nothing but nodes of a device tree."""
    node = [token.text for token in match.of("node")]
    texts = [token.text for token in match.function.body] if match.function else []
    given = ["(", *node]
    calls = (texts[at - 1] for at in range(1, len(texts)) if texts[at : at + len(given)] == given)
    others = (each for each in calls if each.isidentifier() and each not in _of())
    return any(not each.startswith(("of_", "if", "while", "dev_fwnode")) for each in others)


def _is_address(match: Match) -> bool:
    """Whether it is the address of the device, which its bus has read already."""
    return any(token.text == '"reg"' for token in match.call("callee"))


def _was_read(match: Match) -> bool:
    """Whether a removed line has the call, or the name of the property."""
    name = next((token.text for token in match.call("callee") if token.kind is A_STRING), "")
    return any(has_in_removed(match, word) for word in (match["callee"], name) if word)
