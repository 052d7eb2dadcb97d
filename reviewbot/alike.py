"""What somebody meant who typed a name that there is not."""

from __future__ import annotations

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """``; did you mean log.wrapped_url?``: the name most like it; empty where none is."""
    from difflib import get_close_matches  # noqa: PLC0415  wanted where something went wrong

    found = get_close_matches(name, list(names), n=1)
    return f"; did you mean {found[0]}?" if found else ""
