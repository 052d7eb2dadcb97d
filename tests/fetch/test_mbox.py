"""Files, maildirs and pipes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import mails
from loopback import gzipped, mail, mbox, mbox_gz
from reviewbot.errors import SourceError, UsageError
from reviewbot.fetch import mbox as module
from reviewbot.fetch.limits import DEFAULT_LIMITS, Limits
from reviewbot.fetch.mbox import _listed, messages_in, read_path, read_stream
from reviewbot.fetch.source import fetch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST, SECOND, THIRD = (mail(f"{number}@example.org") for number in (1, 2, 3))
SMALL = Limits(size=1000, messages=3, lines=100)


def failure(path: Path, limits: Limits = SMALL) -> str:
    with pytest.raises(SourceError) as raised:
        read_path(path, limits)
    assert raised.value.exit_code == 3
    return str(raised.value)


def saved(folder: Path, data: bytes) -> Path:
    path = folder / "x"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "messages"),
    [
        (mbox(FIRST, SECOND), (FIRST, SECOND)),
        (mbox_gz(FIRST, SECOND), (FIRST, SECOND)),
        (gzipped(mbox(FIRST)) + gzipped(mbox(SECOND)), (FIRST, SECOND)),
        (FIRST, (FIRST,)),
        (gzipped(FIRST), (FIRST,)),
        (FIRST.replace(b"\n", b"\r\n"), (FIRST.replace(b"\n", b"\r\n"),)),
        (b"X-Only: a header", (b"X-Only: a header",)),
        (FIRST + SECOND, (FIRST, SECOND)),
        (gzipped(FIRST + b"\n" + SECOND), (FIRST, SECOND)),
        (b"\n\n" + mbox(FIRST, SECOND), (FIRST, SECOND)),
        (b"\xef\xbb\xbf" + mbox(FIRST, SECOND), (FIRST, SECOND)),
        (b" \t\r\n\n\xef\xbb\xbf\r\n" + FIRST, (FIRST,)),
        (gzipped(b"\xef\xbb\xbf\n" + FIRST), (FIRST,)),
        (mbox(FIRST, SECOND).replace(b"\n", b"\r\n"), (FIRST, SECOND)),
        (b"\xef\xbb\xbf\r\n" + mbox(FIRST, SECOND).replace(b"\n", b"\r\n"), (FIRST, SECOND)),
    ],
    ids=[
        "mbox",
        "mbox.gz",
        "members",
        "eml",
        "eml.gz",
        "crlf eml",
        "header",
        "two eml",
        "two eml.gz",
        "empty lines",
        "byte order mark",
        "eml below both",
        "eml.gz below both",
        "crlf mbox",
        "crlf mbox below both",
    ],
)
def test_a_file(data: bytes, messages: tuple[bytes, ...], tmp_path: Path) -> None:
    assert read_path(saved(tmp_path, data), SMALL) == messages
    assert read_stream(io.BytesIO(data), "standard input", SMALL) == messages


def test_a_quoted_from_in_a_single_mail_stays_as_it_is(tmp_path: Path) -> None:
    raw = mail("1@example.org", ">From here\nFrom x@example.org Thu Jan  1 00:00:00 1970\n")
    assert read_path(saved(tmp_path, raw), SMALL) == (raw,)


@pytest.mark.parametrize(
    ("separator", "between"),
    [("--x--", "--x--"), ("\\n--x--\\n", "\n--x--\n"), ("\\t-ß-\\n", "\t-ß-\n")],
)
def test_what_is_between_mails_can_be_told(separator: str, between: str) -> None:
    """As with b4, whose ``--stdin-pipe-sep`` takes the escapes of mutt's ``$pipe_sep``."""
    first, second = (b"X-Number: %d" % number for number in (1, 2))
    data = between.encode().join([b"", first, second, b"", b"\n"])
    assert read_stream(io.BytesIO(data), "it", SMALL, separator) == (first, second)


def test_a_separator_that_is_told_is_the_only_one() -> None:
    reply = mail("1@example.org", f"It says:\n\n{SECOND.decode()}")
    data = reply + b"--x--" + FIRST + b"X\n\n" + SECOND + b"--x--" + mbox(THIRD, SECOND)
    pieces = (reply, FIRST + b"X\n\n" + SECOND, THIRD, SECOND)
    assert read_stream(io.BytesIO(data), "it", Limits(), "--x--") == pieces


