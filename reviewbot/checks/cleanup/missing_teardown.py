"""Acquire in probe, open or init that no remove, release or exit undoes.

Reports an added call that acquires something in a function which has a counterpart in the same
file: by a table of the file (``.probe`` and ``.remove``), by ``module_init`` and ``module_exit``,
or by their names (``frob_init``, ``frob_exit``). It must still be held where the function succeeds,
no function of the file may release it, and most who acquire it in such a function release it in
the counterpart: the counts come from the table ``reviewbot learn`` makes. Not a buffer that only a local
variable has, for the counterpart cannot reach it; nor what the exit of a module would undo, of an object
that no module is made of. What one function acquires alike, all its clocks say, is one
remark.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, C, Related, Remark, Severity, When
from reviewbot.context.built_in import built_in
from reviewbot.context.c.file.known_files import kernel_files
from reviewbot.context.c.file.teardown import Unreleased, unreleased
from reviewbot.context.c.lex import names_in
from reviewbot.context.memo import once_for_each
from reviewbot.context.place import added
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.image import Image
    from reviewbot.knowledge.pairs import Pair, Pairs
    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import DiffLine, FileDiff

SEVERITY = Severity.ERROR
BUG = True
KERNEL_ONLY = True
WHEN = When(files=C)


_MIN_TEARDOWNS = 15  # counterparts that release it
_MIN_SHARE = 0.3  # of the failing ways out that release it: below, it is a state nobody minds
_MOST = 0.7  # of those that could
_HALF = 0.5
_SEARCHED = 4000  # characters of text in a step
_BUFFER = regex(r"\n[ \t]+(?:const )?(?:(?:unsigned )?char|u8|u16|u32|void) \*(\w+)")
_EXIT = regex(r"\nmodule_exit\((\w+)\)")
_KEPT = regex(r"= (\w+);")


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on each acquire the patch adds and nothing undoes."""
    ruled = _ruled(context.pairs)
    for file, image in kernel_files(context):
        new = added(file, image)
        lines = [at for at, line in new.items() if not ruled.isdisjoint(names_in(line.text))]
        every = unreleased(image.post, context.pairs, lines) if lines else ()
        found = [one for one in every if one.acquire.line in new]
        old = {one.key for one in unreleased(image.pre, context.pairs)} if found else set()
        never_run = _exits(context, file, image) if found else set()
        groups: dict[tuple[str, str], list[Unreleased]] = {}
        for acquired in found:
            is_run = acquired.stop.name not in never_run
            if is_run and _is_rule(acquired) and acquired.key not in old:
                groups.setdefault((acquired.start.name, acquired.pair.release), []).append(acquired)
        for group in groups.values():
            local = _local_buffers(group[0].start)
            left = [acquired for acquired in group if acquired.thing not in local]
            if left:
                yield _remark(left, new)


def _exits(context: BlobContext, file: FileDiff, image: Image) -> set[str]:
    """The functions of a file that are called when its module goes, where there is no module."""
    is_built_in = PurePosixPath(file.path).stem in built_in(context.series)
    return {*_EXIT.findall(image.post.decode("utf-8", "replace"))} if is_built_in else set()


@once_for_each
def _ruled(pairs: Pairs) -> frozenset[str]:
    """What counterparts release as a rule."""
    return frozenset(name for name, those in pairs.by_acquire.items() if any(map(_is_usual, those)))


def _is_usual(pair: Pair) -> bool:
    """Whether counterparts make the release as a rule."""
    share = pair.teardowns / pair.partners if pair.partners else 0.0
    is_usual = share >= _MOST or (share >= _HALF and pair.share >= _MOST)
    return is_usual and pair.teardowns >= _MIN_TEARDOWNS and pair.share >= _MIN_SHARE


def _is_rule(acquired: Unreleased) -> bool:
    """Whether counterparts release it as a rule, and here nobody else may."""
    return _is_usual(acquired.pair) and not (acquired.is_passed_on and not acquired.own)


def _local_buffers(start: Definition) -> set[str]:
    """The buffers that no more than a local variable of a function has."""
    spend(1 + len(start.text) // _SEARCHED)
    return {*_BUFFER.findall(start.text)} - {*_KEPT.findall(start.text)}


def _remark(group: Sequence[Unreleased], new: Mapping[int, DiffLine]) -> Remark:
    """One remark on what a function acquires alike."""
    first, *others = (new[acquired.acquire.line].body_line for acquired in group)
    facts: dict[str, Fact] = {
        "start": group[0].start.name,
        "stop": group[0].stop.name,
        "acquire": group[0].acquire.callee,
        "release": group[0].pair.release,
        "things": tuple(dict.fromkeys(one.thing for one in group)) if others else (),
    }
    return Remark(
        first, facts, related=tuple(Related(at, "is not undone, either") for at in others)
    )
