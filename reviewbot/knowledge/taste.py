"""What decides how much a remark is wanted where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.knowledge.voices import NOBODY

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewbot.knowledge.conventions import Conventions
    from reviewbot.knowledge.voices import Voices


@frozen(slots=False)
class Taste:
    """``voices`` say who asks for what; ``conventions`` gives the table of what the code keeps to.

    The latter is asked when it is needed; ``None`` where the code around has no say.
    """

    voices: Voices = NOBODY
    conventions: Callable[[], Conventions] | None = None


NONE = Taste()
