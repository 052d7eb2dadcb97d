"""What a leak is."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.knowledge.locks import held_by
from reviewbot.knowledge.pairs import RESULT

if TYPE_CHECKING:
    from reviewbot.context.c.file.function import Exit
    from reviewbot.context.c.file.statements import Call
    from reviewbot.knowledge.pairs import Pair


class Witness(enum.StrEnum):
    """Why a missing release is one.

    ``later``: a way out further down releases. ``earlier``: one further up does, and nothing was
    done with the thing since. ``labels``: the way is the one taken when the acquire failed.
    ``ladder``: what was acquired before it is released here, and most who make the acquire release.
    ``rule``: nearly all who make the acquire release. ``bypass``: a return amid gotos to a release.
    """

    LATER = "later"
    EARLIER = "earlier"
    LADDER = "ladder"
    LABELS = "labels"
    BYPASS = "bypass"
    RULE = "rule"


@frozen
class Leak:
    """``leaving`` leaves ``acquire`` without ``release``, spelled out as it should be.

    ``acquire`` is not known for ``bypass``. ``shown_by`` is the label or line of the witness, empty
    for ``rule``. ``pair`` is the entry of the table, if it has one.
    """

    acquire: Call | None
    thing: str
    release: str
    leaving: Exit
    witness: Witness
    shown_by: str
    pair: Pair | None

    @property
    def by_label(self) -> bool:
        """Whether the witness is a label of the function, with the release behind it."""
        shown = self.witness in (Witness.LATER, Witness.EARLIER)
        return shown and not self.shown_by.startswith("line ")

    @property
    def acquired_at(self) -> int:
        """The line of the acquire; 0 where it is not known."""
        return self.acquire.line if self.acquire else 0

    @property
    def key(self) -> tuple[str, ...]:
        """What it has in common with the same leak of another version of the function."""
        begun = self.acquire.callee if self.acquire else self.release
        return begun, self.thing, self.leaving.kind, self.leaving.text

    @property
    def lock(self) -> str:
        """The lock that is held, as one says it: ``the mutex``; empty where it is none."""
        return held_by(self.acquire.callee) if self.acquire else ""

    @property
    def is_result(self) -> bool:
        """Whether the acquire gave the thing, and did not only change its state."""
        return self.pair is not None and any(origin == RESULT for _, origin in self.pair.takes)

    @property
    def evidence(self) -> str:
        """What shows it, in words: the label or line of the witness, or how many callers release."""
        if self.witness in (Witness.RULE, Witness.LADDER) and self.pair:
            return f"{self.pair.undone} of {self.pair.held} callers"
        return self.shown_by
