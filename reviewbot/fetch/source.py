"""``reviewbot thread SOURCE``: tells what SOURCE is and reads its raw messages.

In this order: ``-`` is standard input; a URL of a message; ``<message-id>`` or
``id:message-id``; a file or maildir that exists; what contains ``/`` or ends like a mail file is
a file that does not exist; what contains ``@`` is a message-id.
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reviewbot.errors import SourceError, UsageError
from reviewbot.fetch.fetched import Fetched
from reviewbot.fetch.limits import DEFAULT_LIMITS, Limits, shown
from reviewbot.fetch.mbox import read_path, read_stream
from reviewbot.fetch.message_id import as_url, checked, of_url
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Fetched", "Limits", "fetch"]

_PREFIX = regex(r"(?:id|mid|msgid|rfc822msgid|message-id):\s*", re.IGNORECASE)
_MAIL_FILE = (".mbox", ".mbx", ".eml", ".patch", ".gz")
_STDIN = "standard input"


def fetch(  # noqa: PLR0913  the pipe's own options are two
    source: str,
    *,
    stdin: BinaryIO,
    progress: Callable[[str], None],
    limits: Limits = DEFAULT_LIMITS,
    separator: str = "",
    with_threads: bool = False,
) -> Fetched:
    """Read the raw messages of ``source``.

    ``progress`` is called with a short line when a server takes long. What is piped in may have
    ``separator`` between its mails; ``with_threads`` asks the server for the thread of a single one.
    Raises SourceError when the source is not there or cannot be read, UsageError when it cannot be
    one.
    """
    if source == "-":
        raws = read_stream(stdin, _STDIN, limits, separator)
        if with_threads and len(raws) == 1:
            from reviewbot.fetch.piped import with_thread  # noqa: PLC0415  of a file nothing is fetched

            return with_thread(raws[0], _STDIN, progress=progress, limits=limits)
        return Fetched(raws, None, _STDIN)
    asked = _asked(source)
    if asked is None:
        return Fetched(read_path(Path(source), limits), None, source)
    from reviewbot.fetch.remote import fetch_thread  # noqa: PLC0415  as above

    message_id, host = asked
    raws = fetch_thread(message_id, host, progress=progress, limits=limits)
    return Fetched(raws, message_id, message_id)


def _asked(source: str) -> tuple[str, str | None] | None:
    """Message-id and host of the URL it came in, or ``None`` for a path that exists."""
    text = source.strip()
    if url := as_url(source):
        return of_url(url)
    if text.startswith("<") or _PREFIX.match(text):
        return checked(_PREFIX.sub("", text, count=1)), None
    if _exists(source):
        return None
    if not text:
        raise UsageError("the source is empty: give a message-id, a URL, a file or -")
    if "@" not in text:
        raise SourceError(f"{shown(source)} is neither a file nor a message-id")
    return checked(text), None


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
