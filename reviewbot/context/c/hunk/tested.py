"""The variables of a hunk of which an ``if`` asks nothing but whether they are 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.budget import shared

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.fragment import Fragment

_ENDS = (")", "!= 0 )")


@shared(maxsize=1024, of_mail=True)
def tested_alone(part: Fragment) -> frozenset[str]:
    """The names in ``if (name)`` and ``if (name != 0)``."""
    texts = part.unhinted.texts
    return frozenset(
        texts[at + 2]
        for at in part.unhinted.places.get("if", ())
        if texts[at + 1 : at + 2] == ["("] and " ".join(texts[at + 3 : at + 6]).startswith(_ENDS)
    )
