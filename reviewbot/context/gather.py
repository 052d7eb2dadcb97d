"""What can be known around each patch of a series, from the user's repository.

The post-images of earlier patches are the pre-images of later ones: a series is followed patch by
patch, even where its first blobs are the only ones the repository has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.bounds import MAX_BLOB, is_inside
from reviewbot.context.image import Image, apply_exactly, apply_near
from reviewbot.context.levels import DiffContext, Level, TreeContext
from reviewbot.context.tree import PatchedTree
from reviewbot.frozen import changing, field, frozen, replace
from reviewbot.knowledge.pairs import shipped
from reviewbot.model.finding import NO_TREE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.context.repository import Repository
    from reviewbot.knowledge.pairs import Pairs
    from reviewbot.model.patch import FileDiff
    from reviewbot.model.series import Series

_SYMLINK, _SUBMODULE = "120000", "160000"
_SHORTEST = 7  # digits of git's shortest abbreviation of an id
_RANK = (Level.DIFF, Level.APPLIED, Level.EXACT)


@frozen(slots=False)
class Surroundings:
    """The richest context of one mail, its level, and file by file why it is no better.

    ``unseen`` are the files a better tree would have: of a binary one, say, nothing is to be seen.
    """

    context: DiffContext
    level: Level
    reasons: tuple[str, ...]
    unseen: tuple[FileDiff, ...] = ()


@changing
class _State:
    """The tree as the series has made it so far."""

    repository: Repository
    blobs: dict[str, dict[str, bytes]] = field(default_factory=dict)  # by the start of their ids
    overlay: dict[str, bytes | None] = field(default_factory=dict)

    def blob(self, oid: str) -> bytes | None:
        """A blob an earlier patch made, or one of the repository's."""
        if len(oid) < _SHORTEST:
            return None
        alike = self.blobs.get(oid[:_SHORTEST], {})
        made = [content for full, content in alike.items() if full.startswith(oid)]
        return made[0] if len(made) == 1 else self.repository.blob(oid)

    def file(self, path: str) -> bytes | None:
        """What the path holds now."""
        return self.overlay[path] if path in self.overlay else self.repository.file(path)

    def before(self) -> _State:
        """This state, kept as it is now."""
        return replace(self, overlay=dict(self.overlay))


def gather(
    series: Series, repository: Repository | None, pairs: Pairs | None = None
) -> Iterator[Surroundings]:
    """The surroundings of each mail of the series, in order, cover first.

    ``pairs`` is the user's own table of calls that undo each other; ``None``: the shipped one.
    """
    state = _State(repository) if repository else None
    for mail in series.mails:
        if state is None:
            yield Surroundings(DiffContext(mail, series), Level.DIFF, (NO_TREE,), mail.files)
            continue
        images: dict[FileDiff, Image] = {}
        reasons: list[str] = []
        unseen: list[FileDiff] = []
        before = state.before() if any(map(_has_source, mail.files)) else state
        for file in mail.files:
            # git-apply(1): a rename or copy is of what was there before the patch, whatever the order
            image = _image(before if _has_source(file) else state, file)
            if isinstance(image, str):
                reasons.append(f"{file.path}: {image}")
                unseen += [] if _refusal(file) else [file]
                continue
            images[file] = image
            _remember(state, file, image)
        _remove_sources(state, images)
        worst = min(map(_level, images.values()), key=_RANK.index, default=Level.DIFF)
        level = worst if images and not reasons else Level.DIFF if mail.files else Level.EXACT
        tree = PatchedTree(state.repository, dict(state.overlay))
        context = TreeContext(mail, series, images, worst, pairs or shipped(), tree)
        yield Surroundings(context, level, tuple(reasons), tuple(unseen))


def _has_source(file: FileDiff) -> bool:
    return file.is_rename or file.is_copy


def _level(image: Image) -> Level:
    return Level(image.level)


def _image(state: _State, file: FileDiff) -> Image | str:
    """The file's image, or the reason why there is none."""
    refusal = _refusal(file)
    if refusal:
        return refusal
    if file.old_path is None:
        return _verified(state, file, b"") or Image(
            b"", _new(file), Level.APPLIED, (0,) * len(file.hunks)
        )
    pre = state.blob(file.old_blob)
    if pre is not None:
        image = _verified(state, file, pre)
        if image:
            return image
    here = state.file(file.old_path)
    if here is None:
        return f"the tree has neither blob {file.old_blob or '(none named)'} nor this file"
    placed = apply_near(file, here)
    if placed is None:
        return f"the tree does not have blob {file.old_blob or '(none named)'}, and the patch does not apply to the file it has"
    return Image(here, placed[0], Level.APPLIED, placed[1])


def _refusal(file: FileDiff) -> str:
    paths = [path for path in (file.old_path, file.new_path) if path is not None]
    if not paths or not all(is_inside(path) for path in paths):
        return "not a path inside a tree"
    if file.is_binary:
        return "binary"
    modes = {file.old_mode, file.new_mode}
    if _SYMLINK in modes:
        return "a symbolic link"
    if _SUBMODULE in modes:
        return "a submodule"
    return ""


def _verified(state: _State, file: FileDiff, pre: bytes) -> Image | None:
    """The image if the result is the very blob the diff names."""
    post = apply_exactly(file, pre)
    if post is None or len(post) > MAX_BLOB:
        return None
    if file.new_path is None:
        return Image(pre, b"", Level.EXACT, (0,) * len(file.hunks)) if not post else None
    long_enough = len(file.new_blob) >= _SHORTEST
    if not (long_enough and state.repository.object_id(post).startswith(file.new_blob)):
        return None
    return Image(pre, post, Level.EXACT, (0,) * len(file.hunks))


def _new(file: FileDiff) -> bytes:
    return apply_exactly(file, b"") or b""


def _remember(state: _State, file: FileDiff, image: Image) -> None:
    if file.new_path is None:
        if file.old_path:
            state.overlay[file.old_path] = None
        return
    state.overlay[file.new_path] = image.post
    oid = state.repository.object_id(image.post)
    state.blobs.setdefault(oid[:_SHORTEST], {})[oid] = image.post


def _remove_sources(state: _State, files: Iterable[FileDiff]) -> None:
    """What a patch renames is gone after it, but where the patch puts another file there."""
    files = tuple(files)
    made = {file.new_path for file in files}
    for file in files:
        if file.is_rename and file.old_path and file.old_path not in made:
            state.overlay[file.old_path] = None
