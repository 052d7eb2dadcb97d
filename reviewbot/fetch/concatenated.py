"""Mails one after the other without ``From `` lines: ``cat 1.eml 2.eml``, tagged in a maildir.

mutt and neomutt hand such mails over with their ``$pipe_sep`` between them, an empty line unless
the user has set it; where a body does not end in a newline, not even that. A mail begins where
there is a header of its own: consecutive fields, among them Message-ID, From, and Date or Subject.
What is *in* a mail is no header of its own: that of a part of a multipart, below a line that says
that a mail is forwarded or shown, below the ``From `` line of git-format-patch(1), or quoted.

With ``$pipe_decode`` the mailer leaves out the fields its user does not want to see. Where the
first mail has no Message-ID, the next ones are known by the MIME-Version the mailer adds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# RFC 5322, section 2.2, allows a name more; what begins a line of code or a URL is none
_FIELD = regex(rb"(?:\xef\xbb\xbf)?([A-Za-z0-9][\w.+-]*)[ \t]*:(?!//)")
_MESSAGE_ID = regex(rb"(?:\xef\xbb\xbf)?message-id[ \t]*:", re.IGNORECASE)
_EITHER = regex(rb"(?:\xef\xbb\xbf)?(?:message-id|mime-version)[ \t]*:", re.IGNORECASE)
_SENT_TO = frozenset({b"to", b"cc", b"received", b"delivered-to", b"list-id"})
_BOUNDARY = regex(
    rb"content-type[ \t]*:[ \t]*multipart/.*?\bboundary[ \t]*=[ \t]*"
    rb'(?:"(?P<quoted>[^"]{1,70})"|(?P<plain>[^\s;"]{1,70}))',
    re.IGNORECASE | re.DOTALL,
)  # RFC 2046, section 5.1.1
_CLOSED = regex(rb"--(.{1,70})--\s*")
_IS_A_MAIL = regex(rb"content-type[ \t]*:[ \t]*message/", re.IGNORECASE)
_FROM_LINE = regex(rb"From .* \d{4}\s*")
_FORMAT_PATCH = regex(rb"From [0-9a-f]{40,64} ")
# a body without a newline at its end may leave these right above the next header
_TRAILER = regex(rb"(?!x-)[\w-]+-by:|(?:fixes|closes|link|change-id|base-commit):", re.IGNORECASE)
# "----- Original Message -----", "Begin forwarded message:", the scissors of git-mailinfo(1)
_FORWARDS = regex(
    rb"(?!.*\bend\b)(?:[-=_*#]{2}.*|begin |start of )"
    rb"(?:forward|original|copy of|return|weitergeleitet|urspr|transf|reenviad|inoltrat)"
    rb"|-.*(?:>8|8<)",
    re.IGNORECASE,
)
_INTRODUCES = regex(rb"\w.* .*:\s*")  # "This is what came of it:"


def split_mails(data: bytes) -> tuple[bytes, ...]:
    """The mails of ``data``, which begins with a header; a single one comes out as it is."""
    lines = data.split(b"\n")
    cuts = list(_cuts(lines))
    if not cuts:
        return (data,)
    starts = [0, *(following for _, following in cuts)]
    ends = [*(end for end, _ in cuts), len(lines)]
    return tuple(_mail(lines[start:end]) for start, end in zip(starts, ends, strict=True))


def _mail(lines: Sequence[bytes]) -> bytes:
    """Without the empty lines that a mailer puts after it."""
    return b"\n".join(lines).removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n") + b"\n"


def _cuts(lines: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Where a mail ends and where the next one begins; a ``From `` line may be between them.

    No line is looked at more than a few times, whatever is in it.
    """
    top, below = 0, _below(lines, 0)
    weeded = not any(map(_MESSAGE_ID.match, lines[:below]))
    key = _EITHER if weeded else _MESSAGE_ID
    anchors = [number for number, line in enumerate(lines) if key.match(line)]
    closed = _closed(lines) if len(anchors) > 1 else {}
    settled = _behind_parts(lines[top:below], closed, below)
    for anchor in anchors:
        if anchor < settled:
            continue
        start, end = _above(lines, anchor, settled), _below(lines, anchor)
        names = _names(lines[start:end])
        if (
            _is_header(names, weeded=weeded)
            and not (end < len(lines) and lines[end].strip())
            and not _is_shown(lines, below, start, names)
        ):
            from_line = start > settled and _FROM_LINE.fullmatch(lines[start - 1])
            yield start - bool(from_line), start
            top, below = start, end
            settled = _behind_parts(lines[top:below], closed, below)
        else:
            settled = end


def _is_header(names: frozenset[bytes], *, weeded: bool) -> bool:
    """Whether a block of fields is the header of a mail."""
    if weeded and b"message-id" not in names:
        return {b"from", b"date", b"subject", b"content-type"} <= names and bool(names & _SENT_TO)
    return b"from" in names and bool(names & {b"date", b"subject"})


def _is_shown(lines: Sequence[bytes], below: int, start: int, names: frozenset[bytes]) -> bool:
    """Whether the header at ``start`` is part of the text of a mail whose own ends at ``below``."""
    last = start - 1
    while last > below and not lines[last].strip():
        last -= 1
    if last <= below:  # nothing above it but empty lines: an in-body header, or an empty mail
        return not names & _SENT_TO
    above = lines[last]
    if _FORMAT_PATCH.match(above) or _FORWARDS.match(above) or _INTRODUCES.fullmatch(above):
        return True
    part = lines[_above(lines, last, below) : last + 1]
    return any(map(_IS_A_MAIL.match, part))  # in a multipart that never ends


def _names(header: Sequence[bytes]) -> frozenset[bytes]:
    return frozenset(field[1].lower() for line in header if (field := _FIELD.match(line)))


def _above(lines: Sequence[bytes], at: int, least: int) -> int:
    """The first line of the block of fields that ``at`` is one of."""
    first = at
    for number in range(at - 1, least - 1, -1):
        line = lines[number]
        if _FIELD.match(line):
            if _TRAILER.match(line):
                break
            first = number
        elif line[:1] not in (b" ", b"\t"):
            break
    return first


def _below(lines: Sequence[bytes], at: int) -> int:
    """The first line from ``at`` on that is neither a field nor the rest of a folded one."""
    while at < len(lines) and (_FIELD.match(lines[at]) or lines[at][:1] in (b" ", b"\t")):
        at += 1
    return at


def _closed(lines: Sequence[bytes]) -> dict[bytes, list[int]]:
    """The lines that end a multipart, by its boundary; the last ones first."""
    found: dict[bytes, list[int]] = defaultdict(list)
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].startswith(b"--") and (end := _CLOSED.fullmatch(lines[number])):
            found[end[1]].append(number)
    return found


def _behind_parts(header: Sequence[bytes], closed: dict[bytes, list[int]], below: int) -> int:
    """The line from where the next mail may begin: behind the multipart that ``header`` declares."""
    text = b"\n".join(header)
    for field in re.split(rb"\n(?![ \t])", text):
        if declared := _BOUNDARY.match(field):
            ends = closed.get(declared["quoted"] or declared["plain"], [])
            while ends and ends[-1] < below:
                ends.pop()
            return ends[-1] + 1 if ends else below
    return below
