"""Blank line between tags, so that git does not see those above it.

Reports a paragraph of tags that is followed by a blank line and the block of trailers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Related, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.trailers import known, read_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("names",)


_VALUES = (  # what is behind the colon of a tag, and not of prose
    (re.compile(r"fixes", re.IGNORECASE), re.compile(r"\b[0-9a-f]{7,}\b|://", re.IGNORECASE)),
    (re.compile(r".*-by", re.IGNORECASE), re.compile(r"@|<|\w:\S")),
)
_SIGNED = re.compile(r"signed-off-by\s*:", re.IGNORECASE)
_APART = ("link", "links", "buglink", "bug-link", "bug", "bugzilla", "closes", "url", "cc", "to")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first of the trailers, below the blank line."""
    log, trailers = context.body.log, context.body.trailers
    if context.is_cover or is_backport(context.patch):
        return
    if not trailers or trailers.start == log.start or not _is_signed(context):
        return
    if context.message.line(trailers.start - 1).strip():
        return  # text: this paragraph only ends in tags
    lost: list[str] = []
    for paragraph in reversed(_paragraphs([context.message.line(at) for at in log])):
        names = _names(paragraph)
        if not names:
            break
        lost[:0] = names
    counted = [name for name in lost if name.lower() not in _APART]
    if counted:
        above = max(at for at in log if context.message.line(at).startswith(lost[0]))
        related = (Related(above, "above the blank line"),)
        yield Remark(trailers.start, {"names": tuple(dict.fromkeys(lost))}, related=related)


def _is_signed(context: DiffContext) -> bool:
    """Whether there is a Signed-off-by:; without, nobody takes it, and more is to be said."""
    body = context.body
    return any(
        _SIGNED.match(context.message.line(at)) for at in range(body.log.start, body.trailers.stop)
    )


def _paragraphs(lines: Sequence[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def _is_plausible(name: str, value: str) -> bool:
    """Whether a line in the form of a tag has what such a tag has."""
    return all(wanted.search(value) for names, wanted in _VALUES if names.fullmatch(name))


def _names(paragraph: Sequence[str]) -> list[str]:
    """The tags of a paragraph; none if it has anything else."""
    names: list[str] = []
    for line in paragraph:
        tag = read_tag(line)
        if tag and tag[0].lower() in known() and _is_plausible(*tag):
            names.append(tag[0])
        elif not (names and line.startswith((" ", "\t"))):
            return []
    return names
