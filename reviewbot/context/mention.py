"""How a mail is named to the people of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from reviewbot.context.projects import project_of

if TYPE_CHECKING:
    from reviewbot.model.series import Series

LORE = "https://lore.kernel.org/r/"  # what the kernel's documents link mails by


def mention(series: Series, message_id: str) -> str:
    """A link to a mail that anybody can open; its id where the series is not for the kernel."""
    if project_of(series).is_kernel:
        return LORE + quote(message_id, safe="@=+.,!$*~-_")
    return f"<{message_id}>"
