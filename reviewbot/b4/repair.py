"""The mail as b4 hands it to check commands.

b4 0.16 keeps the headers but decodes the body: ``Content-Transfer-Encoding`` and the boundary of a
multipart are still there and no longer true. Headers that do not fit the body are taken out.
"""

from __future__ import annotations

import re

from reviewbot.regex import regex

_END = regex(rb"\r?\n\r?\n")
_HEADER = rb"^%s:[^\n]*\n(?:[ \t][^\n]*\n)*"
_ENCODING = regex(_HEADER % rb"content-transfer-encoding", re.IGNORECASE | re.MULTILINE)
_TYPE = regex(_HEADER % rb"content-type", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = regex(rb'boundary="?([^"\s;]+)', re.IGNORECASE)
_NOT_QUOTED = regex(rb"=(?![0-9A-Fa-f]{2}|[ \t]*\r?\n)|[^\x00-\x7f]")
_NOT_BASE64 = regex(rb"[^A-Za-z0-9+/=\s]")
_PLAIN = b"Content-Type: text/plain; charset=utf-8\n"


def with_true_headers(mail: bytes) -> bytes:
    """The mail with headers that are true of its body; one that is whole stays as it is."""
    end = _END.search(mail)
    if not end:
        return mail
    head, body = mail[: end.start()] + b"\n", mail[end.end() :]
    kind, encoding = _TYPE.search(head), _ENCODING.search(head)
    if kind and b"multipart/" in kind[0].lower():
        boundary = _BOUNDARY.search(kind[0])
        if boundary and b"--" + boundary[1] in body:
            return mail
        head = _ENCODING.sub(b"", _TYPE.sub(_PLAIN, head, count=1))
    elif encoding and _is_decoded(encoding[0].lower(), body):
        head = _ENCODING.sub(b"", head)
    else:
        return mail
    return head + b"\n" + body


def _is_decoded(encoding: bytes, body: bytes) -> bool:
    if b"base64" in encoding:
        return bool(_NOT_BASE64.search(body))
    return b"quoted-printable" in encoding and bool(_NOT_QUOTED.search(body))
