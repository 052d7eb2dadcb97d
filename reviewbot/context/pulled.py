"""Series whose patches are in a branch already, which somebody is asked to pull."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.thread.subject import names_pull

if TYPE_CHECKING:
    from reviewbot.model.series import Series

_REQUEST = "The following changes since commit "  # as git-request-pull(1) writes it


def is_pulled(series: Series) -> bool:
    """Whether its first mail asks to pull them."""
    first = series.mails[0]
    return names_pull(first.subject) or any(
        line.startswith(_REQUEST) for line in first.message.lines
    )
