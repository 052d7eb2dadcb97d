"""Mails no honest sender writes, and strategies that make more of their kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

DIFF = b"""\
--- a/drivers/misc/frob.c
+++ b/drivers/misc/frob.c
@@ -10,2 +10,3 @@ static int frob_event(struct notifier_block *nb, unsigned long event, void *p)
 \tstruct frob *frob = p;
+\treturn notifier_from_errno(0);
 \tfrob_unused(frob);
"""
BODY = b"Say why.\n\nSigned-off-by: Eve <eve@example.org>\n---\n" + DIFF
MANY = b"9" * 5000  # digits; int() refuses 4301
_PARTS = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b"


def poison(*headers: bytes, body: bytes = BODY, subject: bytes = b"[PATCH] frob: poison") -> bytes:
    """A patch mail of Eve's; ``headers`` go before her own and win over them."""
    own = (
        b"From: Eve <eve@example.org>",
        b"To: frob@lists.example.org",
        b"Subject: " + subject,
        b"Message-ID: <poison@example.org>",
        b"Date: Fri, 01 Jan 2016 10:00:00 +0000",
    )
    return b"\n".join([*headers, *own]) + b"\n\n" + body


def _binding(*lines: bytes) -> bytes:
    """A patch that adds a binding of these lines."""
    head = b"--- /dev/null\n+++ b/Documentation/devicetree/bindings/frob/example,frob.yaml\n"
    hunk = b"@@ -0,0 +1,%d @@\n+" % len(lines) + b"\n+".join(lines) + b"\n"
    return poison(body=BODY.partition(DIFF)[0] + head + hunk)


def _parts(*parts: bytes, end: bytes = b"--b--\n") -> bytes:
    return poison(_PARTS, body=b"".join(b"--b\n" + part for part in parts) + end)


def _flowed(charset: bytes, body: bytes = BODY) -> bytes:
    kind = b"Content-Type: text/plain; format=flowed; charset" + charset
    return poison(kind, b"Content-Transfer-Encoding: 8bit", body=body + b"\xe4\xff\n")


