"""Acquire in probe, open or init that no remove, release or exit undoes.

Reports an added call that acquires something in a function which has a counterpart in the same
file: by a table of the file (``.probe`` and ``.remove``), by ``module_init`` and ``module_exit``,
or by their names (``frob_init``, ``frob_exit``). It must still be held where the function succeeds,
no function of the file may release it, and most who acquire it in such a function release it in
the counterpart: the counts come from the table ``reviewbot learn`` makes. What one function acquires
alike, all its clocks say, is one remark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, Related, Remark, Severity
from reviewbot.context.c.file.teardown import Unreleased, unreleased
from reviewbot.context.c.file.teardown.thing import last
from reviewbot.context.place import added
from reviewbot.knowledge.layout import is_kernel_program

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.image import Image
    from reviewbot.knowledge.pairs import Pairs
    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.ERROR
BUG = True
KERNEL_ONLY = True


_MANY = 15  # counterparts that release it
_SOME = 0.3  # of the failing ways out that release it: below, it is a state nobody minds
_MOST = 0.7  # of those that could
_HALF = 0.5


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on each acquire the patch adds and nothing undoes."""
    for file in context.files:
        image = context.images.get(file)
        if file.is_c and image and is_kernel_program(file.path):
            yield from _in_file(file, image, context.pairs)


def _in_file(file: FileDiff, image: Image, pairs: Pairs) -> Iterator[Remark]:
    new = added(file, image)
    found = [each for each in unreleased(image.post, pairs) if each.acquire.line in new]
    if not found:
        return
    old = {_key(each) for each in unreleased(image.pre, pairs)}
    alike: dict[tuple[str, str], list[Unreleased]] = {}
    for each in found:
        if _is_rule(each) and _key(each) not in old:
            alike.setdefault((each.start.name, each.pair.release), []).append(each)
    for group in alike.values():
        first, *others = (new[each.acquire.line].body_line for each in group)
        related = tuple(Related(at, "is not undone, either") for at in others)
        yield Remark(first, _facts(group), related=related)


def _key(each: Unreleased) -> tuple[str, str]:
    return each.acquire.callee, last(each.thing)


def _is_rule(each: Unreleased) -> bool:
    """Whether counterparts release it as a rule, and here nobody else may."""
    pair = each.pair
    share = pair.teardowns / pair.partners if pair.partners else 0.0
    usual = share >= _MOST or (share >= _HALF and pair.share >= _MOST)
    known = pair.teardowns >= _MANY and pair.share >= _SOME
    return known and usual and not (each.is_passed_on and not each.own)


def _facts(group: Sequence[Unreleased]) -> dict[str, Fact]:
    first = group[0]
    return {
        "start": first.start.name,
        "stop": first.stop.name,
        "acquire": first.acquire.callee,
        "release": first.pair.release,
        "things": tuple(dict.fromkeys(each.thing for each in group)) if group[1:] else (),
    }
