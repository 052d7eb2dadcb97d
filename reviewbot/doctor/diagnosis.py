"""One line of the doctor's."""

from __future__ import annotations

import enum

from reviewbot.frozen import frozen
from reviewbot.thread.clean import header_text


class Health(enum.StrEnum):
    """MISSING is a choice of the user's, BROKEN a thing that was meant to work."""

    OK = "ok"
    MISSING = "missing"
    BROKEN = "broken"


@frozen
class Diagnosis:
    """``about`` is what was looked at, ``detail`` what was seen there."""

    state: Health
    about: str
    detail: str

    def __str__(self) -> str:
        """As it is printed: harmless to a terminal."""
        return f"{self.state:8} {self.about}: {header_text(self.detail)}"
