"""Awkward real messages: each kind is read as it should be, or named as a defect.

The list says what is nasty about each; which are in the archives here decides what is tested.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from reviewbot.fetch.epoch import raw_messages
from reviewbot.thread.mailboxes import addresses
from reviewbot.thread.messages import read_message
from reviewbot.thread.post import read_post
from reviewbot.thread.series import read_thread
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch

_ID = re.compile(rb"^message-id:\s*<?([^>\s]+)", re.IGNORECASE | re.MULTILINE)
_REPLY = re.compile(r"(?i)(?:re|aw|fwd?):")


@dataclass(frozen=True)
class Read:
    """What came of one message; ``kinds`` are those of its defects."""

    message: Message
    post: Patch | None
    kinds: frozenset[str]

    @property
    def diff_is_read_or_named(self) -> bool:
        """A patch has files, or a defect says which of its parts was not read.

        A reply is none, or one that is attached to it; a request to pull is none, whatever is below.
        """
        if read_subject(self.message.subject).is_pull:
            return self.post is None
        if _REPLY.match(self.message.subject):
            return self.post is None or bool(self.message.patch_at and self.post.files)
        return bool(self.post and self.post.files) or bool(
            self.kinds & {"diff", "attachment", "no diff", "flowed"}
        )


def is_cover(read: Read) -> bool:
    """A cover, whose diff is not reviewed as a patch."""
    return read.post is not None and read.post.subject.index == 0 and not read.post.files


def has_clean_paths(read: Read) -> bool:
    """No carriage return is part of a path, nor makes a rename."""
    files = read.post.files if read.post else ()
    return read.diff_is_read_or_named and not any(
        file.path.endswith("\r") or file.is_rename for file in files
    )


def has_binary(read: Read) -> bool:
    """Binary files are files, and the others beside them are read."""
    return read.post is not None and any(file.is_binary for file in read.post.files)


def has_rename(read: Read) -> bool:
    """A rename names both paths; in a reply it is no patch."""
    if _REPLY.match(read.message.subject) and not read.message.patch_at:
        return read.post is None
    return read.post is not None and any(
        file.is_rename and file.old_path != file.new_path for file in read.post.files
    )


def is_no_patch(read: Read) -> bool:
    """Hunks that no file header leads are nobody's patch."""
    return read.post is None


def is_damage_named(read: Read) -> bool:
    """A defect names the broken diff, or there is none after all; a reply is no patch."""
    return read.diff_is_read_or_named and not (
        read.post and not read.post.files and "diff" not in read.kinds
    )


def is_text(read: Read) -> bool:
    """Every byte was understood, or a defect says that some were not."""
    return "charset" in read.kinds or not any("\ufffd" in line for line in read.message.lines)


def has_parents(read: Read) -> bool:
    """Ids are ids, each once."""
    ids = (*read.message.in_reply_to, *read.message.references)
    return all("@" in each and not set(each) & set("<> ") for each in ids) and len(
        set(read.message.in_reply_to)
    ) == len(read.message.in_reply_to)


def has_bounded_people(read: Read) -> bool:
    """The widest list of recipients is read in bounded time and number."""
    return all(len(addresses(value)) <= 200 for value in (read.message.to, read.message.cc))


def is_read(read: Read) -> bool:
    """There is text, or a defect says why not."""
    return bool(read.message.lines) or bool(read.kinds)


# what is nasty (a regex over the list's words) -> what must hold; the first that matches counts
KINDS: tuple[tuple[str, Callable[[Read], bool]], ...] = (
    ("cover letter containing a diff", is_cover),
    ("CRLF", has_clean_paths),
    ("diff contains binary", has_binary),
    ("diff contains rename", has_rename),
    ("no file header|without a file header|orphan hunk", is_no_patch),
    ("attachment|octet-stream|x-patch part", lambda read: read.diff_is_read_or_named),
    ("charset|CharsetDecodeDefect|encoded-word|BODY:", is_text),
    ("UnidiffParseError|unidiff DIFF", is_damage_named),
    ("base64 body|flowed|NBSP|FF/VT|diff --git|combined", lambda r: r.diff_is_read_or_named),
    ("in-reply-to|references|IRT:", has_parents),
    ("huge (?:to|cc)|group syntax|duplicate header cc|AddressHeader", has_bounded_people),
    ("", is_read),
)


@pytest.fixture(scope="module")
def awkward(shared: Path) -> list[tuple[str, str, bytes]]:
    """Message-id, what is nasty, and the raw message, of each that is in an archive here."""
    listed: dict[str, list[str]] = {}
    table = (shared / "data" / "awkward-messages.tsv").read_text(encoding="utf-8")
    for row in table.split("\n")[1:]:
        if row:
            message_id, _, nasty = row.split("\t")
            listed.setdefault(message_id, []).append(nasty)
    return [
        (message_id, nasty, raw)
        for name in ("linux-modules", "live-patching", "linux-watchdog")
        for raw in raw_messages(shared / "archive" / f"{name}.bundle")
        if (found := _ID.search(raw)) and (message_id := found[1].decode("latin-1")) in listed
        for nasty in listed[message_id]
    ]


def outcome(raw: bytes) -> Read:
    message, faults = read_message(raw)
    post, broken = read_post(message)
    return Read(message, post, frozenset(defect.kind for defect in (*faults, *broken)))


def expected(nasty: str) -> Callable[[Read], bool]:
    return next(holds for pattern, holds in KINDS if re.search(pattern, nasty))


@pytest.mark.shared
def test_awkward_messages_are_read_or_named(awkward: list[tuple[str, str, bytes]]) -> None:
    wrong = [
        (message_id, nasty)
        for message_id, nasty, raw in awkward
        if not expected(nasty)(outcome(raw))
    ]
    assert wrong == []


@pytest.mark.shared
def test_the_table_is_about_something(awkward: list[tuple[str, str, bytes]]) -> None:
    assert len({message_id for message_id, _, _ in awkward}) >= 151
    used = {expected(nasty) for _, nasty, _ in awkward}
    assert used == {holds for _, holds in KINDS}


@pytest.mark.shared
def test_one_id_with_two_bodies_is_named(awkward: list[tuple[str, str, bytes]]) -> None:
    raws = [raw for _, nasty, raw in awkward if nasty.startswith("duplicate message-id")]
    thread = read_thread(raws)
    ids = {message.message_id for message in thread.messages}
    assert len(ids) == len(thread.messages)
    bodies = {
        id_: {tuple(outcome(raw).message.lines) for raw in raws if id_.encode() in raw}
        for id_ in ids
    }
    named = {defect.message_id for defect in thread.defects if defect.kind == "duplicate"}
    assert named == {id_ for id_, different in bodies.items() if len(different) > 1}
    assert named
