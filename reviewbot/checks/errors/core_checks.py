"""Added check of what the core has checked before it calls the callback.

Reports, in the callbacks of knowledge/core_checks.toml, rtc_valid_tm(), limits of a watchdog's timeout that
its struct has, and channels that nobody made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.file.ops_members import ops_members
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.written import new_written
from reviewbot.context.whole import whole_around
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(
    files=(".c",),
    shapes=(r"rtc_valid_tm\(", r"ARRAY_SIZE\(", r"if \(\w*time\w* (?:[<>]|==)"),
)

_LOW = r"<=? (?:\w+ -> min_\w+|[A-Z]\w+|1)|== 0"
_HIGH = r">=? (?:\w+ -> max_\w+|[A-Z]\w+)"
_FAILS = r"\) (?:\{ (?:\w+ \( [^;{}]* \) ; )?)?return - E"
_LIMITS = regex(
    r"rtc_valid_tm(?<=\b(?P<rtc>rtc_valid_tm)) \(|if \( (?<=\bif \( )(?:"
    rf"(?P<timeout>\w+) (?:{_LOW}) \|\| (?P=timeout) {_HIGH} {_FAILS}"
    rf"|(?P<pretimeout>\w+) >=? \w+ -> timeout {_FAILS}"
    rf"|(?P<channel>channel) >= ARRAY_SIZE \( \w+ \) {_FAILS})"
)
_KINDS = ("rtc", "timeout", "pretimeout", "channel")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for match in new_written(context, _LIMITS, "i"):
        kind = next(kind for kind in _KINDS if kind in match.bound)
        row = table("core_checks")[kind][0]
        if match.function and _is_known(context, match, row) and _is_kept(context, match, kind):
            facts = {"core": row["core"], "what": match[kind]}
            sure = Confidence.HIGH if kind == "rtc" else Confidence.MODERATE
            yield Remark(match.line.body_line, facts, sure)


def _is_known(context: DiffContext, match: Match, row: dict[str, Any]) -> bool:
    """Whether the function is such a callback."""
    source = whole_around(context, match) or b""
    name = name_of(match.function) if match.function else ""
    wanted = {(name, row["struct"], member) for member in row["members"]}
    return bool(source) and not wanted.isdisjoint(ops_members(source))


def _is_kept(context: DiffContext, match: Match, kind: str) -> bool:
    """Whether the core has the limits."""
    source = whole_around(context, match) or b""
    return kind != "timeout" or (b"max_timeout" in source and b"max_hw_heartbeat" not in source)
