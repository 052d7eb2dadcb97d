"""Which programs of the tree are on, and whether they could be run."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from reviewbot.doctor.diagnosis import Diagnosis, Health
from reviewbot.errors import UsageError
from reviewbot.peers.ask import PEERS, known

if TYPE_CHECKING:
    from reviewbot.config import Config

_ABOUT = "programs of the tree"


def peers(settings: Config) -> Diagnosis:
    """Those the user's settings turn on; each needs a tree that is named, and its interpreter."""
    if not settings.peers:
        return Diagnosis(Health.MISSING, _ABOUT, f"none is on, of {', '.join(PEERS)}")
    try:
        on = known(settings.peers)
    except UsageError as error:
        return Diagnosis(Health.BROKEN, _ABOUT, str(error))
    if settings.tree is None:
        return Diagnosis(Health.BROKEN, _ABOUT, f"{', '.join(on)}; reviewbot.tree names no tree")
    lacking = sorted({PEERS[name].program for name in on if not shutil.which(PEERS[name].program)})
    if lacking:
        return Diagnosis(Health.BROKEN, _ABOUT, f"{', '.join(lacking)} is not installed")
    return Diagnosis(Health.OK, _ABOUT, ", ".join(on))
