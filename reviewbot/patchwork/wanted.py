"""What ``reviewbot thread --format patchwork`` wrote, read again: each patch with its checks."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from reviewbot.errors import SourceError
from reviewbot.frozen import frozen
from reviewbot.regex import regex

STATES = ("pending", "success", "warning", "fail")
LONGEST_URL = 200  # characters, by the schema of the API
_MOST_PATCHES, _MOST_CHECKS = 1000, 200
_LARGEST = 16 << 20  # bytes
_CONTEXT = regex(r"[-a-zA-Z0-9_]{1,255}")  # by the schema of the API
_MESSAGE_ID = regex(r"[^\s<>\x00-\x1f\x7f]{1,500}")


@frozen
class Check:
    """A check as the server takes it."""

    context: str
    state: str
    description: str
    target_url: str | None = None


@frozen
class Wanted:
    """The checks that a patch is to have."""

    message_id: str
    checks: tuple[Check, ...]


def read(stream: BinaryIO, name: str) -> tuple[Wanted, ...]:
    """The patches; raises SourceError where it is no such document."""
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise SourceError(f"{name} is over {_LARGEST >> 20} MiB")
    try:
        return _patches(json.loads(data))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        said = "is not what reviewbot thread --format patchwork writes"
        raise SourceError(f"{name} {said}") from error


def _patches(document: object) -> tuple[Wanted, ...]:
    if not isinstance(document, list) or len(document) > _MOST_PATCHES:
        raise TypeError
    return tuple(map(_patch, document))


def _patch(entry: dict[str, Any]) -> Wanted:
    if not _MESSAGE_ID.fullmatch(entry["msgid"]) or len(entry["checks"]) > _MOST_CHECKS:
        raise ValueError
    return Wanted(entry["msgid"], tuple(map(_check, entry["checks"])))


def _check(entry: dict[str, Any]) -> Check:
    found = Check(
        entry["context"], entry["state"], entry.get("description") or "", entry.get("target_url")
    )
    url = found.target_url
    if not _CONTEXT.fullmatch(found.context) or found.state not in STATES:
        raise ValueError
    if not isinstance(found.description, str) or (url is not None and not _is_url(url)):
        raise ValueError
    return found


def _is_url(url: object) -> bool:
    is_web = isinstance(url, str) and url.startswith(("https://", "http://"))
    return is_web and len(str(url)) <= LONGEST_URL
