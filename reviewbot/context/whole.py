"""The whole of a file after a patch, where that is known."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.context.age import is_tree_later
from reviewbot.context.c.hunk.new import file_of
from reviewbot.context.c.lex import names_in_code
from reviewbot.context.levels import BlobContext, Level
from reviewbot.context.memo import once_for_each
from reviewbot.model.budget import shared, spend

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff
    from reviewbot.model.series import Series

_WORD_LENGTH = 8  # characters of code for each word, about


def whole(context: DiffContext, file: FileDiff) -> bytes | None:
    """All of a file, from its image or from the diff that adds it."""
    image = context.images.get(file) if isinstance(context, BlobContext) else None
    if image is not None:
        return image.post
    return _written(file) if is_new_file(file) else None


def whole_around(context: DiffContext, match: Match) -> bytes | None:
    """All of the file that a match stands in."""
    file = file_of(context, match)
    return whole(context, file) if file else None


def is_new_file(file: FileDiff) -> bool:
    """Whether the patch adds the file, so that its one hunk is all of it."""
    return file.old_path is None and len(file.hunks) == 1


@once_for_each
def _written(file: FileDiff) -> bytes:
    return "".join(f"{line.text}\n" for line in file.added()).encode()


def whole_words(context: DiffContext, file: FileDiff) -> frozenset[str]:
    """The words of all that is known of a file after the patch."""
    source = whole(context, file)
    if source is not None:
        return _code_words(source)
    return _words_in_sight(file)


def is_of_then(context: DiffContext, file: FileDiff) -> bool:
    """Whether what is at hand of a file was there when the patch was made.

    Not so of a file of a later tree that only happens to be such that the patch applies.
    """
    image = context.images.get(file) if isinstance(context, BlobContext) else None
    is_known = image is not None and image.level == Level.EXACT
    return is_known or not is_tree_later(context) or file.path in made_by(context.series)


def words_of_then(context: DiffContext, file: FileDiff) -> frozenset[str]:
    """The same as far as they were there when the patch was made: what one may say of its file."""
    return whole_words(context, file) if is_of_then(context, file) else _words_in_sight(file)


def known_text(context: DiffContext, file: FileDiff) -> str:
    """All that is known of a file after the patch: the whole, or what the hunks show of it."""
    source = whole(context, file)
    if source is not None:
        return source.decode("utf-8", "replace")
    return "\n".join(line.text for hunk in file.hunks for line in hunk.post)


def _words_in_sight(file: FileDiff) -> frozenset[str]:
    return frozenset(word for hunk in file.hunks for word in hunk.words)


@shared(maxsize=16)
def _code_words(source: bytes) -> frozenset[str]:
    """The words outside of comments and strings."""
    text = source.decode("utf-8", "replace")
    spend(len(text) // _WORD_LENGTH)
    return names_in_code(text)


@once_for_each
def made_by(series: Series) -> frozenset[str]:
    """The files a series adds: nothing in them was there before it."""
    files = (file for patch in series.patches for file in patch.files)
    return frozenset(file.path for file in files if file.old_path is None)


def folder_of(file: FileDiff) -> str:
    """The directory a file is in."""
    return str(PurePosixPath(file.path).parent)
