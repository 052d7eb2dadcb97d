"""Ways to damage a mail: what senders, mailers, gateways and enemies do to it.

A mutator takes a raw mail and a source of chance and returns another; all are pure, so a mutant is
known by the number it was made from. ``mutant`` stacks one to four of them.
"""

from __future__ import annotations

import base64
import quopri
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_NASTY = (
    b"\x00", b"\x1b]52;c;aGk=\x07", b"\xe2\x80\xae", b"\xff\xfe", b"\r", b"\x0c", b"\xc3(", b"=?x?q?=00?=",
    b"\xf0\x9f\x98\x80" * 50, b"(" * 700, b"<" * 300, b'"', b"@@ -1 +1 @@", b"{{ 7*7 }}", b"a:" * 400,
)  # fmt: skip
_CHARSETS = (
    b"utf-8", b"latin1", b"utf-7", b"utf-16", b"idna", b"hex", b"rot13", b"punycode", b"x-unknown",
    b"iso-2022-jp", b"undefined", b"zip", b"unicode_escape", b"gb18030", b"\xff",
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")
_HUNK = re.compile(rb"(?m)^@@ .*$")
_NAMES = (b"From", b"To", b"Cc", b"Subject", b"Date", b"Message-ID", b"In-Reply-To", b"References")


def _cut(raw: bytes, rng: Random) -> tuple[int, int]:
    start = rng.randrange(len(raw) + 1)
    return start, min(len(raw), start + rng.choice((1, 3, 20, 200, 2000)))


def truncate(raw: bytes, rng: Random) -> bytes:
    """Cut the end off."""
    return raw[: rng.randrange(len(raw) + 1)]


def delete(raw: bytes, rng: Random) -> bytes:
    """Take a piece out."""
    start, stop = _cut(raw, rng)
    return raw[:start] + raw[stop:]


def double(raw: bytes, rng: Random) -> bytes:
    """Repeat a piece, some hundred times at most."""
    start, stop = _cut(raw, rng)
    return raw[:stop] + raw[start:stop] * rng.choice((1, 2, 30, 300)) + raw[stop:]


def insert(raw: bytes, rng: Random) -> bytes:
    """Put something nasty in."""
    at = rng.randrange(len(raw) + 1)
    return raw[:at] + rng.choice(_NASTY) + raw[at:]


def flip(raw: bytes, rng: Random) -> bytes:
    """Change some bytes."""
    changed = bytearray(raw or b"x")
    for _ in range(rng.choice((1, 5, 50))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def shuffle_lines(raw: bytes, rng: Random) -> bytes:
    """Mix a run of lines."""
    lines = raw.split(b"\n")
    start = rng.randrange(len(lines))
    some = lines[start : start + 40]
    rng.shuffle(some)
    return b"\n".join([*lines[:start], *some, *lines[start + 40 :]])


def drop_lines(raw: bytes, rng: Random) -> bytes:
    """Lose every so many lines."""
    step = rng.choice((2, 3, 7, 50))
    return b"\n".join(line for n, line in enumerate(raw.split(b"\n")) if n % step)


def join_lines(raw: bytes, rng: Random) -> bytes:
    """Make lines of many."""
    start, stop = _cut(raw, rng)
    return raw[:start] + raw[start:stop].replace(b"\n", b" ") + raw[stop:]


def wrap(raw: bytes, rng: Random) -> bytes:
    """Wrap lines as a mailer does."""
    width = rng.choice((20, 60, 72))
    lines = (
        line[i : i + width] for line in raw.split(b"\n") for i in range(0, len(line) + 1, width)
    )
    return b"\n".join(lines)


def crlf(raw: bytes, rng: Random) -> bytes:
    """End some lines, or all, in CRLF."""
    return raw.replace(b"\n", b"\r\n", rng.choice((-1, 5, 50)))


def tabs(raw: bytes, rng: Random) -> bytes:
    """Turn white space into other white space."""
    old, new = rng.choice(((b"\t", b"    "), (b" ", b"\xc2\xa0"), (b" \n", b"\n"), (b"\n ", b"\n")))
    return raw.replace(old, new)


def numbers(raw: bytes, rng: Random) -> bytes:
    """Make numbers huge, negative or none."""
    new = rng.choice((b"0", b"9" * 20, b"9" * 5000, b"-1", b"", b"1e9"))
    return _NUMBER.sub(lambda m: new if rng.random() < 0.1 else m[0], raw)


def hunks(raw: bytes, rng: Random) -> bytes:
    """Lie in hunk headers."""
    lies = (b"@@ -0,0 +1,99999 @@", b"@@ -1 +1 @@", b"@@", b"@@ -%s,1 +1,2 @@" % (b"9" * 4400))
    return _HUNK.sub(lambda m: rng.choice(lies) if rng.random() < 0.5 else m[0], raw)


def header(raw: bytes, rng: Random) -> bytes:
    """Give a header another value."""
    name = rng.choice(_NAMES)
    value = rng.choice(
        (b"", b"(" * 1500, b"a:" * 1500, b"<" + b"x" * 5000 + b"@example.org>", b"=?utf-8?b?/////?=",
         b"Fri, 31 Dec 9999 23:59:59 -2359", b"x" * 100_000, b"=?hex?q?zz?= <a@example.org>",
         b'"' * 999, b"[PATCH 99999999999/3] " * 30, b", ".join([b"p@example.org"] * 4000))
    )  # fmt: skip
    return re.sub(rb"(?im)^%s:.*$" % name, lambda _: name + b": " + value, raw, count=1)


def twice(raw: bytes, rng: Random) -> bytes:
    """Repeat the headers."""
    head, _, body = raw.partition(b"\n\n")
    return head + b"\n" + b"\n".join([head] * rng.choice((1, 3, 40))) + b"\n\n" + body


def headless(raw: bytes, _rng: Random) -> bytes:
    """Lose all headers."""
    return raw.partition(b"\n\n")[2]


def charset(raw: bytes, rng: Random) -> bytes:
    """Declare another character set."""
    kind = b"text/plain; charset=" + rng.choice(_CHARSETS) + rng.choice((b"", b"; format=flowed"))
    return _with(raw, kind, rng.choice((b"8bit", b"7bit", b"x-none")))


def charset_lie(raw: bytes, rng: Random) -> bytes:
    """Declare it as RFC 2231 has it."""
    return _with(raw, b"text/plain; charset*=utf-8''" + rng.choice(_CHARSETS), b"8bit")


def encoded(raw: bytes, rng: Random) -> bytes:
    """Encode the body, rightly or not."""
    head, _, body = raw.partition(b"\n\n")
    way = rng.choice((b"base64", b"quoted-printable"))
    made = base64.encodebytes(body) if way == b"base64" else quopri.encodestring(body)
    if rng.random() < 0.3:
        made = flip(made, rng)
    return _with(head + b"\n\n" + made, b"text/plain; charset=utf-8", way)


def multipart(raw: bytes, rng: Random) -> bytes:
    """Put it into parts, some of them not closed."""
    body = raw.partition(b"\n\n")[2]
    kind = rng.choice((b"mixed", b"alternative", b"signed", b"digest", b"x"))
    part = b"--b\n" + rng.choice((b"Content-Type: text/plain\n\n", b"\n", b"Content-Type: ;;\n\n"))
    parts = (part + body) * rng.choice((1, 3, 90)) + rng.choice((b"", b"\n--b--\n", b"\n--b"))
    return _with(raw.partition(b"\n\n")[0] + b"\n\n" + parts[:400_000],
                 b'multipart/%s; boundary="b"' % kind, b"8bit")  # fmt: skip


def nested(raw: bytes, rng: Random) -> bytes:
    """Put it into mails in mails."""
    for _ in range(rng.choice((1, 5, 20))):
        raw = b"Subject: x\nContent-Type: message/rfc822\nMIME-Version: 1.0\n\n" + raw
    return raw


def attached(raw: bytes, rng: Random) -> bytes:
    """Attach its own body as a patch."""
    head, _, body = raw.partition(b"\n\n")
    name = rng.choice((b"0001-x.patch", b"../../etc/passwd", b"\xff", b"x" * 3000))
    parts = (
        b"--b\nContent-Type: text/plain\n\nSee.\n--b\nContent-Type: text/x-patch; name=%s\n" % name
    )
    return _with(head + b"\n\n" + parts + b"\n" + body + b"\n--b--\n",
                 b"multipart/mixed; boundary=b", b"8bit")  # fmt: skip


def quoted(raw: bytes, rng: Random) -> bytes:
    """Quote the body, as a reply to what never came."""
    head, _, body = raw.partition(b"\n\n")
    mark = b"> " * rng.choice((1, 2, 40))
    return head.replace(b"Subject: ", b"Subject: Re: ") + b"\n\n" + re.sub(rb"(?m)^", mark, body)


def html(raw: bytes, _rng: Random) -> bytes:
    """Send the body as a page."""
    head, _, body = raw.partition(b"\n\n")
    return _with(head + b"\n\n<pre>" + body + b"</pre>", b"text/html", b"8bit")


def paths(raw: bytes, rng: Random) -> bytes:
    """Rename the files of the diff."""
    new = rng.choice(
        (b"../../x", b"/etc/passwd", b".git/config", b'"a\\303"', b"a b", b"", b"x/" * 2000)
    )
    return re.sub(rb"(?m)^(---|\+\+\+) \S+", lambda m: m[1] + b" " + new, raw)


def same_file(raw: bytes, _rng: Random) -> bytes:
    """Give all files of the diff one name."""
    raw = re.sub(rb"(?m)^--- a/\S+", b"--- a/drivers/frob/core.c", raw)
    return re.sub(rb"(?m)^\+\+\+ b/\S+", b"+++ b/drivers/frob/core.c", raw)


def again(raw: bytes, rng: Random) -> bytes:
    """Put the mail below itself."""
    return raw + rng.choice((b"", b"\n", b"\n-- >8 --\n", b"\nFrom x\n")) + raw


def long_line(raw: bytes, rng: Random) -> bytes:
    """Put a line of 200,000 characters in."""
    at = raw.find(b"\n", rng.randrange(len(raw) + 1)) + 1
    word = rng.choice(
        (b"a", b"(", b"/*", b'"', b"=? ", b"> ", b"-", b"\\", b"#if x\t", b"http://x.y/")
    )
    return raw[:at] + rng.choice((b"+", b" ", b"")) + (word * 200_000)[:200_000] + b"\n" + raw[at:]


MUTATORS = (
    truncate, delete, double, insert, flip, shuffle_lines, drop_lines, join_lines, wrap, crlf, tabs,
    numbers, hunks, header, twice, headless, charset, charset_lie, encoded, multipart, nested,
    attached, quoted, html, paths, same_file, again, long_line,
)  # fmt: skip


def _with(raw: bytes, kind: bytes, encoding: bytes) -> bytes:
    """The mail with another type and encoding of its body."""
    head, _, body = raw.partition(b"\n\n")
    kept = re.sub(rb"(?im)^content-[\w-]+:.*\n?(?:[ \t].*\n?)*", b"", head + b"\n").rstrip(b"\n")
    more = b"\nContent-Type: %s\nContent-Transfer-Encoding: %s\n\n" % (kind, encoding)
    return kept + more + body


def mutant(raw: bytes, rng: Random) -> tuple[bytes, Sequence[str]]:
    """A damaged mail of at most 2 MB, and the names of what was done to it."""
    chosen = rng.choices(MUTATORS, k=rng.choice((1, 1, 2, 3, 4)))
    for mutate in chosen:
        raw = mutate(raw or b"\n", rng)[:2_000_000]
    return raw, [mutate.__name__ for mutate in chosen]
