"""Kernel-doc of a struct that leaves members out, or describes some there are not.

Reports what a patch adds of members without ``@name:``, ``@name:`` without member, and ``@name``
without colon, which kernel-doc does not see. Not members that are private, nor those
inside of a member that has a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.kernel_doc import documented
from reviewbot.context.c.hunk.new import is_new

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.hunk.kernel_doc import Documented
    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=C)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark once on each kind of fault in the description of a struct."""
    for struct in documented(context):
        sure = Confidence.HIGH if struct.described else Confidence.MODERATE
        for fault, found, confidence in (
            ("missing", _missing(struct), sure),
            ("unknown", _unknown(struct), Confidence.HIGH),
            ("colon", _without_colon(struct), Confidence.HIGH),
        ):
            names = {name: line for name, line in found.items() if is_new(context, line)}
            if names:
                at = next(iter(names.values())).body_line
                facts: dict[str, Fact] = {
                    "struct": struct.name,
                    "names": tuple(names),
                    "fault": fault,
                }
                yield Remark(at, facts, confidence)


def _missing(struct: Documented) -> Mapping[str, DiffLine]:
    known = struct.described.keys() | struct.lacking.keys() | struct.private
    wanted = {one.name.text: one.name.line for one in struct.members if not one.is_inner}
    return {name: line for name, line in wanted.items() if name not in known}


def _unknown(struct: Documented) -> Mapping[str, DiffLine]:
    names = {one.name.text for one in struct.members}
    known = struct.described.items()
    return {name: line for name, line in known if names.isdisjoint(name.split("."))}


def _without_colon(struct: Documented) -> Mapping[str, DiffLine]:
    names = {one.name.text for one in struct.members} - struct.described.keys()
    return {name: line for name, line in struct.lacking.items() if name in names}
