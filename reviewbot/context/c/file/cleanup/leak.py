"""What a leak is."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


@dataclass(frozen=True, slots=True)
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
