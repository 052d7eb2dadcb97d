"""The header fields of a raw mail that are kept, as bytes, and their plain values."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from reviewbot.regex import regex
from reviewbot.thread.border import reader

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BLOCK = 256 * 1024  # bytes of all headers; on lore some 20 KiB, Received and ARC included
MAX_FIELD = 4 * 1024  # bytes of one field; what parses parameters takes the square of them
MAX_LIST = 64 * 1024  # and of one that lists people or ids

MIME = frozenset({b"mime-version", b"content-type", b"content-transfer-encoding"})
_LISTS = frozenset({b"to", b"cc", b"reply-to", b"in-reply-to", b"references", b"message-id"})
_SENT = frozenset({
    b"author", b"x-original-from", b"x-mailfrom", b"x-original-sender", b"sender",
    b"list-id", b"list-post", b"x-mailing-list", b"x-change-id",
})  # fmt: skip
_KEPT = MIME | _LISTS | _SENT | {b"from", b"subject", b"date"}
_YEARS = range(2, 9999)  # those whose days have neighbours in every time zone
_MSGID = regex(r"<([^<>]+)>")
_BARE_MSGID = regex(r"[^<>\s,;:()\"]+@[^<>\s,;:()\"]+")
_FOLD = regex(r"\r?\n[ \t]*")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = regex(  # as nearly all are written
    rf"(?:[A-Z][a-z]{{2}}, +)?([0-9]{{1,2}}) ({'|'.join(_MONTHS)}) ([0-9]{{4}})"
    r" ([0-9]{2}):([0-9]{2}):([0-9]{2}) ([+-])([0-9]{2})([0-9]{2})(?: \([A-Z]+\))?"
)

Headers = dict[bytes, bytes]


def split(raw: bytes) -> tuple[bytes, bytes]:
    """Header block and body at the first empty line (RFC 5322, section 2.1)."""
    crlf, lf = raw.find(b"\r\n\r\n"), raw.find(b"\n\n")
    if crlf >= 0 and (lf < 0 or crlf < lf):
        return raw[:crlf], raw[crlf + 4 :]
    return (raw, b"") if lf < 0 else (raw[:lf], raw[lf + 2 :])


def headers(block: bytes) -> tuple[Headers, tuple[str, ...]]:
    """The first field of each name that is kept, and a sentence for each part that is too long.

    Names are lower-case, values as they came, folded with LF and one space.
    """
    kept: Headers = {}
    cut: list[str] = []
    if len(block) > MAX_BLOCK:
        cut.append(f"{len(block)} bytes of headers; those after {MAX_BLOCK} are not read")
    for name, lines in _first_fields(block[:MAX_BLOCK]).items():
        value = b"\n ".join(lines)
        most = MAX_LIST if name in _LISTS else MAX_FIELD
        kept[name] = value[:most].strip()
        if len(value) > most:
            cut.append(f"{name.decode()} of {len(value)} bytes; only {most} are read")
    return kept, tuple(cut)


def _first_fields(block: bytes) -> dict[bytes, list[bytes]]:
    """The lines of the fields that are kept."""
    found: dict[bytes, list[bytes]] = {}
    lines: list[bytes] | None = None
    for line in block.replace(b"\r\n", b"\n").split(b"\n"):
        if line[:1] in (b" ", b"\t"):
            if lines is not None:
                lines.append(line.strip())
            continue
        name, _, value = line.partition(b":")
        name = name.strip().lower()
        is_first = name in _KEPT and name not in found
        lines = found.setdefault(name, [value]) if is_first else None
    return found


def text(fields: Mapping[bytes, bytes], name: bytes) -> str:
    """A field's value, encoded words left as they are; empty where there is none."""
    return fields.get(name, b"").decode("utf-8", "replace")


def ids(fields: Mapping[bytes, bytes], name: bytes) -> tuple[str, ...]:
    """The message-ids of a field, without their brackets, which some mailers leave out.

    Blanks inside the brackets come from folding; no id has any (RFC 5322, section 3.6.4).
    """
    value = text(fields, name)
    found = ("".join(each.split()) for each in _MSGID.findall(value))
    bare = value.split() if "<" not in value else []
    return (*filter(None, found), *(bare if all(map(_BARE_MSGID.fullmatch, bare)) else ()))


def message_id(fields: Mapping[bytes, bytes], raw: bytes) -> str:
    """The id, or one made of the content where there is none, the same in every run."""
    found = ids(fields, b"message-id")
    bare = text(fields, b"message-id").strip()
    if found:
        return found[0]
    if bare and not re.search(r"\s", bare):
        return bare.strip("<>")
    import hashlib  # noqa: PLC0415  nearly all have one

    return hashlib.sha256(raw).hexdigest()[:32] + "@no-message-id.invalid"


def unfolded(value: str) -> str:
    """A field's value on one line."""
    return _FOLD.sub(" ", value)


def _undated(_error: Exception, _value: str, /) -> datetime | None:
    return None


@reader(_undated)
def read_date(value: str, /) -> datetime | None:
    """The date with the sender's own offset, as attribution lines quote it.

    ``None`` for what is no date, or is one that has no place in UTC.
    """
    date = _date(unfolded(value))
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return date if date.astimezone(UTC).year in _YEARS else None


def _date(value: str) -> datetime:
    plain = _DATE.fullmatch(value)
    if not plain:
        from email.utils import parsedate_to_datetime  # noqa: PLC0415  it takes longer than a mail does

        return parsedate_to_datetime(value)
    day, year, hour, minute, second = map(int, plain.group(1, 3, 4, 5, 6))
    ahead = timedelta(hours=int(plain[8]), minutes=int(plain[9]))
    zone = timezone(ahead if plain[7] == "+" else -ahead)
    return datetime(year, _MONTHS.index(plain[2]) + 1, day, hour, minute, second, tzinfo=zone)
