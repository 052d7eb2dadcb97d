"""Readers of what strangers wrote answer, whatever it is."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import mailparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reviewbot.context.yaml
import reviewbot.thread
import reviewbot.watch
from hostile import BODY, NASTY, lines, mails, poison
from reviewbot.model.mail import Address
from reviewbot.thread.align import Text
from reviewbot.thread.body import read_body
from reviewbot.thread.border import READERS, BeyondError, attempt, reader
from reviewbot.thread.charset import known_charset
from reviewbot.thread.diff import find_diff, read_diff
from reviewbot.thread.flowed import unflow
from reviewbot.thread.headers import read_date
from reviewbot.thread.mailboxes import addresses
from reviewbot.thread.messages import read_head, read_message
from reviewbot.thread.post import read_post
from reviewbot.thread.prior import PriorIndex
from reviewbot.thread.quoting import own_spans, read_lines
from reviewbot.thread.series import read_thread
from reviewbot.thread.shortlog import shortlog
from reviewbot.thread.subject import read_subject
from reviewbot.thread.together import together
from reviewbot.thread.unquote import DEEPEST, unquote
from reviewbot.thread.wanted import wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.mail import Message

for package in (reviewbot.context.yaml, reviewbot.thread, reviewbot.watch):
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)


def texts_of(message: Message) -> Iterator[str]:
    yield from (message.message_id, message.subject, message.author.name, message.author.email)
    yield from (message.to, message.cc, message.reply_to)
    yield from (*message.in_reply_to, *message.references, *message.lines)


def read_whole(raws: list[bytes]) -> None:
    """All that is read of a thread before a check sees it; what comes of it can be written out."""
    together([read_head(raw) for raw in raws])
    thread = read_thread(raws)
    for message in thread.messages:
        "".join(texts_of(message)).encode()
        read_post(message)
        list(own_spans(read_lines(message)))
        wanted(thread, message.message_id)
        for value in (message.to, message.cc, message.reply_to):
            repr(addresses(value)).encode()
    prior = PriorIndex(thread).of
    for series in thread.series:
        prior(series)


@pytest.mark.parametrize("raw", NASTY.values(), ids=NASTY.keys())
def test_a_nasty_mail_is_read_to_its_end(raw: bytes) -> None:
    read_whole([raw])
    read_whole([poison(b"Message-ID: <good@example.org>"), raw])


@pytest.mark.slow
@settings(max_examples=150)
@given(st.lists(mails(), min_size=1, max_size=3))
def test_any_thread_is_read_to_its_end(raws: list[bytes]) -> None:
    read_whole(raws)


@settings(max_examples=150)
@given(lines())
def test_any_lines_are_read_to_their_end(text: list[str]) -> None:
    read_diff(text, find_diff(text))
    read_body(text)
    shortlog(text)
    unflow(text)
    unflow(text, delsp=True)
    for depth in range(1, DEEPEST + 1):
        unquote(text, depth)
    for line in text:
        read_subject(line)
        read_date(line)
        addresses(line)
        known_charset(line)


def message_of(raw: bytes) -> Message:
    return read_message(raw)[0]


REPLY = message_of(NASTY["quoted-stat-digits"])
POST = read_post(message_of(poison()))[0]
# for each reader what it is given here besides what the tests above bring it
ARGUMENTS: dict[str, tuple[tuple[object, ...], ...]] = {
    "reviewbot.context.yaml.compose.compose": tuple(
        (text,) for text in (b"[" * 9000, b"\xff", b"a: *b", b"!<", b"? " * 9000, b"%TAG", b"&a")
    ),
    "reviewbot.thread.messages.read_message": tuple((raw,) for raw in NASTY.values()),
    "reviewbot.thread.messages.read_head": tuple((raw,) for raw in NASTY.values()),
    "reviewbot.thread.mailboxes.addresses": (("(" * 9000,), ("a:" * 9000,), ("\ud800 <a@b>", 1)),
    "reviewbot.thread.headers.read_date": (("Fri, 31 Dec 9999 23:59:59 -2359",), ("(" * 9000,)),
    "reviewbot.thread.post.read_post": tuple((message_of(raw),) for raw in NASTY.values()),
    "reviewbot.thread.unquote._quoted_patch": ((REPLY, 1, "lost@example.org"), (REPLY, 4, "")),
    "reviewbot.thread.replies._reply": ((REPLY, "", POST, Text.of(("",)), None),),
    "reviewbot.watch.state._date": ((2.5e11,), (float("inf"),), (float("nan"),), (-1e18,)),
}


def test_no_reader_lets_an_exception_through() -> None:
    assert set(READERS) == set(ARGUMENTS), "each reader is tried with what is nasty to it"
    for name, calls in ARGUMENTS.items():
        for arguments in calls:
            READERS[name](*arguments)


@pytest.mark.parametrize("error", [RecursionError, MemoryError, AttributeError, UnicodeError])
def test_what_the_libraries_raise_is_a_defect_and_the_rest_is_read(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(mailparser, "MailParser", broken)
    message, defects = read_message(poison(b"Content-Type: multipart/mixed; boundary=b"))
    assert (message.message_id, message.subject) == ("poison@example.org", "[PATCH] frob: poison")
    assert message.author == Address("Eve", "eve@example.org")
    assert [(each.kind, each.detail) for each in defects] == [
        ("unreadable", f"its body cannot be read: {error.__name__}")
    ]


def test_a_reader_says_what_it_answers_instead() -> None:
    def lost(error: Exception, text: str, /) -> int:
        return -len(text) if isinstance(error, ValueError) else 0

    @reader(lost)
    def number(text: str, /) -> int:
        return int(text)

    try:
        assert [number("12"), number("none")] == [12, -4]
        assert READERS.pop(f"{__name__}.{number.__qualname__}") is number
    finally:
        READERS.pop(f"{__name__}.{number.__qualname__}", None)


def test_an_interrupt_is_no_answer() -> None:
    def stopped() -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempt(stopped, lambda _: 0)
    assert BeyondError("kind", "sentence").kind == "kind"


def test_of_addresses_that_cannot_be_read_together_the_others_are() -> None:
    value = f"Ann <ann@example.org>, {'(' * 2000}, Bob <bob@example.org>"
    assert [each.email for each in addresses(value)] == ["ann@example.org", "bob@example.org"]


def test_a_patch_is_read_whatever_its_headers_are() -> None:
    for name in (
        "date-year-10000",
        "from-comments",
        "cc-comments",
        "charset*-latin1",
        "id-endless",
    ):
        raw = NASTY.get(name) or poison(b"Content-Type: text/plain; charset*=utf-8''latin1")
        post, defects = read_post(message_of(raw))
        assert post is not None
        assert [file.path for file in post.files] == ["drivers/misc/frob.c"]
        assert defects == ()
    assert message_of(NASTY["date-year-10000"]).date is None
    assert BODY.decode().startswith(message_of(NASTY["cc-comments"]).line(1))


def test_a_charset_by_rfc_2231_is_the_charset() -> None:
    kind = b"Content-Type: text/plain; format=flowed; charset*=utf-8''latin1"
    message, defects = read_message(poison(kind, body=b"Gr\xfc\xdfe\n"))
    assert (message.lines, defects) == (("Grüße",), ())


def test_a_hunk_with_endless_numbers_is_a_defect_that_names_it() -> None:
    (defect,) = read_thread([NASTY["hunk-digits"]]).defects
    assert (defect.kind, defect.message_id) == ("diff", "poison@example.org")
    assert "not a hunk header" in defect.detail


def broken(*_: object, **_named: object) -> object:
    raise RecursionError


GOOD = poison(b"Message-ID: <good@example.org>")
NOT_READ = "cannot be read: RecursionError"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("messages.split", f"it {NOT_READ}"),
        ("messages.decoded", f"its subject {NOT_READ}"),
        ("messages.mailbox", f"its sender {NOT_READ}"),
        ("messages.author_of", f"its author {NOT_READ}"),
        ("messages.body_lines", f"its body {NOT_READ}"),
        ("post.read_diff", f"its patch {NOT_READ}"),
        ("series.assemble", "which mails are one series cannot be told: RecursionError"),
        (
            "unquote.unquote",
            f"the patch lost@example.org is not here, and its quote {NOT_READ}",
        ),
    ],
)
def test_what_breaks_in_reading_is_named_with_its_mail(
    part: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"reviewbot.thread.{part}", broken)
    thread = read_thread([GOOD, NASTY["quoted-stat-digits"]])
    assert said in [defect.detail for defect in thread.defects]
    assert all(defect.message_id for defect in thread.defects)
    assert len(thread.messages) == 2


@pytest.mark.parametrize("part", ["mailboxes.unfolded", "messages.split", "replies.read_lines"])
def test_what_breaks_elsewhere_is_left_out(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = poison(
        b"Message-ID: <said@example.org>", b"In-Reply-To: <good@example.org>",
        subject=b"Re: [PATCH] frob: poison", body=b"> +\treturn notifier_from_errno(0);\n\nWhy?\n",
    )  # fmt: skip
    thread = read_thread([GOOD, reply])
    (series,) = thread.series
    assert len(PriorIndex(thread).of(series).comments) in (0, 1)
    monkeypatch.setattr(f"reviewbot.thread.{part}", broken)
    if part == "replies.read_lines":
        assert PriorIndex(thread).of(series).comments == ()
    elif part == "messages.split":
        assert read_head(GOOD).message_id
    else:
        assert addresses("Ann <ann@example.org>") == ()
