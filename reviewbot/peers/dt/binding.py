"""The bindings a mail changes, as they are before and after it, and where an answer belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.yaml.node import Refused
from reviewbot.context.yaml.read import read
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import bindings_root
from reviewbot.knowledge.layout import is_binding as names_binding
from reviewbot.model.complaint import Complaint, PeerError
from reviewbot.model.patch import LineKind
from reviewbot.peers.compared import shown
from reviewbot.peers.handed import is_plain
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.patch import FileDiff
    from reviewbot.peers.desk import Desk

FOLDER = f"{bindings_root()}/"
BEFORE, AFTER = "before", "after"
_MOST = 50  # bindings of a mail
_QUOTED = regex(r"'([^'\n]{2,80})'")
_NAMES = regex(r"'([^'\n]{2,80})'|^([\w$,-]{2,80}): |reference: ([^\s#]{2,80})")

Saying = tuple[str, int, str, str]  # path, line, kind, words


@frozen
class Binding:
    """A changed binding: ``before`` is ``None`` where it is new.

    ``places`` has the body line of each line that is shown, ``added`` the text of each added one.
    """

    path: str
    before: bytes | None
    after: bytes
    places: Mapping[int, int]
    added: Mapping[int, str]


def touches_bindings(context: PeerContext) -> bool:
    """Whether a mail has a binding to look at."""
    return any(map(is_binding, context.files))


def is_binding(file: FileDiff) -> bool:
    """Whether a file is a binding that is there after the patch."""
    path = file.new_path or ""
    return names_binding(path) and is_plain(path)


def changed(context: PeerContext) -> tuple[Binding, ...]:
    """The bindings a mail changes that are known whole; raises PeerError for a great many."""
    files = [file for file in context.images if is_binding(file)]
    if len(files) > _MOST:
        raise PeerError(f"it changes more than {_MOST} bindings")
    found = tuple(_binding(file, context) for file in files)
    for content in (side for each in found for side in (each.before, each.after) if side):
        if reason := refusal(content):
            raise PeerError(f"a binding with {reason} is not handed to it")
    return found


def refusal(content: bytes) -> str:
    """Why a text is not for a program that builds what it reads; what is no YAML is for it to say."""
    document = read(content)
    return document.reason if isinstance(document, Refused) and not document.is_broken else ""


def lay(desk: Desk, side: str, bindings: Iterable[Binding]) -> dict[str, str]:
    """Put one side of them on the desk, below a folder of its name: tree's path by the desk's."""
    return {
        desk.write(f"{side}/{binding.path}", content): binding.path
        for binding in bindings
        if (content := binding.after if side == AFTER else binding.before) is not None
    }


def placed(bindings: Iterable[Binding], sayings: Iterable[Saying]) -> Iterator[Complaint]:
    """What is said, each at an added line: that one, else one it names, else the nearest."""
    by_path = {binding.path: binding for binding in bindings}
    for path, line, kind, words in sayings:
        if path in by_path and by_path[path].added:
            yield Complaint(_place(by_path[path], line, words), kind, words)


def _place(binding: Binding, line: int, words: str) -> int:
    if line in binding.added:
        return binding.places[_key(binding, line, words)]
    names = [name for found in _NAMES.findall(words) for name in found if name]
    naming = (at for name in names for at, text in binding.added.items() if name in text)
    nearest = min(binding.added, key=lambda at: abs(at - line))
    return binding.places[next(naming, nearest)]


def _key(binding: Binding, line: int, words: str) -> int:
    """The key that is named first, where a line is only the first of the mapping it is in."""
    quoted = _QUOTED.search(words)
    keys = (
        at
        for at, text in binding.added.items()
        if quoted and at >= line and text.lstrip(" -").startswith(f"{quoted[1]}:")
    )
    return next(keys, line)


def _binding(file: FileDiff, context: PeerContext) -> Binding:
    image = context.images[file]
    added = {
        line.new + moved: line.text
        for hunk, moved in zip(file.hunks, image.moved, strict=True)
        for line in hunk.lines
        if line.new is not None and line.kind is LineKind.ADDED
    }
    before = image.pre if file.old_path else None
    return Binding(file.path, before, image.post, shown(file, image), added)
