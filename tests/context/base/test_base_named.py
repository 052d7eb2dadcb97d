"""What mails say of their base."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mails import COVER, DIFF, mail
from reviewbot.context.base.files import MOST, Before, files_before
from reviewbot.context.base.named import Named, named
from reviewbot.thread.series import read_thread

if TYPE_CHECKING:
    from reviewbot.model.series import Series

ID = "0123456789abcdef0123456789abcdef01234567"
OTHER = ID[::-1]


def series(*mails: bytes) -> Series:
    (found,) = read_thread(mails).series
    return found


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", Named()),
        (f"base-commit: {ID}\n", Named(ID)),
        (f"base-commit: {ID[:12]} (v6.12-rc1)\n", Named(ID[:12])),
        (f"base-commit: {ID}\nprerequisite-patch-id: {OTHER}\n", Named(ID, (OTHER,))),
        (
            f"base-commit: {ID}\n{f'prerequisite-patch-id: {OTHER}{chr(10)}' * 3}",
            Named(ID, (OTHER,)),
        ),
        (f"prerequisite-patch-id: {OTHER}\n", Named()),
        (f" base-commit: {ID}\n+base-commit: {ID}\n> base-commit: {ID}\n", Named()),
        ("base-commit:\n", Named()),
        ("base-commit: --output=x\n", Named()),
        ("base-commit: HEAD\n", Named()),
        ("base-commit: v6.12\n", Named()),
        (f"base-commit: {ID[:6]}\n", Named()),
        (f"base-commit: {ID}^{{tree}}\n", Named()),
        (f"base-commit: {ID}..{OTHER}\n", Named()),
        (f"base-commit: {ID * 2}\n", Named()),
        (f"base-commit: HEAD\nbase-commit: {ID}\n", Named(ID)),
    ],
)
def test_of_a_patch(lines: str, expected: Named) -> None:
    assert (
        named(series(mail("1", "[PATCH] frob: x", f"{DIFF}\n-- \n2.47.0\n\n{lines}"))) == expected
    )


def test_of_a_cover_before_its_patches() -> None:
    mails = (
        mail("0", "[PATCH 0/2] frob: Listen", f"{COVER}\nbase-commit: {ID}\n"),
        mail("1", "[PATCH 1/2] frob: one", f"{DIFF}\nbase-commit: {OTHER}\n", to="0"),
        mail("2", "[PATCH 2/2] frob: two", to="0"),
    )
    assert named(series(*mails)) == Named(ID)
    assert named(series(*mails[1:])) == Named(OTHER)


def diff(old: str, new: str, blobs: str, hunk: str = "@@ -1 +1 @@\n-int a;\n+int b;\n") -> str:
    a, b = f"a/{old}" if old else "/dev/null", f"b/{new}" if new else "/dev/null"
    path = new or old
    kind = "" if old and new else "new file mode 100644\n" if new else "deleted file mode 100644\n"
    return f"diff --git a/{old or path} b/{path}\n{kind}index {blobs}\n--- {a}\n+++ {b}\n{hunk}"


def test_files_are_as_the_first_patch_to_each_found_them() -> None:
    made = "@@ -0,0 +1 @@\n+int new;\n"
    first = diff("a.c", "a.c", "1111111..2222222") + diff("", "new.c", "0000000..3333333", made)
    second = diff("a.c", "a.c", "2222222..4444444") + diff("new.c", "new.c", "3333333..5555555")
    third = diff("b.c", "b.c", "666666..777777") + diff("../x.c", "../x.c", "8888888..9999999")
    one = series(
        mail("1", "[PATCH 1/3] frob: one", f"Why.\n---\n{first}"),
        mail("2", "[PATCH 2/3] frob: two", f"Why.\n---\n{second}", to="1"),
        mail("3", "[PATCH 3/3] frob: three", f"Why.\n---\n{third}", to="1"),
    )
    assert files_before(one) == (Before("a.c", "1111111"), Before("new.c", ""), Before("b.c", None))


def test_of_many_files_some_are_enough() -> None:
    body = "".join(diff(f"{n}.c", f"{n}.c", f"{n:07}..2222222") for n in range(1, 4 * MOST))
    assert len(files_before(series(mail("1", "[PATCH] frob: x", f"Why.\n---\n{body}")))) == MOST
