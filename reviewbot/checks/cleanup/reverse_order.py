"""Teardown that takes away what something still running may need.

Reports a counterpart (remove, exit, close: see ``cleanup.missing_teardown``) that turns off a clock
or a regulator, or unmaps registers, before it stops what the start function had set going after
turning them on: an interrupt, a device others can open. Also where that is managed
(``devm_request_irq``): it is stopped only after remove has returned. Only what the patch has made
so, in one remark for each counterpart. Of interrupts as a question, for the driver may have masked
them in ways that cannot be seen; managed ones are only reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, Confidence, Related, Remark, Severity
from reviewbot.context.c.file.order import Disorder, disordered
from reviewbot.context.place import added
from reviewbot.knowledge.layout import is_kernel_program

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.context.image import Image
    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import DiffLine, FileDiff

SEVERITY = Severity.ERROR
BUG = True
KERNEL_ONLY = True


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on each disorder the patch has made."""
    for file in context.files:
        image = context.images.get(file)
        if file.is_c and image and is_kernel_program(file.path):
            yield from _in_file(file, image)


def _in_file(file: FileDiff, image: Image) -> Iterator[Remark]:
    found = disordered(image.post)
    if not found:
        return
    new = added(file, image)
    old = {_key(each) for each in disordered(image.pre)}
    by_stop: dict[str, list[Disorder]] = {}
    for each in found:
        if _anchor(each, new) and _key(each) not in old:
            by_stop.setdefault(each.stop.name, []).append(each)
    for alike in by_stop.values():
        best = max(map(_confidence, alike))
        group = [each for each in alike if _confidence(each) is best]
        lines = sorted({line.body_line for each in group if (line := _anchor(each, new))})
        related = tuple(Related(at, "shows it, too") for at in lines[:-1])
        yield Remark(lines[-1], _facts(group), best, related)


def _key(each: Disorder) -> tuple[str, str, str]:
    return each.needed.callee, each.running.callee, each.takes.callee


def _confidence(each: Disorder) -> Confidence:
    if not each.masked:
        return Confidence.HIGH
    return Confidence.LOW if each.stops is None else Confidence.MODERATE


def _anchor(each: Disorder, new: dict[int, DiffLine]) -> DiffLine | None:
    """The added line that shows it best."""
    calls = (each.stops, each.takes, each.running, each.needed)
    return next((new[call.line] for call in calls if call and call.line in new), None)


def _facts(group: Sequence[Disorder]) -> dict[str, Fact]:
    """``early`` are stopped too late in the counterpart by ``stops``, ``late`` after it."""
    takes = {each.takes.line: each.takes.callee for each in group}
    return {
        "stop": group[0].stop.name,
        "takes": tuple(f"{name}()" for name in dict.fromkeys(takes.values())),
        "lines": tuple(str(line) for line in sorted(takes)),
        "stops": _unique(f"{each.stops.callee}()" for each in group if each.stops),
        "early": _unique(each.what for each in group if each.stops),
        "late": _unique(each.what for each in group if each.stops is None),
        "running": _unique(f"{each.running.callee}()" for each in group if each.stops is None),
        "stays": next((each.stays for each in group if each.stops is None), ""),
    }


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
