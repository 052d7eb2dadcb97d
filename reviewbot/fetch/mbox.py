"""Raw messages of what is on disk or piped in: mbox, mails without it, maildir; gzip or not.

Nothing here waits: a FIFO or a device is refused instead of read.
"""

from __future__ import annotations

import os
import stat
import zlib
from typing import TYPE_CHECKING, BinaryIO

from reviewbot.errors import SourceError, UsageError
from reviewbot.fetch.concatenated import split_mails
from reviewbot.fetch.limits import shown, shown_size
from reviewbot.fetch.mboxrd import split_mbox
from reviewbot.regex import regex

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.fetch.limits import Limits

_GZIP = b"\x1f\x8b"
_FROM = b"From "  # begins an mbox; no header line begins so (RFC 4155)
_ABOVE = regex(rb"(?:\xef\xbb\xbf|[ \t]*\r?\n)*")  # a byte order mark, empty lines
_HEADER = regex(rb"[!-9;-~]+[ \t]*:")  # a header field's name (RFC 5322, section 2.2)
_TRIES = 3  # a mail client moves messages from new/ to cur/ while we read


def read_stream(
    stream: BinaryIO, name: str, limits: Limits, separator: str = ""
) -> tuple[bytes, ...]:
    """The raw messages of a pipe, read to its end; raises SourceError, UsageError on a terminal.

    ``separator`` is what stands between mails, as b4's ``--stdin-pipe-sep`` with Python's escapes.
    """
    if stream.isatty():
        raise UsageError(f"nothing is piped into {name}")
    try:
        data = stream.read(limits.size + 1)
    except OSError as error:
        raise SourceError(f"cannot read {name}: {error.strerror}") from error
    between = _unescaped(separator)
    if not between or between not in data:
        return messages_in(data, name, limits)
    _limit(data.count(between) - 1, name, limits)  # there may be one above and below all mails
    pieces = filter(bytes.strip, data.split(between))
    mails = [mail for piece in pieces for mail in messages_in(piece, name, limits, whole=True)]
    _limit(len(mails), name, limits)
    return tuple(mails)


def _unescaped(separator: str) -> bytes:
    """What the escapes in a separator stand for; raises UsageError where they mean nothing."""
    try:
        plain = separator.encode("ascii", "backslashreplace").decode("unicode_escape")
        return plain.encode()
    except UnicodeError as error:
        raise UsageError(f"{shown(separator)} has an unknown escape") from error


def read_path(path: Path, limits: Limits) -> tuple[bytes, ...]:
    """The raw messages of a file or a maildir, in file or name order; raises SourceError."""
    name = shown(str(path))
    try:
        if path.is_dir():
            return _read_maildir(path, name, limits)
        data = _read_file(path, name, limits.size)
    except OSError as error:
        raise SourceError(f"cannot read {name}: {error.strerror}") from error
    return messages_in(data, name, limits)


def messages_in(
    data: bytes, name: str, limits: Limits, *, whole: bool = False
) -> tuple[bytes, ...]:
    """The raw messages of an mbox, or of one mail or more without ``From `` lines.

    ``name`` is how the sentences call it; ``whole`` takes what is no mbox for one mail, whatever is
    in it. Raises SourceError.
    """
    if data.startswith(_GZIP):
        data = _unpacked(data, name, limits.size)
    if len(data) > limits.size:
        raise SourceError(f"{name} is over {shown_size(limits.size)}")
    if above := _ABOVE.match(data):
        data = data[above.end() :]
    if not data.strip():
        raise SourceError(f"{name} is empty")
    is_mbox = data.startswith(_FROM)
    if not is_mbox and not _HEADER.match(data):
        raise SourceError(f"{name} is not a mail or an mbox (it does not begin with a header)")
    if data.count(b"\n") > limits.lines:
        raise SourceError(f"{name} has over {limits.lines} lines")
    split = split_mbox if is_mbox else split_mails
    try:
        messages = (data,) if whole and not is_mbox else split(data)
    except ImportError:
        raise
    except Exception as error:  # what strangers bring about cannot be listed
        why = f"{name} cannot be taken apart: {type(error).__name__}"
        raise SourceError(why) from error
    if not messages:
        raise SourceError(f"{name} has no message in it")
    _limit(len(messages), name, limits)
    return messages


def _limit(messages: int, name: str, limits: Limits) -> None:
    if messages > limits.messages:
        raise SourceError(f"{name} has over {limits.messages} messages; give the mails of a thread")


def _unpacked(data: bytes, name: str, size: int) -> bytes:
    """Unpack at most one byte more than allowed: a bomb is over the size, not in memory."""
    import gzip  # noqa: PLC0415  most are not packed
    import io  # noqa: PLC0415

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            return packed.read(size + 1)
    except EOFError as error:
        raise SourceError(f"{name} is a gzip file that is cut off") from error
    except (OSError, zlib.error) as error:
        raise SourceError(f"{name} is a damaged gzip file") from error


def _read_file(path: Path, name: str, size: int) -> bytes:
    """One byte more than allowed at most, of a regular file only; raises OSError, SourceError."""
    with open(path, "rb", opener=_at_once) as file:
        mode = os.fstat(file.fileno()).st_mode
        if stat.S_ISFIFO(mode):
            raise SourceError(f"{name} is a pipe, not a file; pipe it in and give - as the source")
        if not stat.S_ISREG(mode):
            raise SourceError(f"{name} is neither a file nor a maildir")
        return file.read(size + 1)


def _at_once(path: str, flags: int) -> int:
    """Open without waiting, as a FIFO else does for its writer."""
    return os.open(path, flags | os.O_NONBLOCK)


def _read_maildir(path: Path, name: str, limits: Limits) -> tuple[bytes, ...]:
    folders = [path / "new", path / "cur"]
    if not any(folder.is_dir() for folder in folders):
        raise SourceError(f"{name} is a directory but no maildir (no cur/ or new/ in it)")
    for _ in range(_TRIES):
        files = _listed(folders)
        if len(files) > limits.messages:
            raise SourceError(f"{name} has over {limits.messages} messages; give a thread's mails")
        try:
            messages = _read_all(files, name, limits)
        except FileNotFoundError:
            continue
        if not messages:
            raise SourceError(f"{name} is an empty maildir")
        return messages
    raise SourceError(f"{name} changes while it is read; try again")


def _listed(folders: list[Path]) -> list[Path]:
    """The message files by unique name, which begins with the time of delivery (maildir(5))."""
    found = {
        entry.name.partition(":")[0]: entry
        for folder in folders
        if folder.is_dir()
        for entry in folder.iterdir()
        if not entry.name.startswith(".") and not entry.is_dir()
    }
    return [found[unique] for unique in sorted(found)]


def _read_all(files: list[Path], name: str, limits: Limits) -> tuple[bytes, ...]:
    messages, left = [], limits.size
    for file in files:
        data = _read_file(file, shown(str(file)), left)
        left -= len(data)
        if left < 0:
            raise SourceError(f"{name} is over {shown_size(limits.size)}")
        if data.strip():
            messages.append(data)
    return tuple(messages)
