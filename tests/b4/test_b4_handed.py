"""Mails whose headers b4 has made untrue."""

from __future__ import annotations

import base64
import quopri

import pytest

from reviewbot.b4.repair import with_true_headers
from reviewbot.thread.series import read_thread

BODY = (
    "Déjà vu.\n---\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-a =3D;\n+a =b0;\n"
)
HEAD = "From: Ada <ada@example.org>\nMessage-ID: <1@example.org>\nSubject: [PATCH] frob: x\n"
TYPE = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"


def _mail(encoding: str, body: bytes) -> bytes:
    return f"{HEAD}{TYPE}Content-Transfer-Encoding: {encoding}\n\n".encode() + body


def _last(raw: bytes) -> str:
    (series,) = read_thread((raw,)).series
    (patch,) = series.patches
    return patch.files[0].hunks[0].lines[-1].text


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_a_body_b4_has_decoded_is_read_as_it_is(encoding: str) -> None:
    assert _last(with_true_headers(_mail(encoding, BODY.encode()))) == "a =b0;"


@pytest.mark.parametrize(
    "raw",
    [
        _mail("base64", base64.encodebytes(BODY.encode())),
        _mail("quoted-printable", quopri.encodestring(BODY.encode())),
    ],
    ids=["base64", "quoted-printable"],
)
def test_a_body_that_is_still_encoded_is_left_alone(raw: bytes) -> None:
    assert with_true_headers(raw) == raw
    assert _last(raw) == "a =b0;"


def test_a_multipart_that_b4_has_made_plain() -> None:
    kind = 'MIME-Version: 1.0\nContent-Type: multipart/mixed;\n boundary="xyz"\n'
    raw = f"{HEAD}{kind}\n{BODY}".encode()
    assert _last(with_true_headers(raw)) == "a =b0;"
    whole = f"{HEAD}{kind}\n--xyz\nContent-Type: text/plain\n\n{BODY}\n--xyz--\n".encode()
    assert with_true_headers(whole) == whole


@pytest.mark.parametrize("raw", [b"", b"no header", b"\n\n\n", b"From: a\n" * 3, b"\xff\n\n\xff"])
def test_what_is_no_mail_stays(raw: bytes) -> None:
    assert with_true_headers(raw) == raw
