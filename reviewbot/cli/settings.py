"""The user's settings, and a word on those that do not count."""

from __future__ import annotations

from reviewbot.cli.say import say

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from reviewbot.config import Config


def load() -> Config:
    """What the user has set up; what of it is ignored is said."""
    from reviewbot import config

    found = config.load()
    for sentence in found.ignored:
        say(f"reviewbot: {sentence}")
    return found