def test_a_separator_that_is_nowhere_does_no_harm() -> None:
    assert read_stream(io.BytesIO(FIRST + SECOND), "it", SMALL, "--x--") == (FIRST, SECOND)


def test_a_separator_that_means_nothing() -> None:
    with pytest.raises(UsageError, match=r"^\\x has an unknown escape$"):
        read_stream(io.BytesIO(FIRST), "it", SMALL, "\\x")


def test_more_mails_than_allowed_between_separators() -> None:
    data = b"--x--".join([b"X: y\n"] * 5)
    with pytest.raises(SourceError, match=r"^it has over 3 messages; give the mails of a thread$"):
        read_stream(io.BytesIO(data), "it", SMALL, "--x--")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "{} is empty"),
        (b"\xef\xbb\xbf\n", "{} is empty"),
        (FIRST * 4, "{} has over 3 messages; give the mails of a thread"),
        (b"\n \n", "{} is empty"),
        (gzipped(b""), "{} is empty"),
        (b"diff --git a/x b/x\n", "{} is not a mail or an mbox (it does not begin with a header)"),
        (b"\nHello.\n", "{} is not a mail or an mbox (it does not begin with a header)"),
        (b"\x89PNG\r\n", "{} is not a mail or an mbox (it does not begin with a header)"),
        (b"From a@example.org Thu Jan  1 00:00:00 1970\n", "{} has no message in it"),
        (mbox_gz(FIRST)[:-12], "{} is a gzip file that is cut off"),
        (b"\x1f\x8bnonsense", "{} is a damaged gzip file"),
        (mbox_gz(FIRST)[:-8] + b"\1\2\3\4\5\6\7\0", "{} is a damaged gzip file"),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\3\xff\xff\xff\xff", "{} is a damaged gzip file"),
        (b"X: y\n" * 201, "{} is over 1000 bytes"),
        (gzipped(bytes(1 << 26))[:1000], "{} is over 1000 bytes"),
        (gzipped(bytes(2000)), "{} is over 1000 bytes"),
        (mbox(b"X: y\n" * 2) * 4, "{} has over 3 messages; give the mails of a thread"),
        (mbox(b"X: y\n" + b"\n" * 100), "{} has over 100 lines"),
    ],
)
def test_a_file_that_cannot_be_used(data: bytes, sentence: str, tmp_path: Path) -> None:
    path = saved(tmp_path, data)
    assert failure(path) == sentence.format(path)
    with pytest.raises(SourceError) as raised:
        read_stream(io.BytesIO(data), "standard input", SMALL)
    assert str(raised.value) == sentence.format("standard input")


def test_what_is_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert failure(pipe) == (f"{pipe} is a pipe, not a file; pipe it in and give - as the source")
    assert failure(module_path := tmp_path / "gone") == (
        f"cannot read {module_path}: No such file or directory"
    )
    assert failure(loop) == f"cannot read {loop}: Too many levels of symbolic links"


def test_a_device_is_not_read(tmp_path: Path) -> None:
    zero = tmp_path / "zero"
    zero.symlink_to("/dev/zero")
    assert failure(zero) == f"{zero} is neither a file nor a maildir"


