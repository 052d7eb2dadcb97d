"""What of a tree is looked at: paths that lead nowhere else, files that are not too large."""

from __future__ import annotations

MAX_BLOB = 8 * 1024 * 1024  # bytes; the largest C file of the kernel is under 4 MiB


def is_inside(path: str) -> bool:
    """Whether a path of a mail names something inside a tree, and not git's own."""
    parts = [part for part in path.lower().split("/") if part not in ("", ".")]
    return (
        bool(parts)
        and not path.startswith("/")
        and ".." not in parts
        and ".git" not in parts
        and path.isprintable()
        and "\\" not in path
    )
