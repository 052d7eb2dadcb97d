"""The name git gives to the content of a file."""

from __future__ import annotations

import hashlib


def blob_id(content: bytes, algorithm: str = "sha1") -> str:
    """The id of a blob (gitformat-pack(5)), by the hash of the repository it is in."""
    header = b"blob %d\0" % len(content)
    return hashlib.new(algorithm, header + content, usedforsecurity=False).hexdigest()