@pytest.fixture
def nobody() -> Iterator[None]:
    """Not root, who may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("locked", ["folder", "folder/file"])
def test_without_permission(locked: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    (tmp_path / "folder").mkdir()
    path = tmp_path / "folder" / "file"
    path.write_bytes(FIRST)
    (tmp_path / locked).chmod(0)
    request.getfixturevalue("nobody")
    assert failure(path) == f"cannot read {path}: Permission denied"
    with pytest.raises(SourceError, match=r"Permission denied$"):
        fetch(str(path), stdin=io.BytesIO(), progress=print)


def test_a_name_with_control_characters_is_shown_without(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\nb"
    path.write_bytes(b"")
    assert failure(path) == f"{tmp_path}/a?[31m?b is empty"


def maildir(folder: Path, **messages: bytes) -> Path:
    """``new_1=...`` becomes ``new/1``."""
    for name, data in messages.items():
        kept, _, unique = name.partition("_")
        (folder / kept).mkdir(exist_ok=True)
        (folder / kept / unique).write_bytes(data)
    return folder


def test_a_maildir_in_order_of_delivery(tmp_path: Path) -> None:
    maildir(tmp_path, new_13=THIRD, cur_11=FIRST, tmp_10=b"half", new_14=b"")
    (tmp_path / "cur" / "12:2,S").write_bytes(SECOND)
    (tmp_path / "cur" / ".hidden").write_bytes(SECOND)
    (tmp_path / "cur" / "folder").mkdir()
    assert read_path(tmp_path, Limits()) == (FIRST, SECOND, THIRD)


def test_a_message_listed_in_both_folders_is_read_once(tmp_path: Path) -> None:
    maildir(tmp_path, new_11=FIRST)
    (tmp_path / "cur").mkdir()
    (tmp_path / "cur" / "11:2,S").write_bytes(FIRST)
    assert read_path(tmp_path, SMALL) == (FIRST,)


def test_a_maildir_with_only_one_of_the_folders(tmp_path: Path) -> None:
    assert read_path(maildir(tmp_path, cur_11=FIRST), SMALL) == (FIRST,)


def test_a_directory_that_is_no_maildir(tmp_path: Path) -> None:
    assert failure(tmp_path) == (
        f"{tmp_path} is a directory but no maildir (no cur/ or new/ in it)"
    )


def test_an_empty_maildir(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert failure(tmp_path) == f"{tmp_path} is an empty maildir"


def test_a_maildir_over_the_limits(tmp_path: Path) -> None:
    maildir(tmp_path, cur_1=FIRST, cur_2=SECOND, new_3=THIRD)
    assert failure(tmp_path, Limits(size=200)) == f"{tmp_path} is over 200 bytes"
    assert failure(tmp_path, Limits(messages=2)) == (
        f"{tmp_path} has over 2 messages; give a thread's mails"
    )


def test_a_pipe_in_a_maildir_is_not_waited_for(tmp_path: Path) -> None:
    maildir(tmp_path, cur_1=FIRST)
    os.mkfifo(tmp_path / "cur" / "2")
    assert "is a pipe, not a file" in failure(tmp_path)


def test_a_message_that_is_moved_while_we_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maildir(tmp_path, new_1=FIRST, cur_2=SECOND)

    def then_moved(folders: list[Path]) -> list[Path]:
        files = _listed(folders)
        if (tmp_path / "new" / "1").exists():
            (tmp_path / "new" / "1").rename(tmp_path / "cur" / "1:2,S")
        return files

    monkeypatch.setattr(module, "_listed", then_moved)
    assert read_path(tmp_path, SMALL) == (FIRST, SECOND)


def test_a_maildir_that_never_rests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maildir(tmp_path, cur_1=FIRST)
    monkeypatch.setattr(module, "_listed", lambda _: [tmp_path / "cur" / "gone"])
    assert failure(tmp_path) == f"{tmp_path} changes while it is read; try again"


def test_a_terminal_is_not_waited_for() -> None:
    class Terminal(io.BytesIO):
        def isatty(self) -> bool:
            return True

    with pytest.raises(UsageError, match=r"^nothing is piped into standard input$"):
        read_stream(Terminal(), "standard input", SMALL)


def test_a_pipe_that_cannot_be_read(tmp_path: Path) -> None:
    class Directory(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            raise IsADirectoryError(21, "Is a directory", str(tmp_path))

    with pytest.raises(SourceError, match=r"^cannot read standard input: Is a directory$"):
        read_stream(Directory(), "standard input", SMALL)


def test_a_single_mail_needs_neither_b4_nor_liblore(tmp_path: Path) -> None:
    program = (
        "import io, pathlib, sys\n"
        "from reviewbot.fetch.source import fetch\n"
        f"fetch({str(saved(tmp_path, FIRST))!r}, stdin=io.BytesIO(), progress=print)\n"
        "print({'b4', 'liblore', 'requests'} & set(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"set()\n"


@given(st.lists(mails(), max_size=4), st.sampled_from([b"", b"\n", b"From a\n", b"\xef\xbb\xbf"]))
def test_any_mails_are_taken_apart_or_refused_in_a_sentence(raws: list[bytes], top: bytes) -> None:
    why = ""
    try:
        found = messages_in(top + b"\n".join(raws), "x", DEFAULT_LIMITS)
    except SourceError as error:
        found, why = (), str(error)
    assert all(found)
    assert "cannot be taken apart" not in why


def test_what_the_splitting_raises_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: bytes) -> tuple[bytes, ...]:
        raise RecursionError

    monkeypatch.setattr(module, "split_mails", broken)
    assert failure(saved(tmp_path, FIRST)).endswith("x cannot be taken apart: RecursionError")
