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

from reviewbot.checks.api import BlobContext, C, Confidence, Related, Remark, Severity, When
from reviewbot.context.c.file.known_files import kernel_files
from reviewbot.context.c.file.order import Disorder, disordered, may_disorder
from reviewbot.context.place import added

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.ERROR
BUG = True
KERNEL_ONLY = True
WHEN = When(files=C)


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on each disorder the patch has made."""
    for file, image in kernel_files(context):
        found = disordered(image.post) if may_disorder(file) else ()
        new = added(file, image) if found else {}
        old = {disorder.key for disorder in disordered(image.pre)} if found else set()
        by_stop: dict[str, list[Disorder]] = {}
        for disorder in found:
            if disorder.best_line(new) and disorder.key not in old:
                by_stop.setdefault(disorder.stop.name, []).append(disorder)
        for group in by_stop.values():
            yield _remark(group, new)


def _confidence(disorder: Disorder) -> Confidence:
    if not disorder.masked:
        return Confidence.HIGH
    return Confidence.LOW if disorder.stops is None else Confidence.MODERATE


def _remark(group: Sequence[Disorder], new: Mapping[int, DiffLine]) -> Remark:
    """One remark on a counterpart, with what is surest of it."""
    best = max(map(_confidence, group))
    surest = [disorder for disorder in group if _confidence(disorder) is best]
    *others, last = sorted({new[disorder.best_line(new)].body_line for disorder in surest})
    return Remark(last, _facts(surest), best, tuple(Related(at, "shows it, too") for at in others))


def _facts(group: Sequence[Disorder]) -> dict[str, Fact]:
    """``early`` are stopped too late in the counterpart by ``stops``, ``late`` after it."""
    takes = {disorder.takes.line: f"{disorder.takes.callee}()" for disorder in group}
    late = [disorder for disorder in group if disorder.stops is None]
    return {
        "stop": group[0].stop.name,
        "takes": _unique(takes.values()),
        "lines": tuple(str(line) for line in sorted(takes)),
        "stops": _unique(f"{disorder.stops.callee}()" for disorder in group if disorder.stops),
        "early": _unique(disorder.what for disorder in group if disorder.stops),
        "late": _unique(disorder.what for disorder in late),
        "running": _unique(f"{disorder.running.callee}()" for disorder in late),
        "stays": next((disorder.stays for disorder in late), ""),
    }


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
