"""What shellcheck says of added lines of tests.

Only kinds of knowledge/shellcheck.toml, whose truth was measured, each once a mail; only if the user turned
it on (docs/peers.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import PeerContext, Severity
from reviewbot.context.kept import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.checks.api import Remark

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True


def check(context: PeerContext) -> Iterator[Remark]:
    """Remark on each kind, at the first line it holds for."""
    return kept(context, "shellcheck", "shellcheck")
