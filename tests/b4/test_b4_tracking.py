"""What b4 keeps of a series, and what it cannot be trusted with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reviewbot.b4.tracking import ADDRESS, MARKER, Tracking, mails, of_branch, parse
from reviewbot.errors import SourceError, UsageError
from trees import git, make

if TYPE_CHECKING:
    from pathlib import Path

OID = "0123456789" * 4


def _head(message_id: str) -> dict[str, object]:
    return {"header-info": {"msgid": message_id}}


def test_what_is_read() -> None:
    ours = {"comments": [{"text": "Nit: a."}, {"text": "Nit: b."}], "note": "Nit: c."}
    document = {
        "series": {
            **_head("cover@example.org"),
            "base-commit": "f" * 40,
            "first-patch-commit": OID,
            "thread-blob": OID,
        },
        "patches": [
            _head("1@example.org"),
            {**_head("2@example.org"), "reviews": {ADDRESS: ours, "x@example.org": ours}},
        ],
    }
    assert parse(json.dumps(document)) == Tracking(
        message_id="cover@example.org",
        patches=("1@example.org", "2@example.org"),
        base=f"{OID}^",
        thread=OID,
        said={0: "", 1: "", 2: "Nit: a.\n\nNit: b.\n\nNit: c."},
    )


def test_without_a_cover_the_first_patch_stands_for_the_series() -> None:
    told = parse(json.dumps({"series": {"base-commit": OID}, "patches": [_head("1@example.org")]}))
    assert told
    assert (told.message_id, told.base) == ("1@example.org", OID)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"series": 1, "patches": 2}',
        '{"patches": [[], null]}',
        "[" * 99999,
    ],
)
def test_what_is_no_document(text: str) -> None:
    assert parse(text) is None


def test_no_option_of_gits_is_taken_for_a_commit() -> None:
    series = {**_head("1@example.org"), "base-commit": "--output=x", "thread-blob": "HEAD:x"}
    told = parse(json.dumps({"series": series, "patches": []}))
    assert told
    assert (told.base, told.thread) == ("", "")


def test_only_a_review_branch_will_do(tmp_path: Path) -> None:
    where = make(tmp_path / "tree", {"a.c": "int a;\n"}, "--initial-branch=main")
    with pytest.raises(UsageError, match=r"is on main$"):
        of_branch(where)
    git(where, "checkout", "--quiet", "-b", "b4/review/frob")
    with pytest.raises(SourceError, match="is not a b4 tracking commit"):
        of_branch(where)
    text = json.dumps({"series": _head("1@example.org"), "patches": []})
    message = f"Cover\n\n{MARKER}\n# a remark\n{text}\n"
    git(where, "commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "--message", message)
    tip, told = of_branch(where)
    assert tip == git(where, "rev-parse", "HEAD").strip()
    assert told.message_id == "1@example.org"
    git(where, "checkout", "--quiet", "--detach")
    with pytest.raises(UsageError, match=r"is on no branch$"):
        of_branch(where)


def test_a_thread_that_is_gone_is_none(tmp_path: Path) -> None:
    where = make(tmp_path / "tree", {"a.c": "int a;\n"})
    assert mails(where, Tracking("1@example.org", (), thread=OID)) == ()
    assert mails(tmp_path, Tracking("1@example.org", (), thread=OID)) == ()
