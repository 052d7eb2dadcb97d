"""The tier of a check: how sure it may be said where nothing is known of who reads it."""

from __future__ import annotations

from reviewbot.frozen import frozen
from reviewbot.model.finding import Confidence


@frozen
class Tier:
    """How sure a check is at most, and what became of its findings in archives.

    ``acted`` of the ``known`` outcomes were agreed or fixed, ``wanted`` by more than chance. ``doubt``
    says how many readers found wrong, where that is why it is no surer, ``unsent`` how many of its
    drafts they would not have sent; ``alone`` the same, where it is drafted but too little for a mail of its
    own; ``unmissed`` how little of what was asked they wanted, where that is hardly any.
    """

    most: Confidence = Confidence.HIGH
    hits: int = 0
    known: int = 0
    acted: int = 0
    wanted: float = 0.0
    doubt: str = ""
    unsent: str = ""
    alone: str = ""
    unmissed: str = ""

    @property
    def name(self) -> str:
        """What is done with what is sure: ``draft``, ``ask`` or ``report``."""
        return NAMES[self.most]

    @property
    def figures(self) -> str:
        """``12 hits, 3 of 8 acted on, 2.1 wanted``."""
        hits = f"{self.hits} hit{'s' * (self.hits != 1)}"
        if not self.known:
            return hits
        return f"{hits}, {self.acted} of {self.known} acted on, {self.wanted:g} wanted"

    @property
    def why(self) -> str:
        """Why it is no more than asked or reported; empty where it is not."""
        if self.most is Confidence.HIGH:
            return ""
        if self.doubt:
            return f"not sure enough: {self.doubt}"
        if self.unsent:
            return f"seldom worth sending: {self.unsent}"
        told = f"in archives {self.figures}" if self.known else "as others of its kind"
        return f"seldom wanted: {told}"


NAMES = {Confidence.HIGH: "draft", Confidence.MODERATE: "ask", Confidence.LOW: "report"}
