"""What the code around a file keeps to: the file itself, its directory, its section of MAINTAINERS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.habits.places import places
from reviewbot.context.levels import BlobContext, tree_of
from reviewbot.context.maintainers import sections_of
from reviewbot.model.budget import spend
from reviewbot.model.convention import THIS_FILE, Kept

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext
    from reviewbot.knowledge.conventions import Conventions

_OWN = 3  # places of a file, all alike, that are a way of its own
_CHARACTERS = 20  # of a file that are looked through in a step


def kept_around(name: str, path: str, context: DiffContext, table: Conventions) -> Kept | None:
    """How many places around a file keep a convention; ``None`` where there are too few.

    A file that does it the same way in all of its places goes by itself, others by the nearest
    directory with enough places; what is in none of those by its section of MAINTAINERS.
    """
    own = _in_file(name, path, context)
    if own and own.of >= _OWN and own.kept in (0, own.of):
        return own
    return table.near(name, path) or _of_section(name, path, context, table)


def _in_file(name: str, path: str, context: DiffContext) -> Kept | None:
    """What the file has had before the patch, where it is known."""
    images = context.images if isinstance(context, BlobContext) else {}
    image = next((image for file, image in images.items() if file.path == path), None)
    if image is None or not image.pre:
        return None
    text = image.pre.decode("utf-8", "replace")
    spend(len(text) // _CHARACTERS)
    kept, of = places(name, text)
    return Kept(name, kept, of, THIS_FILE)


def _of_section(name: str, path: str, context: DiffContext, table: Conventions) -> Kept | None:
    tree = tree_of(context)
    titles = (section.title for section in sections_of(path, tree)) if tree else ()
    counted = (table.of_section(name, title) for title in titles)
    return next((kept for kept in counted if kept), None)
