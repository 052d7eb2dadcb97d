"""Whether a patch was made for the tree it goes to, or is a copy of a commit of another one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch

_PICKED = re.compile(
    r"\[ ?(?:Upstream commit|upstream:?) [0-9a-f]{12,40}|commit [0-9a-f]{40} upstream"
    r"|\(cherry[- ]picked from commit [0-9a-f]",
    re.IGNORECASE,
)
_STABLE = re.compile(r"\d+\.\d+(?:[.-][\w.]+)?|AUTOSEL|stable\S*", re.IGNORECASE)


def is_backport(mail: Patch) -> bool:
    """Whether a patch is a copy of a commit for an older tree: its log is the commit's."""
    if any(_STABLE.fullmatch(tag) for tag in mail.subject.tags):
        return True
    return any(_PICKED.search(mail.message.line(at)) for at in mail.body.log)
