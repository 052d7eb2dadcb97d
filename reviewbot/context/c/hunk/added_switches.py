"""The switches a patch adds, each with the function around it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.cut import braced
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.switches import read_switch
from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.switches import Switch
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import Hunk

_MAX_SWITCHES = 200  # looked at in one hunk: each costs a look at all of its function


@frozen
class AddedSwitch:
    """A switch whose keyword is in an added line; ``function`` as far as the hunk shows it."""

    switch: Switch
    function: Function | None


def added_switches(context: DiffContext, hunk: Hunk) -> Iterator[AddedSwitch]:
    """The switches added in a hunk of C that are not only moved, and whose arms are certain."""
    if "switch" not in hunk.added_words:
        return
    part = fragment(hunk)
    for cut in islice(braced(part.everything, "switch"), _MAX_SWITCHES):
        switch = read_switch(cut) if is_new(context, cut[0].line) else None
        if switch:
            yield AddedSwitch(switch, part.function(cut[0]))
