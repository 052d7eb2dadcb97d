"""Local mirrors of a list's epochs: pulled, never pushed; new epochs are looked for.

``URL/0``, ``URL/1`` ... are git repositories (public-inbox-v2-format(5)); a directory may hold
them as ``0.git``, ``1.git``. Of a list that is new the newest is cloned, as far back as it is told;
what came before that never is. A mirror that is damaged, as by a crash, is cloned anew; what is
wrong with one costs no other.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot import private
from reviewbot.frozen import frozen
from reviewbot.git.remote import clone, fetch, head_of, is_begun
from reviewbot.git.start import ask

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAY = 86400.0
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


@frozen
class Wanted:
    """The epochs of a list: which numbers were read already, and how far back one is cloned.

    ``since`` is in seconds; ``None`` is all of it.
    """

    url: str
    folder: Path
    known: frozenset[int] = frozenset()
    since: float | None = None


def pull(wanted: Wanted) -> Mirror:
    """Bring the mirror of a list up to date; what cannot be reached stays as it was."""
    url, folder = wanted.url, wanted.folder
    private.folder(folder)
    known = wanted.known | _numbers(folder)
    first = min(known) if known else _newest(url)
    epochs: dict[int, Path] = {}
    faults: list[str] = []
    for number in count(first):
        source, here = _source(url, number), folder / f"{number}.git"
        # of an epoch that was begun since, all is new
        since = wanted.since if number in known or not known else None
        try:
            is_here = os.path.lexists(here)
            fault, is_whole = (_update if is_here else _begin)(source, here, since)
        except OSError as error:
            fault, is_whole = f"cannot be kept: {error.strerror}", False
        if is_whole:
            epochs[number] = here
        is_last = not is_whole and number >= max(known, default=first)
        # what there is no more of was no fault, and a server that is away is said once
        is_told = is_last and (faults or (number > first and _is_none(fault)))
        if fault and not is_told:
            faults.append(f"{url}/{number} {fault}")
        if is_last:
            break
    return Mirror(epochs, tuple(faults))


def there(wanted: Wanted) -> Mirror:
    """The mirror as it is."""
    numbers = sorted(_numbers(wanted.folder))
    return Mirror({number: wanted.folder / f"{number}.git" for number in numbers}, ())


def _numbers(folder: Path) -> frozenset[int]:
    """The epochs that were cloned before."""
    names = (path.name.removesuffix(".git") for path in folder.glob("*.git"))
    return frozenset(int(name) for name in names if name.isascii() and name.isdigit())


def _newest(url: str) -> int:
    """The number of the newest epoch there is; 0 where it cannot be told."""
    return next(number for number in count() if not is_begun(_source(url, number + 1)))


def renew(wanted: Wanted, number: int, damage: str) -> tuple[str, bool]:
    """Clone an epoch anew that turned out to be damaged; the sentence, and whether it was."""
    source, here = _source(wanted.url, number), wanted.folder / f"{number}.git"
    fault, is_whole = _anew(source, here, damage, wanted.since)
    return f"{wanted.url}/{number} {fault}", is_whole


def _is_none(fault: str) -> bool:
    return any(sign in fault for sign in _IS_NONE)


def _source(url: str, number: int) -> str:
    local = Path(os.path.expanduser(url))  # noqa: PTH111  where there is no such home it stays
    if local.is_dir():
        return str(local.absolute() / f"{number}.git")
    return f"{url.rstrip('/')}/{number}"


def _begin(source: str, here: Path, since: float | None) -> tuple[str, bool]:
    """What is wrong with a mirror that was not there before, and whether it is now."""
    why = _clone(source, here, since)
    return (f"cannot be cloned: {why}", False) if why else (_follow(source, here, (b"", "")), True)


def _update(source: str, here: Path, since: float | None) -> tuple[str, bool]:
    """What is wrong with a mirror after this, and whether it can be read."""
    before = _refs(here), _tip(here)
    # an epoch that is rewritten (spam removed, law) replaces ours
    why = fetch(source, here)
    if not why:
        return _follow(source, here, before), True
    damage = _damage(here)
    if not damage:
        return f"cannot be fetched: {why}", True
    return _anew(source, here, damage, since)


def _anew(source: str, here: Path, damage: str, since: float | None) -> tuple[str, bool]:
    failed = _renew(source, here, since)
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


def _clone(source: str, here: Path, since: float | None) -> str:
    """Clone whole or not at all: half a clone is not taken for an epoch. Why it failed."""
    fresh = here.with_name(f"{here.name}.new")
    _remove(fresh)
    why = clone(source, fresh) if since is None else _clone_since(source, fresh, since)
    if why:
        _remove(fresh)
        return why
    fresh.rename(here)
    return ""


def _clone_since(source: str, fresh: Path, since: float) -> str:
    """Clone what came since then, or the last message where none did. Why it failed."""
    why = clone(source, fresh, _since(since))
    if not why or not is_begun(source):
        return why
    _remove(fresh)
    if not clone(source, fresh, "--depth=1"):
        dated = ask(fresh, "log", "-1", "--format=%ct").text
        if dated and int(dated) < since:
            return ""
    _remove(fresh)
    return clone(source, fresh)  # some servers send all or nothing


def _since(since: float) -> str:
    first = max(since, _DAY)  # git knows no time before its own
    return f"--shallow-since={datetime.fromtimestamp(first, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _renew(source: str, here: Path, since: float | None) -> str:
    """Put a new clone in the place of a mirror, once it is there whole. Why that failed."""
    beside = here.with_name(f"{here.name}.whole")
    _remove(beside)
    why = _clone(source, beside, since)
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
