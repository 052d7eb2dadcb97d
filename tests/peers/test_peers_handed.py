"""The diff as a program gets it: each line at its body line, and no name a shell would read."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.peers.handed import handed, is_plain


def test_each_line_knows_its_body_line() -> None:
    patch = example_patch(
        "Log.\n---\n=== a.c\n@@ int f(void)\n one\n-two\n+three\n=== b.h\n@@\n+x\n"
    )
    lines = handed(patch.files)
    assert [text for text, _ in lines] == [
        "diff --git a/a.c b/a.c", "--- a/a.c", "+++ b/a.c", "@@ -1,2 +1,2 @@ int f(void)",
        " one", "-two", "+three",
        "diff --git a/b.h b/b.h", "--- a/b.h", "+++ b/b.h", "@@ -1,0 +1,1 @@ ", "+x",
    ]  # fmt: skip
    shown = {text: patch.message.line(at) for text, at in lines if text[0] in " -+@"}
    for text, there in shown.items():
        assert text.startswith("@@ ") == there.startswith("@@ ")
        assert text in (there, f"{there} ") or text.startswith(("--- ", "+++ "))


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("drivers/net/a-b_c.c", True),
        ("a+b=c,d@0.dts", True),
        ("-x.c", False),
        ("../a.c", False),
        ("/etc/passwd", False),
        ("a b.c", False),
        ("$(id).c", False),
        ("a;id.c", False),
        ("a`id`.c", False),
        ("a'b.c", False),
        ("\u00e4.c", False),
        (".git/config", False),
    ],
)
def test_a_path_is_handed_over_if_it_is_plain(path: str, plain: bool) -> None:  # noqa: FBT001  a parameter of the table
    assert is_plain(path) == plain
