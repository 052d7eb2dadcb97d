"""Recipients of the mail in the commit message: a list as get_maintainer.pl prints it.

Asks at the last of ten or more ``Cc:`` lines, those of stable apart, where one is a mailing list; notes four or
more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.trailers import tags
from reviewbot.knowledge.relays import is_list

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("count",)

_FEWEST = 4
_MANY = 10  # which nobody reads past
_STABLE = "stable@"


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the last of these lines."""
    copies = tags(context.patch, "Cc") if is_to_commit(context.patch) else ()
    people = [tag for tag in copies if _STABLE not in tag.value]
    if len(people) >= _FEWEST and any(is_list(tag.value.strip("<> ")) for tag in people):
        sure = Confidence.MODERATE if len(people) >= _MANY else Confidence.LOW
        yield Remark(people[-1].at, {"count": len(people)}, sure)
