"""Paragraphs of a log that are made of tags only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.paragraphs import paragraphs
from reviewbot.context.trailers import Tag, known, read_tag, tags
from reviewbot.context.wrapped_url import wrapped_urls
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.model.patch import Patch

_NUMBERED = ("bug", "bugzilla", "issue")  # in trackers: the number of one
_VALUES = (  # how a tag ends, and what is behind its colon, and not of prose
    ("fixes", regex(r"\b[0-9a-f]{7,}\b|://", re.IGNORECASE)),
    ("-by", regex(r"@|<|\w:\S")),
)


def tags_above_trailers(mail: Patch) -> list[Tag]:
    """The tags of the last paragraphs of the log, as far up as they have nothing else."""
    above: list[Tag] = []
    for paragraph in reversed([*paragraphs(mail.message, mail.body.log)]):
        own = _tags(mail, paragraph)
        if not own:
            break
        above[:0] = own
    return above


def trailers(mail: Patch) -> list[Tag]:
    """The tags of the last paragraph, which git sees."""
    return [tag for tag in tags(mail, *known()) if tag.at >= mail.body.trailers.start]


def _tags(mail: Patch, paragraph: Sequence[int]) -> list[Tag]:
    """The tags of a paragraph; none if it has anything else."""
    own: list[Tag] = []
    above = ""
    for at in paragraph:
        line = mail.message.line(at)
        tag = read_tag(line)
        if tag and _is_tag(*tag):
            own.append(Tag(at, *tag))
        elif not own or not (line.startswith((" ", "\t")) or _is_wrapped(above, line)):
            return []
        above = line
    return own


def _is_wrapped(above: str, line: str) -> bool:
    """Whether a line is no more than the rest of the URL above it."""
    return " " not in line and next(wrapped_urls((above, line)), None) is not None


def _is_tag(name: str, value: str) -> bool:
    """Whether a line in the form of a tag is one, and has what such a tag has."""
    name = name.lower()
    if name in _NUMBERED:
        return value.isdigit()
    return name in known() and all(
        wanted.search(value) for end, wanted in _VALUES if name.endswith(end)
    )