_NESTED = (
    b"Content-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain\n\n" + BODY
)
_FORWARDED = (
    b"Content-Type: message/rfc822\n\nSubject: x\n" + _PARTS + b"\n\n--b\nContent-Type: x\n\n--b"
)
_CODECS = (
    b"hex", b"rot13", b"zip", b"bz2", b"uu", b"quopri", b"base64", b"idna", b"undefined",
    b"punycode", b"unicode_escape", b"raw_unicode_escape", b"utf-7", b"utf-16", b"mbcs",
    b"a\0b", b"=?utf-8?q?x?=", b"..", b'"; x="', b"",
)  # fmt: skip
_LIES = {
    "date-year-10000": poison(b"Date: Fri, 31 Dec 9999 23:59:59 -2359"),
    "date-year-0": poison(b"Date: Mon, 1 Jan 0001 00:00:00 +2359"),
    "date-digits": poison(b"Date: Fri, 1 Jan " + MANY + b" 00:00:00 +0000"),
    "date-zone": poison(b"Date: Fri, 1 Jan 2016 00:00:00 +" + MANY),
    "from-comments": poison(b"From: " + b"(" * 1200),
    "from-groups": poison(b"From: " + b"a:" * 1500),
    "from-encoded": poison(b"From: =?utf-7?q?+2AA-?= <eve@example.org>"),
    "cc-comments": poison(b"Cc: " + b"(" * 1200),
    "cc-comments-later": poison(b"Cc: Ann <ann@example.org>, " + b"(" * 1200),
    "to-groups": poison(b"To: " + b"a:" * 1500),
    "reply-to-routes": poison(b"Reply-To: <" + b"@a," * 9000 + b":a@b>"),
    "subject-encoded": poison(b"Subject: [PATCH] =?undefined?b?//8=?= =?idna?q?xn--9?="),
    "subject-surrogate": poison(b"Subject: [PATCH] =?utf-7?q?+2AA-?= =?unicode_escape?q?=5Cud800?="),
    "subject-numbers": poison(subject=b"[PATCH v" + MANY + b" " + MANY + b"/" + MANY + b"] x"),
    "references-endless": poison(b"References: " + b"<a@b> " * 20_000),
    "id-endless": poison(b"Message-ID: <" + b"x" * 5000 + b"@example.org>"),
    "header-nul": poison(b"Cc: \0\0 <a\0b@example.org>", b"\0: \0"),
    "type-quotes": poison(b'Content-Type: text/plain; a="' + b'\\";' * 20_000 + b'"'),
    "type-numbers": poison(b"Content-Type: text/plain; name*" + MANY + b"*=utf-8''x"),
    "type-continued": poison(b"Content-Type: text/plain; charset*0*=utf-8''lat; charset*1=in1"),
    "type-name-charset": poison(b"Content-Type: text/x-patch; name*=undefined''%ff"),
    "cut-off-in-nested": _parts(_NESTED, end=b""),
    "cut-off-in-forwarded": _parts(_FORWARDED, end=b""),
    "cut-off-in-header": poison(_PARTS, body=b"--b\nContent-"),
    "boundary-lies": poison(_PARTS.replace(b"=b", b"*=hex''b"), body=b"--b\n\n" + BODY),
    "boundary-missing": poison(b"Content-Type: multipart/mixed", body=b"--\n\n" + BODY),
    "boundary-endless": poison(b"Content-Type: multipart/mixed; boundary=" + b"b" * 9000),
    "forwarded-alone": poison(b"Content-Type: message/rfc822", body=b""),
    "status": poison(b"Content-Type: message/delivery-status", body=b"\n\n\n" + BODY),
    "external": poison(b"Content-Type: message/external-body; access-type=x", body=BODY),
    "digest": poison(b"Content-Type: multipart/digest; boundary=b", body=b"--b\n\n--b\n\n" + BODY),
    "base64-broken": poison(b"Content-Transfer-Encoding: base64", body=b"=A===B\xff"),
    "uuencoded": poison(b"Content-Transfer-Encoding: x-uuencode", body=b"begin 999 \xff\n#!!\n"),
    "encoding-lies": poison(b"Content-Transfer-Encoding: \xff\0"),
    "hunk-digits": poison(body=BODY.replace(b"-10,2", b"-10," + MANY)),
    "hunk-digits-old": poison(body=BODY.replace(b"-10,2", b"-" + MANY)),
    "hunk-other-digits": poison(body=BODY.replace(b"-10,2", "-١٠,२".encode())),
    "stat-digits": poison(
        body=BODY.replace(b"---\n", b"---\n 1 file changed, " + MANY + b" insertions(+)\n", 1)
    ),
    "mode-lies": poison(
        body=b"x\n---\ndiff --git a/x b/x\nold mode 9\nindex 0..1\nrename from\n" + DIFF
    ),
    "binary": poison(body=b"x\n---\ndiff --git a/x b/x\nGIT binary patch\nliteral " + MANY + b"\nz"),
    "shortlog-digits": poison(subject=b"[PATCH 0/2] x", body=b"Eve (" + MANY + b"):\n  a\n"),
    "quoted-stat-digits": poison(
        b"In-Reply-To: <lost@example.org>",
        subject=b"Re: [PATCH] frob: lost",
        body=b"Eve wrote:\n> why\n> ---\n>  1 file changed, " + MANY + b" insertions(+)\n"
        + b"".join(b"> " + line + b"\n" for line in DIFF.split(b"\n"))
        + b"No.\n",
    ),
    "yaml-aliases": _binding(b"a: &a [x]", *[b"b: &a [*a, *a, *a, *a, *a, *a, *a, *a, *a]"] * 99),
    "yaml-deep": _binding(b"title: " + b"[" * 9000),
    "yaml-keys": _binding(b"title: [" + b"? a : b, " * 9000 + b"]"),
    "yaml-tags": _binding(b"title: !!python/object/apply:os._exit [1]"),
    "yaml-broken": _binding(b"title: \xff\0", b"\t%"),
    "dts-deep": _binding(b"examples:", b"  - |", b"    " + b"a { " * 9000),
    "dts-closed": _binding(b"examples:", b"  - |", b"    " + b"} " * 9000),
    "quotes-endless": poison(b"In-Reply-To: <lost@example.org>", body=b">" * 100_000),
    "nothing": b"",
    "no-header": b"\n\n" + BODY,
    "bytes": bytes(range(256)) * 4,
}  # fmt: skip
NASTY: dict[str, bytes] = {
    **_LIES,
    **{f"charset-{codec.decode()}": _flowed(b'="' + codec + b'"') for codec in _CODECS},
    **{f"charset*-{codec.decode()}": _flowed(b"*=" + codec + b"''latin1") for codec in _CODECS},
    **{f"charset-of-text*-{codec.decode()}": _flowed(b"*=utf-8''" + codec) for codec in _CODECS},
}

