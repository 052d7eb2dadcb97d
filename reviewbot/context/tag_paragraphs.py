"""Paragraphs of a log that are made of tags only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.paragraphs import paragraphs
from reviewbot.context.trailers import Tag, known, read_tag, tags
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.model.patch import Patch

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
    for at in paragraph:
        line = mail.message.line(at)
        tag = read_tag(line)
        if tag and tag[0].lower() in known() and _is_plausible(*tag):
            own.append(Tag(at, *tag))
        elif not (own and line.startswith((" ", "\t"))):
            return []
    return own


def _is_plausible(name: str, value: str) -> bool:
    """Whether a line in the form of a tag has what such a tag has."""
    return all(wanted.search(value) for end, wanted in _VALUES if name.lower().endswith(end))
