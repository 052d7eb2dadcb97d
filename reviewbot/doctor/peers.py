"""Which programs of the tree are on, and whether they could be run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.doctor.diagnosis import Diagnosis, Health
from reviewbot.errors import UsageError
from reviewbot.peers.dt.start import NEEDS, is_installed
from reviewbot.peers.names import BY_THEMSELVES, NAMES, known
from reviewbot.peers.programs import find
from reviewbot.peers.table import PEERS

if TYPE_CHECKING:
    from reviewbot.config import Config

_ABOUT = "programs of the tree"
_PROGRAMS = ("dtc", "cpp")  # of the examples in bindings


def peers(settings: Config) -> Diagnosis:
    """The programs the user's settings turn on; each needs a tree that is named, and its interpreter."""
    if not settings.peers:
        offered = (name for name in NAMES if name not in BY_THEMSELVES)
        return Diagnosis(Health.MISSING, _ABOUT, f"none is on, of {', '.join(offered)}")
    try:
        on = known(settings.peers)
    except UsageError as error:
        return Diagnosis(Health.BROKEN, _ABOUT, str(error))
    if settings.tree is None:
        return Diagnosis(Health.BROKEN, _ABOUT, f"{', '.join(on)}; reviewbot.tree names no tree")
    lacking = sorted({PEERS[name].program for name in on if not find(PEERS[name].program)})
    if lacking:
        return Diagnosis(Health.BROKEN, _ABOUT, f"{', '.join(lacking)} is not installed")
    return Diagnosis(Health.OK, _ABOUT, ", ".join(on))


def devicetree() -> Diagnosis:
    """What looks at bindings: they are on where they are installed."""
    about = "devicetree tools"
    if not is_installed():
        return Diagnosis(Health.MISSING, about, f"{', '.join(BY_THEMSELVES)}: {NEEDS}")
    lacking = [name for name in _PROGRAMS if not find(name)]
    if lacking:
        return Diagnosis(Health.MISSING, about, f"{', '.join(lacking)} is not installed")
    return Diagnosis(Health.OK, about, ", ".join(BY_THEMSELVES))