_WORDS = st.sampled_from(
    [
        b"(", b")", b"<", b">", b"@", b":", b";", b",", b'"', b"\\", b"=", b"*", b"%", b"'", b"[",
        b"]", b"=?", b"?=", b"?q?", b"?b?", b"utf-8", b"hex", b"undefined", b"boundary", b"charset",
        b"format", b"flowed", b"name", b"a@b.c", b"Eve", b" ", b"\t", b"\n ", b"\r\n ", b"\0",
        b"\xff", "ä".encode(), b"0", b"99999999999999999999", MANY, b"2016", b"Jan", b"+0000", b"/",
        b"multipart/mixed", b"message/rfc822", b"text/plain", b"text/html", b"base64", b"b",
        b"[PATCH 1/2]", b"Re:", b"v2", b"RFC",
    ]
)  # fmt: skip
_VALUE = st.lists(_WORDS | st.binary(max_size=4), max_size=12).map(b"".join)
_NAMES = st.sampled_from(
    [
        b"From", b"To", b"Cc", b"Reply-To", b"Subject", b"Date", b"Message-ID", b"In-Reply-To",
        b"References", b"MIME-Version", b"Content-Type", b"Content-Transfer-Encoding",
        b"Content-Disposition", b"Content-ID", b"X",
    ]
)  # fmt: skip
_FIELD = st.builds(lambda name, value: name + b": " + value + b"\n", _NAMES, _VALUE)
_LINES = st.sampled_from(
    [
        b"diff --git a/x.c b/x.c", b"--- a/x.c", b"+++ b/x.c", b"@@ -1,2 +1,2 @@ int f(void)", b"@@",
        b"@@ -" + MANY + b" +1 @@", b"index 1234567..89abcde 100644", b"rename from x.c", b" ctx",
        b"rename to y.c", b"new file mode 100644", b"Binary files a/x and b/x differ", b"+add",
        b"GIT binary patch", b"-del", b"\\ No newline at end of file", b"-- ", b"---", b"", b" ",
        b"+\treturn notifier_from_errno(0);", b"> +add", b"> @@ -1 +1 @@", b">> x", b"> --- a/x.c",
        b"> +++ b/x.c", b" x.c | 2 +-", b" 1 file changed, 1 insertion(+)", b"8< ---", b"\r",
        b"Signed-off-by: Eve <eve@example.org>", b'Fixes: 123456789abc ("x")', b"From: (((",
        b"Eve (2):", b"  frob: one", b"    more of it", b"--b", b"--b--", b"On Monday, Eve wrote:",
        b"Content-Type: text/plain", b"Content-Type: multipart/mixed; boundary=b", b"\xff\xfe",
    ]
)  # fmt: skip
_TEXT = st.lists(_LINES | st.binary(max_size=8), max_size=30).map(b"\n".join)


def lines() -> SearchStrategy[list[str]]:
    """Lines of a mail as they are read."""
    return _TEXT.map(lambda text: text.decode("utf-8", "replace").split("\n"))


def mails() -> SearchStrategy[bytes]:
    """Mails of header-like, MIME-like and diff-like pieces, some of nothing but bytes."""
    made = st.builds(
        lambda fields, plain, text: b"".join(fields) + plain + b"\n" + text,
        st.lists(_FIELD, max_size=8),
        st.sampled_from([b"", poison(body=b"").rstrip(b"\n") + b"\n", _PARTS + b"\n"]),
        _TEXT | st.sampled_from([BODY, *(raw.partition(b"\n\n")[2] for raw in NASTY.values())]),
    )
    return st.one_of(made, st.sampled_from([*NASTY.values()]), st.binary(max_size=200))
