"""What a file was like before a patch: the habits that new code is compared with."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.context.levels import BlobContext, tree_of
from reviewbot.context.whole import is_of_then
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff


_SOME = 3  # lines that show a habit
_SEARCHED = 100  # lines searched in a step


def lines_before(context: DiffContext, file: FileDiff) -> Sequence[str]:
    """The lines of the pre-image: all where the file is known, else those of the hunks."""
    image = context.images.get(file) if isinstance(context, BlobContext) else None
    if image is None:
        return _lines_in_sight(file)
    return image.pre.decode("utf-8", "surrogateescape").split("\n")


def lines_at_hand(context: DiffContext, file: FileDiff) -> Sequence[str]:
    """The same, and where the file is not known that of the tree, though it may be of another state."""
    is_known = isinstance(context, BlobContext) and file in context.images
    tree = None if is_known or file.old_path is None else tree_of(context)
    source = tree.read(file.old_path) if tree and file.old_path else None
    if source is None:
        return lines_before(context, file)
    return source.decode("utf-8", "surrogateescape").split("\n")


def lines_of_then(context: DiffContext, file: FileDiff) -> Sequence[str]:
    """The same as far as they were there when the patch was made: what one may say of its file."""
    return lines_at_hand(context, file) if is_of_then(context, file) else _lines_in_sight(file)


def has_call(context: DiffContext, file: FileDiff, name: str) -> bool:
    """Whether a file called a function before the patch, as one may say."""
    lines = lines_of_then(context, file)
    spend(1 + len(lines) // _SEARCHED)
    return any(f"{name}(" in line for line in lines)


def forms_before(context: DiffContext, file: FileDiff, form: re.Pattern[str]) -> Counter[str]:
    """The lines of a file with a form, and how often each was there before the patch.

    Where only another state of the file is known it may have what the patch adds: that is taken away.
    """
    lines = lines_at_hand(context, file)
    spend(1 + len(lines) // _SEARCHED)
    found = Counter(line.strip() for line in lines if form.search(line))
    is_known = isinstance(context, BlobContext) and file in context.images
    added = () if is_known or not found else file.added()
    return found - Counter(line.text.strip() for line in added)


def has_form(context: DiffContext, line: DiffLine, form: re.Pattern[str]) -> bool:
    """Whether the file of an added line had several of a form before: whoever wrote it writes it so."""
    file, _ = context.patch.anchors.get(line.body_line, (None, None))
    lines = lines_at_hand(context, file) if file else ()
    spend(1 + len(lines) // _SEARCHED)
    return sum(bool(form.search(text)) for text in lines) >= _SOME


def _lines_in_sight(file: FileDiff) -> list[str]:
    """The lines of the pre-image that the hunks show."""
    return [line.text for hunk in file.hunks for line in hunk.pre]
