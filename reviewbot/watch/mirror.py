"""Local mirrors of a list's epochs: pulled, never pushed; new epochs are looked for.

``URL/0``, ``URL/1`` ... are git repositories (public-inbox-v2-format(5)); a directory may hold
them as ``0.git``, ``1.git``.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

_TIMEOUT = 600  # seconds; a first clone of a large epoch takes minutes
_GIT = ("git", "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0")


@dataclass(frozen=True, slots=True)
class Mirror:
    """The epochs that are here, oldest first, and one sentence for each that was not reached."""

    epochs: tuple[Path, ...]
    faults: tuple[str, ...]


def pull(url: str, folder: Path) -> Mirror:
    """Bring the mirror below ``folder`` up to date; what cannot be reached stays as it was."""
    folder.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    number = 0
    while True:
        here = folder / f"{number}.git"
        if (here / "HEAD").exists():
            # an epoch that is rewritten (spam removed, law) replaces ours
            fault = _git("-C", str(here), "fetch", "--quiet", "--prune", "origin", "+refs/*:refs/*")
            if fault:
                faults.append(f"{url}/{number} cannot be fetched: {fault}")
        elif not _clone(_source(url, number), here):
            if number == 0:
                faults.append(f"{url}/0 cannot be cloned")
            break
        number += 1
    return Mirror(tuple(folder / f"{n}.git" for n in range(number)), tuple(faults))


def _source(url: str, number: int) -> str:
    local = Path(url).expanduser()
    if local.is_dir():
        return str(local / f"{number}.git")
    return f"{url.rstrip('/')}/{number}"


def _clone(source: str, here: Path) -> bool:
    """Clone whole or not at all: half a clone is not taken for an epoch."""
    fresh = here.with_name(f"{here.name}.new")
    _remove(fresh)
    if _git("clone", "--quiet", "--mirror", source, str(fresh)):
        _remove(fresh)
        return False
    fresh.rename(here)
    return True


def _remove(folder: Path) -> None:
    for root, folders, files in os.walk(folder, topdown=False):
        for name in files:
            Path(root, name).unlink()
        for name in folders:
            Path(root, name).rmdir()
    if folder.exists():
        folder.rmdir()


def _git(*arguments: str) -> str:
    """The last thing git said where it failed; empty where it did not."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_DIR")}
    try:
        done = subprocess.run(  # noqa: S603  the arguments are ours and the user's settings
            [*_GIT, *arguments],
            env={**kept, "GIT_TERMINAL_PROMPT": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"it took over {_TIMEOUT} s"
    if done.returncode == 0:
        return ""
    return done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2] or "git failed"
