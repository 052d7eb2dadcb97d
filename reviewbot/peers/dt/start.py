"""Runs one of the scripts in ``child/``, and reads what it prints."""

from __future__ import annotations

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewbot.model.complaint import PeerError
from reviewbot.peers.bounded import Limits

if TYPE_CHECKING:
    from reviewbot.peers.desk import Desk

NEEDS = "needs reviewbot[dt]"
LIMITS = Limits(seconds=60, cpu=20)  # a machine may be busy; it takes one or two of CPU
_SCRIPTS = Path(__file__).with_name("child")


def is_installed() -> bool:
    """Whether what ``reviewbot[dt]`` brings is there."""
    return all(map(find_spec, ("dtschema", "yamllint")))


def ask(
    desk: Desk, tool: str, script: str, *arguments: str, limits: Limits = LIMITS
) -> list[list[Any]]:
    """What a script prints, line by line; raises PeerError where it is not through."""
    if not is_installed():
        raise PeerError(NEEDS)
    path = os.pathsep.join(each for each in sys.path if Path(each).is_absolute())
    file = str(_SCRIPTS / f"{script}.py")
    done = desk.run(sys.executable, "-I", file, path, *arguments, limits=limits)
    if done.code:
        raise PeerError(f"{tool} {done.ending}")
    try:
        return [json.loads(line) for line in done.said.split("\n") if line]
    except ValueError as error:
        raise PeerError(f"{tool} was not understood") from error
