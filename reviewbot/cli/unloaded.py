"""What is said of checks that cannot be loaded, and the exit code that follows."""

from __future__ import annotations

from reviewbot.cli.exits import FAILED
from reviewbot.cli.say import say

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.finding import Failure


def tell_unloaded(failures: Iterable[Failure]) -> int:
    """Name each once; the exit code of a check that failed where there are any, else 0."""
    code = 0
    for failure in failures:
        say(failure.sentence)
        code = FAILED
    return code
