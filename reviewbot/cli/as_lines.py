"""``--format line``: places as they are seen from here."""

from __future__ import annotations

import os
from pathlib import Path

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from reviewbot.fetch.source import Fetched
    from reviewbot.model.review import Reference, Review


def lines(outcome: Review, source: str, fetched: Fetched) -> str:
    """The review, a line for each finding."""
    from reviewbot.fetch.mail_lines import mail_lines
    from reviewbot.report import line

    is_file = source != "-" and not fetched.message_id
    where = mail_lines(Path(source), fetched.raws) if is_file else None
    return line.render(outcome, up=way_to(outcome.tree), where=where)


def way_to(tree: Reference | None) -> str:
    """What goes before a path of the tree to open it from here; nothing at its top."""
    from reviewbot.git.place import around

    place = around(Path(tree.path)) if tree else None
    if place is None or place.work_tree is None:
        return ""
    way = os.path.relpath(place.work_tree)
    return "" if way == os.curdir else f"{way}/"
