"""What yamllint says of added lines of a binding, by the rules of the tree's own .yamllint.

Only rules of knowledge/yamllint.toml, whose truth was measured, each once a mail; nothing of a file
that is no YAML. Needs reviewbot[dt] and a tree (docs/peers.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import PeerContext, Severity, When
from reviewbot.context.kept import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.checks.api import Remark

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",))


def check(context: PeerContext) -> Iterator[Remark]:
    """Remark on each kind, at the first line it holds for."""
    return kept(context, "yamllint", "yamllint")
