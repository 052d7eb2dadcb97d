"""Message that does not say which device it is about, where the device is at hand.

Reports an added pr_err() or the like in a function of a driver with a parameter, or a variable with
a value, that is a device or has one; not where the file has such messages already.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.before import lines_before
from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.messages import new_messages
from reviewbot.context.c.hunk.new import file_of
from reviewbot.knowledge.load import by_name, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KERNEL_ONLY = True


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message that could name the device."""
    known = table("device_types")["messages"]
    for message in new_messages(context):
        line, function = message.match.line, message.match.function
        file = file_of(context, message.match)
        if not (file and function and message.printer.startswith(known["prefix"])):
            continue
        device = _device(function) if file.path.startswith(tuple(known["directories"])) else ""
        if device and not _is_habit(context, file):
            level, *rest = message.printer.removeprefix(known["prefix"]).split("_")
            named = "_".join([known["renamed"].get(level, level), *rest])
            facts = {"instead": f"{known['instead']}{named}({device}, ...)"}
            yield Remark(line.body_line, facts)


def _device(function: Function) -> str:
    """How the function can name a device that is there; empty where it cannot."""
    types = by_name("device_types", "types")
    for name, found in declarations(function).items():
        form = types[found[0].type]["device"] if found[0].type in types else ""
        is_set = found[0].is_parameter or found[0].value
        if form and is_set and len(found) == 1 and not _may_be_null(name, function):
            return str(form.format(name))
    return ""


def _may_be_null(name: str, function: Function) -> bool:
    """Whether the function tests for that."""
    texts = [token.text for token in function.body]
    return any(pair in (("!", name), (name, "==")) for pair in pairwise(texts))


def _is_habit(context: DiffContext, file: FileDiff) -> bool:
    """Whether the file has such messages already."""
    prefix = table("device_types")["messages"]["prefix"]
    return any(re.search(rf"\b{prefix}(?!fmt)\w+\(", line) for line in lines_before(context, file))
