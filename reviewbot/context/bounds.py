"""What of a tree is looked at: paths that lead nowhere else, files that are not too large."""

from __future__ import annotations

from pathlib import PurePosixPath

MAX_BLOB = 8 * 1024 * 1024  # bytes; the largest C file of the kernel is under 4 MiB


def is_inside(path: str) -> bool:
    """Whether a path of a mail names something inside a tree, and not git's own."""
    parts = PurePosixPath(path).parts
    return (
        bool(parts)
        and not path.startswith("/")
        and not any(part in ("..", ".") or part.lower() == ".git" for part in parts)
        and all(character.isprintable() for character in path)
        and "\\" not in path
    )
