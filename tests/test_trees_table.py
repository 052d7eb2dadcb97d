"""Which repository is for which series."""

from __future__ import annotations

from pathlib import Path

import pytest

from mails import mail
from reviewbot.errors import UsageError
from reviewbot.thread.series import read_thread
from reviewbot.trees.table import Entry, first_for, table

DIFF = "Why.\n---\n--- a/{0}\n+++ b/{0}\n@@ -1 +1 @@\n-int a;\n+int b;\n"


def chosen(path: str, to: str, *entries: Entry) -> str:
    raw = mail("1", "[PATCH] frob: x", DIFF.format(path)).replace(
        b"Subject", f"To: {to}\nSubject".encode(), 1
    )
    (series,) = read_thread([raw]).series
    return str(first_for(series, entries))


UBOOT = Entry(Path("/u-boot"), lists=("U-Boot@*",))
NET = Entry(Path("/net"), lists=("netdev@*", "bpf@*"), paths=("drivers/net/*", "net/*"))
REST = Entry(Path("/linux"))


@pytest.mark.parametrize(
    ("path", "to", "expected"),
    [
        ("a.c", "u-boot@lists.example.org", "/u-boot"),
        ("a.c", "Ada <ada@example.org>, U-Boot <U-BOOT@lists.example.org>", "/u-boot"),
        ("net/core/a.c", "netdev@example.org", "/net"),
        ("a.c", "netdev@example.org", "/linux"),
        ("net/core/a.c", "ada@example.org", "/linux"),
        ("a.c", "not-u-boot@example.org", "/linux"),
    ],
)
def test_the_first_that_is_for_it(path: str, to: str, expected: str) -> None:
    assert chosen(path, to, UBOOT, NET, REST) == expected


def test_none_is_for_it() -> None:
    assert chosen("a.c", "ada@example.org", UBOOT, NET) == "None"


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "trees.toml"
    path.write_text(
        '[[tree]]\npath = "~/u-boot"\nlists = ["u-boot@*"]\n'
        '[[tree]]\npath = "/net"\npaths = ["net/*"]\n',
        encoding="utf-8",
    )
    assert table(path, Path("/linux")) == (
        Entry(Path.home() / "u-boot", lists=("u-boot@*",)),
        Entry(Path("/net"), paths=("net/*",)),
        REST,
    )
    assert table(None, None) == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("tree = 1", "[tree] is one table; write [[tree]]"),
        ('[tree]\npath = "/x"', "[tree] is one table; write [[tree]]"),
        ("[[list]]", "unknown key 'list'; write [[tree]]"),
        ("[[tree]]", "entry 1 has no path"),
        ("tree = [1]", "entry 1 is not a table"),
        ('[[tree]]\npath = "/x"\nlist = "x"', "entry 1: unknown key 'list'"),
        ('[[tree]]\npath = "/x"\nlists = []', "lists of entry 1 is empty"),
        ('[[tree]]\npath = "/x"\npaths = "a"', "paths of entry 1 is not a list of patterns"),
        ('[[tree]]\npath = "~no-such-user/x"', "~no-such-user/x: no such home directory"),
        ('[[tree]]\npath = "/x\\u0000"', "is not a path"),
        ("[[", "nvalid"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(text: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "trees.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        table(path, None)
    assert str(told.value).startswith(f"{path}: ")
    assert why in str(told.value)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: Is a directory"):
        table(tmp_path, None)
