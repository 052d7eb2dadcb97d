"""What a mail says above its diff: what is not there no closer look will find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch


@once_for_each
def told(patch: Patch) -> str:
    """The subject and all lines above the diff, in lower case."""
    stop = patch.body.diff.start
    above = patch.message.lines[: stop - 1] if patch.body.diff else patch.message.lines
    return "\n".join((patch.subject.text, *above)).lower()
