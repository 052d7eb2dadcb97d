"""Exit path that does not release an acquired resource.

Reports a ``return`` or ``goto`` after a call that acquires something, where neither it nor the code
behind its label releases it, though another way out of the same function does; a label that leads
to no more than the one taken when that very call failed; and a lock (or whatever else nearly all
callers release: the counts come from the table ``reviewbot learn`` makes) that is left held. As a
question: an acquire that most callers undo, left out where what came before it is undone. Only what
the patch has made so: the acquire or the way out is added, or the release is removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, C, Confidence, Remark, Severity, When
from reviewbot.context.c.file.cleanup import Witness, new_leaks
from reviewbot.context.c.file.known_files import kernel_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.file.cleanup import Landings, Leak
    from reviewbot.model.finding import Fact

SEVERITY = Severity.ERROR
BUG = True
KERNEL_ONLY = True
WHEN = When(files=C)


_MIN_SHARE = 0.3  # of the callers that release: below, it seldom needs to be


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on each way out that the patch made leak."""
    for file, image in kernel_files(context):
        for new in new_leaks(file, image, context.pairs):
            best = max(map(_confidence, new.leaks))
            surest = [leak for leak in new.leaks if _confidence(leak) is best]
            facts = _facts(surest, new.line.new, new.landings)
            yield Remark(new.line.body_line, facts, best)


def _confidence(leak: Leak) -> Confidence:
    """How sure it is: what the function itself shows of a pair the table knows, and how."""
    shown = leak.witness not in (Witness.LADDER, Witness.BYPASS)
    if not shown or leak.pair is None or leak.pair.share < _MIN_SHARE:
        return Confidence.LOW
    return Confidence.HIGH if leak.lock or leak.by_label else Confidence.MODERATE


def _facts(leaks: Sequence[Leak], at: int | None, landings: Landings) -> dict[str, Fact]:
    """The facts of the first exit; ``line`` is where it is, unless the remark stands there."""
    first, leaving = leaks[0], leaks[0].leaving
    of_exit = [leak for leak in leaks if leak.leaving == leaving]
    releases = dict.fromkeys(f"{leak.release};" for leak in of_exit if leak.release)
    is_here = leaving.line == at
    return {
        "witness": str(first.witness),
        "acquire": f"{first.acquire.callee}()" if first.acquire else "",
        "leaving": f"This {leaving.kind}" if is_here else leaving.display_name,
        "line": "" if is_here else f" (line {leaving.line})",
        "shown": first.evidence,
        "held": first.lock,
        "leaked": first.thing if first.is_result else "",
        "release": "\n    ".join(list(releases)[:2]),
        "goto": landings.of_leaks(of_exit),
    }
