"""What a person decided of a finding; no policy overrules it."""

from __future__ import annotations

from reviewbot.frozen import frozen


@frozen
class Choice:
    """Whether it is said, and how; ``why`` tells what is against it where it is not.

    ``asked``: as a question. ``words``: in these instead of the check's, as they are. ``within``:
    the words at the finding of that number speak for it, too.
    """

    said: bool = True
    asked: bool = False
    words: str = ""
    within: int | None = None
    why: str = ""
