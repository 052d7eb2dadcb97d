"""Whether a patch makes a schema of an older description: its names are not the author's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext

_TITLE = regex(
    r"\bconvert(?:s|ed|ing)?\b|\bconversion to\b|\byamli[sz]e|\bmigrate\b"
    r"|\bto (?:(?:a|the|dt|json|yaml)[ -])*(?:schema|yaml)(?!\S)"
)


def is_conversion(context: DiffContext) -> bool:
    """Whether its title says so, or it deletes an older description."""
    return bool(_TITLE.search(context.patch.subject.title.lower())) or any(
        file.new_path is None and file.path.endswith(".txt") for file in context.files
    )
