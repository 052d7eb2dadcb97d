"""What is said of bindings after a patch, and was not said before it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.peers.dt.binding import AFTER, BEFORE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reviewbot.peers.dt.binding import Binding, Saying

    Ask = Callable[[str, Sequence[Binding]], list[Saying]]


def newly(ask: Ask, bindings: Sequence[Binding]) -> Iterator[Saying]:
    """What a tool says of one side more often than of the other, which is asked only if need be."""
    after = ask(AFTER, bindings)
    about = {saying[0] for saying in after}
    old = [each for each in bindings if each.before is not None and each.path in about]
    known = Counter((path, words) for path, _, _, words in (ask(BEFORE, old) if old else ()))
    for saying in after:
        key = saying[0], saying[3]
        if known[key]:
            known[key] -= 1
        else:
            yield saying
