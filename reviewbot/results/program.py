"""What results rest on, told by contents: a check on its own files, all of them on all others.

A change of a check's module, wording or page makes that check another one. A change of anything
else makes everything anew: the engine, what checks share, tables, Python, packages installed.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import is_dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.checks.api import Check
from reviewbot.checks.pages import page_of
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.frozen import fields, frozen
from reviewbot.reply.wording import template_root

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_PACKAGE = Path(__file__).parents[1]
_OURS = f"{_PACKAGE.name}.checks"
_SWITCHES = tuple(
    field.name
    for field in fields(Check)
    if field.name not in ("summary", "doc", "run", "needs", "when")
)


@frozen
class Version:
    """Of a check: of all that it is, and of parts of that.

    ``gate`` is of what tells on which mails it is called, ``voice`` of what is made of its remarks.
    """

    whole: str
    gate: str
    needs: str
    voice: str

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """What it is made of."""
        return self.whole, self.gate, self.needs, self.voice


def digest(*parts: object) -> str:
    """Names what can be written as JSON, or else its ``repr``."""
    text = json.dumps(parts, default=repr)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@cache
def version(check: Check) -> Version:
    """The version of a check."""
    gate, needs = digest(_spelled(check.when)), check.needs.__name__
    code: list[Traversable] = []
    words: list[Traversable] = []
    if check.package == _OURS:  # all of another package is common to its checks
        code = [_PACKAGE / f"checks/{check.name.replace('.', '/')}.py"]
        words = [template_root() / check.template, page_of(check)]
    switches = [[name, repr(getattr(check, name))] for name in _SWITCHES]
    voice = digest(switches, [_content(file) for file in words])
    return Version(
        digest(gate, needs, voice, [_content(file) for file in code]), gate, needs, voice
    )


@cache
def common(packages: frozenset[str], templates: Path | None) -> str:
    """The version of all that the checks of these packages share, and of the user's templates."""
    ours = [each for each in _files(_PACKAGE) if not is_own(each[0])]
    ours += [each for each in _files(template_root()) if not is_own(each[0])]
    tops = sorted({name.partition(".")[0] for name in packages} - {_PACKAGE.name})
    theirs = [each for top in tops for each in _files(files(top))]
    theirs += _files(templates) if templates else ()
    found = [(path, _content(file)) for path, file in (*ours, *theirs)]
    return digest(found, sys.version, sorted(_installed()))


def content(file: Path | None) -> str:
    """The version of a file of the user's."""
    return _content(file) if file else ""


def is_own(path: str) -> bool:
    """Whether a file of ours is of one check alone."""
    _, _, name = path.removeprefix("checks/").partition("/")
    if path.startswith("checks/"):
        return bool(name) and not name.startswith("_")
    return path.startswith(("templates/", "cases/"))


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    """The files below a directory by their paths in it, in order."""
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_file():
            yield above + each.name, each
        elif each.is_dir() and each.name != "__pycache__":
            yield from _files(each, f"{above}{each.name}/")


def _content(file: Traversable) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _installed() -> Iterator[str]:
    """Names and versions of the packages there are, as they are written beside them."""
    for root in filter(Path.is_dir, map(Path, dict.fromkeys(sys.path))):
        yield from (each.name for each in root.glob("*.*-info"))


def _spelled(thing: object) -> object:
    """What tells when a check is called, as JSON has it."""
    if isinstance(thing, Pattern):  # its module was imported; else it is the trigger already
        thing = thing.trigger
    if is_dataclass(thing):
        return [[field.name, _spelled(getattr(thing, field.name))] for field in fields(thing)]
    if isinstance(thing, (tuple, list)):
        return [_spelled(each) for each in thing]
    if isinstance(thing, (set, frozenset)):
        return sorted(json.dumps(_spelled(each)) for each in thing)
    return thing
