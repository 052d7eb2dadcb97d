"""Local mirrors of a list's epochs: pulled, never pushed; new epochs are looked for.

``URL/0``, ``URL/1`` ... are git repositories (public-inbox-v2-format(5)); a directory may hold
them as ``0.git``, ``1.git``. A mirror that is damaged, as by a crash, is cloned anew; what is wrong
with one costs no other.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot import private
from reviewbot.frozen import frozen
from reviewbot.git.remote import clone, fetch, head_of
from reviewbot.git.start import ask

if TYPE_CHECKING:
    from collections.abc import Mapping

# what git says of an address at which there is no repository
_IS_NONE = (
    "' does not exist",
    "' not found",
    "' does not appear to be a git repository",
    "not valid: is this a git repository?",
)


@frozen
class Mirror:
    """The epochs that are here and whole, by number, and a sentence for each that is not right."""

    epochs: Mapping[int, Path]
    faults: tuple[str, ...]


def pull(url: str, folder: Path) -> Mirror:
    """Bring the mirror below ``folder`` up to date; what cannot be reached stays as it was."""
    private.folder(folder)
    epochs: dict[int, Path] = {}
    faults: list[str] = []
    for number in count():
        source, here = _source(url, number), folder / f"{number}.git"
        is_known = os.path.lexists(here)
        try:
            fault, is_whole = _update(source, here) if is_known else _begin(source, here)
        except OSError as error:
            fault, is_whole = f"cannot be kept: {error.strerror}", False
        if is_whole:
            epochs[number] = here
        is_last = not (is_known or is_whole or os.path.lexists(folder / f"{number + 1}.git"))
        # what there is no more of was no fault, and a server that is away is said once
        if fault and not (is_last and (faults or (number and _is_none(fault)))):
            faults.append(f"{url}/{number} {fault}")
        if is_last:
            break
    return Mirror(epochs, tuple(faults))


def renew(url: str, number: int, here: Path, damage: str) -> tuple[str, bool]:
    """Clone an epoch anew that turned out to be damaged; the sentence, and whether it was."""
    fault, is_whole = _anew(_source(url, number), here, damage)
    return f"{url}/{number} {fault}", is_whole


def _is_none(fault: str) -> bool:
    return any(sign in fault for sign in _IS_NONE)


def _source(url: str, number: int) -> str:
    local = Path(os.path.expanduser(url))  # noqa: PTH111  where there is no such home it stays
    if local.is_dir():
        return str(local.absolute() / f"{number}.git")
    return f"{url.rstrip('/')}/{number}"


def _begin(source: str, here: Path) -> tuple[str, bool]:
    """What is wrong with a mirror that was not there before, and whether it is now."""
    why = _clone(source, here)
    return (f"cannot be cloned: {why}", False) if why else (_follow(source, here, (b"", "")), True)


def _update(source: str, here: Path) -> tuple[str, bool]:
    """What is wrong with a mirror after this, and whether it can be read."""
    before = _refs(here), _tip(here)
    # an epoch that is rewritten (spam removed, law) replaces ours
    why = fetch(source, here)
    if not why:
        return _follow(source, here, before), True
    damage = _damage(here)
    if not damage:
        return f"cannot be fetched: {why}", True
    return _anew(source, here, damage)


def _anew(source: str, here: Path, damage: str) -> tuple[str, bool]:
    failed = _renew(source, here)
    if failed:
        return f"has a damaged mirror ({damage}), and cannot be cloned: {failed}", False
    return f"had a damaged mirror ({damage}); it was cloned anew", True


def _follow(source: str, here: Path, before: tuple[bytes, str | None]) -> str:
    """See that HEAD names what is added to, as at the source; what is wrong if it does not."""
    refs, tip = _refs(here), _tip(here)
    if not refs or (tip and (refs == before[0] or tip != before[1])):
        return ""
    named = head_of(source)
    if named and ask(here, "rev-parse", "--verify", "--quiet", f"{named}^{{commit}}").code == 0:
        why = ask(here, "symbolic-ref", "HEAD", named).why
        return f"is read from another branch than {named}: {why}" if why else ""
    return "" if tip else f"is not read: its HEAD names {named or 'a branch'}, which is not there"


def _refs(here: Path) -> bytes:
    return ask(here, "for-each-ref", "--format=%(objectname) %(refname)").out


def _tip(here: Path) -> str | None:
    return ask(here, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").text


def _damage(here: Path) -> str:
    """Why a mirror, or the commits its refs name, cannot be read; ``""`` if they can."""
    told = ask(here, "for-each-ref", "--format=%(objecttype) %(tree)")
    if told.code or told.said:
        return told.why or told.said.decode("utf-8", "replace").partition("\n")[0]
    return "its HEAD names no commit" if told.out and _tip(here) is None else ""


def _clone(source: str, here: Path) -> str:
    """Clone whole or not at all: half a clone is not taken for an epoch. Why it failed."""
    fresh = here.with_name(f"{here.name}.new")
    _remove(fresh)
    why = clone(source, fresh)
    if why:
        _remove(fresh)
        return why
    fresh.rename(here)
    return ""


def _renew(source: str, here: Path) -> str:
    """Put a new clone in the place of a mirror, once it is there whole. Why that failed."""
    beside = here.with_name(f"{here.name}.whole")
    _remove(beside)
    why = _clone(source, beside)
    if why:
        return why
    old = here.with_name(f"{here.name}.damaged")
    _remove(old)
    here.rename(old)
    beside.rename(here)
    _remove(old)
    return ""


def _remove(path: Path) -> None:
    """Take away what is ours, and of a link nothing but the link."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    with suppress(FileNotFoundError):
        shutil.rmtree(path)
