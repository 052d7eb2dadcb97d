"""What is known of the peers without the modules that ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = (
    *("checkpatch", "coccinelle", "kernel-doc"),
    *("shellcheck", "ruff"),
    *("yamllint", "dt-doc-validate", "dt-validate"),
)
# those that are on without being named
BY_THEMSELVES = ("yamllint", "dt-doc-validate", "dt-validate")


def known(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once; raises UsageError for one that no peer has."""
    named = tuple(dict.fromkeys(names))
    for name in named:
        if name not in NAMES:
            raise UsageError(f"no program {name!r} is known; there are {', '.join(NAMES)}")
    return named


def ignore(_line: str) -> None:
    """Hears of nothing."""
