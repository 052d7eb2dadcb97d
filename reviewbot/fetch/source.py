"""``reviewbot thread SOURCE``: tells what SOURCE is and reads its raw messages.

In this order: ``-`` is standard input; a URL of a message; ``<message-id>`` or
``id:message-id``; a file or maildir that exists; what contains ``/`` or ends like a mail file is
a file that does not exist; what contains ``@`` is a message-id.
"""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote, urlsplit

from reviewbot.errors import SourceError, UsageError
from reviewbot.fetch.limits import DEFAULT_LIMITS, Limits, shown
from reviewbot.fetch.mbox import read_path, read_stream
from reviewbot.fetch.remote import fetch_thread

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Fetched", "Limits", "fetch"]

_URL = re.compile(r"https?://", re.IGNORECASE)
_PREFIX = re.compile(r"(?:id|mid|msgid|rfc822msgid|message-id):\s*", re.IGNORECASE)
_MAIL_FILE = (".mbox", ".mbx", ".eml", ".patch", ".gz")
_LONGEST_ID = 998  # a line of a mail (RFC 5322, section 2.1.1)
# URLs that stand for a message-id wherever b4 looks it up
_ANY_SERVER = frozenset(
    {"lore.kernel.org", "lkml.kernel.org", "patch.msgid.link", "msgid.link", "www.msgid.link"}
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The raw messages of a source.

    Attributes:
        raws: RFC 5322 messages as bytes, in the order of the source, without mbox escaping.
        message_id: The one asked for, without ``<>``; ``None`` if it was a file or a pipe.
        name: What the user calls the source.
    """

    raws: tuple[bytes, ...]
    message_id: str | None
    name: str


def fetch(
    source: str,
    *,
    stdin: BinaryIO,
    progress: Callable[[str], None],
    limits: Limits = DEFAULT_LIMITS,
) -> Fetched:
    """Read the raw messages of ``source``.

    ``progress`` is called with a short line when a server takes long. Raises SourceError when
    the source is not there or cannot be read, UsageError when it cannot be one.
    """
    if source == "-":
        return Fetched(read_stream(stdin, "standard input", limits), None, "standard input")
    asked = _asked(source)
    if asked is None:
        return Fetched(read_path(Path(source), limits), None, source)
    message_id, host = asked
    raws = fetch_thread(message_id, host, progress=progress, limits=limits)
    return Fetched(raws, message_id, message_id)


def _asked(source: str) -> tuple[str, str | None] | None:
    """Message-id and host of the URL it came in, or ``None`` for a path that exists."""
    text = source.strip()
    if _URL.match(text):
        return _of_url(text)
    if text.startswith("<") or _PREFIX.match(text):
        return _checked(_PREFIX.sub("", text, count=1)), None
    if _exists(source):
        return None
    if not text:
        raise UsageError("the source is empty: give a message-id, a URL, a file or -")
    if "@" not in text:
        raise SourceError(f"{shown(source)} is neither a file nor a message-id")
    return _checked(text), None


def _exists(path: str) -> bool:
    """Whether there is such a file; raises SourceError where it is there or plainly should be."""
    try:
        os.stat(path)  # noqa: PTH116  unlike Path.exists(), tells why
    except (FileNotFoundError, NotADirectoryError) as error:
        if os.path.islink(path):  # noqa: PTH114  a string until here
            where = f"{shown(path)} is a link to a file that does not exist"
            raise SourceError(where) from error
        if "/" in path or path.endswith(_MAIL_FILE):
            hint = f" (if it is a message-id, write '<{shown(path)}>')" if "@" in path else ""
            raise SourceError(f"there is no file {shown(path)}{hint}") from error
        return False
    except ValueError as error:  # a NUL, or not encodable
        raise UsageError(f"{shown(path)} is neither a file nor a message-id") from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:  # a long message-id
            return False
        raise SourceError(f"cannot read {shown(path)}: {error.strerror}") from error
    return True


def _of_url(url: str) -> tuple[str, str | None]:
    """``https://HOST/LIST/MSGID/...`` in all forms public-inbox has, percent-encoded or not."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise UsageError(f"{shown(url)} is not a URL") from error
    message_id = next((part for part in map(unquote, parts.path.split("/")) if "@" in part), None)
    if message_id is None:
        raise UsageError(f"{shown(url)} has no message-id in it")
    host = parts.netloc.lower()
    return _checked(message_id), None if host in _ANY_SERVER else host


def _checked(text: str) -> str:
    message_id = text.strip().removeprefix("<").removesuffix(">")
    if (
        "@" not in message_id
        or len(message_id) > _LONGEST_ID
        or any(char in "<> " or not char.isprintable() for char in message_id)
    ):
        raise UsageError(f"{shown(text)} is not a message-id")
    return message_id
