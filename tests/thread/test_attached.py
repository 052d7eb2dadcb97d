"""Which attachment becomes part of the body."""

from __future__ import annotations

import pytest

from reviewbot.thread.attached import Attachment, attached_patch, decode

DIFF = ("--- a/frob.c", "+++ b/frob.c", "@@ -1 +1 @@", "-int a;", "+int b;")
PATCH = Attachment("0001-frob.patch", "application/octet-stream", DIFF)


def test_the_only_patch_is_added() -> None:
    log = Attachment("dmesg.txt", "text/plain", ("[    0.000000] frob",))
    assert attached_patch(["See attached."], [log, PATCH], is_reply=False) == (DIFF, ())


@pytest.mark.parametrize("kind", ["text/x-patch", "text/x-diff", "application/x-patch"])
def test_its_type_can_tell_it(kind: str) -> None:
    assert attached_patch([], [Attachment("", kind, DIFF)], is_reply=False) == (DIFF, ())


@pytest.mark.parametrize(
    ("body", "attachments", "sentences"),
    [
        (DIFF, [PATCH], ["'0001-frob.patch' is not reviewed: the mail itself has a patch"]),
        (
            [],
            [PATCH, PATCH],
            [
                "'0001-frob.patch' is not reviewed: 2 patches are attached, and only one would be read"
            ]
            * 2,
        ),
        ([], [Attachment("a.diff", "", None)], ["'a.diff' is not reviewed: it is not text"]),
        (
            [],
            [Attachment("a.patch", "", ("x",))],
            ["'a.patch' is not reviewed: there is no diff in it"],
        ),
        (
            [],
            [Attachment("a.txt", "text/plain", DIFF)],
            ["'a.txt' is not reviewed: it is not named as a patch"],
        ),
        ([], [Attachment("signature.asc", "application/pgp-signature", ("x",))], []),
    ],
)
def test_what_is_not_read_is_named(
    body: list[str], attachments: list[Attachment], sentences: list[str]
) -> None:
    added, unread = attached_patch(body, attachments, is_reply=False)
    assert added == ()
    assert unread == tuple(f"the attached {sentence}" for sentence in sentences)


def test_nothing_is_added_to_what_a_replier_says() -> None:
    nameless = Attachment("", "text/x-patch", DIFF)
    added, unread = attached_patch(["Try this:"], [nameless], is_reply=True)
    assert added == ()
    assert unread == (
        "the attached patch is not reviewed: it came with a reply, without a title and not signed",
    )


@pytest.mark.parametrize("above", ["Subject: [PATCH] frob: go", "Signed-off-by: A <a@example.org>"])
def test_a_whole_patch_in_a_reply_is_a_patch(above: str) -> None:
    whole = Attachment("0001-frob.patch", "text/x-patch", (above, "---", *DIFF))
    assert attached_patch(["Better so:"], [whole], is_reply=True) == (whole.lines, ())
    below = Attachment("0001-frob.patch", "text/x-patch", (*DIFF, "-- ", above))
    assert attached_patch(["Better so:"], [below], is_reply=True)[0] == ()
    assert attached_patch(DIFF, [whole], is_reply=True)[0] == ()


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        (b"plain", "us-ascii", "plain"),
        ("Grüße".encode(), "us-ascii", "Grüße"),
        ("Grüße".encode("latin-1"), "iso-8859-1", "Grüße"),
        ("Grüße".encode(), "no-such-charset", "Grüße"),
        ("Grüße".encode("latin-1"), "utf-8", None),
        (b"\x7fELF\0\0", "utf-8", None),
        ("int a;".encode("utf-16"), "utf-8", None),
    ],
)
def test_text_or_not(content: bytes, charset: str, text: str | None) -> None:
    assert decode(content, charset) == text
