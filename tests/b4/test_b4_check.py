"""``reviewbot b4-check`` as b4 0.16 runs it, by b4's own functions."""

from __future__ import annotations

import base64
import json
import quopri
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from loopback import mbox as mbox_of
from loopback import mbox_gz, serving
from realb4 import b4, posted, take
from reviewbot.b4.check import answer
from reviewbot.b4.tracking import Tracking
from reviewbot.errors import UsageError
from reviewbot.fetch.mboxrd import split_mbox
from trees import commit, git

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

FIRST = ["log.wrapped_url", "notifier.errno_zero"]
SECOND = ["switch.redundant_case", "switch.redundant_case"]

_SCRIPT = """
    pairs = [(m["message-id"].strip("<> "), m)
             for m in liblore.utils.split_mbox(open(given["mbox"], "rb").read())]
    command = given["python"] + " -m reviewbot b4-check"
    env = {}
    if given["tracked"]:
        _, tracking = b4.review.load_tracking(top, "b4/review/frob")
        env["B4_TRACKING_FILE"] = given["tracked"]
        json.dump(tracking, open(given["tracked"], "w"))
    checks = b4.review.checks
    patches = checks.run_perpatch_checks(pairs[1:], [command], top, extra_env=env)
    series = checks.run_series_checks(pairs[0], [command + " --series"], top, extra_env=env)
    db = checks.get_db()
    for message_id, rows in [*patches.items(), (pairs[0][0], series)]:
        checks.store_results(db, message_id, rows)
    kept = checks.get_cached_results(db, [message_id for message_id, _ in pairs])
    result = [kept.get(message_id) for message_id, _ in pairs]
"""


def _rows(where: Path, mbox: Path, *, tracked: bool) -> list[dict[str, str]]:
    """The one row b4 keeps of each mail: of the cover, then of the patches."""
    file = where.parent / "tracking.json" if tracked else ""
    kept = b4(where, _SCRIPT, mbox=mbox, python=sys.executable, tracked=file)
    assert [len(rows) for rows in kept] == [1, 1, 1]
    return [rows[0] for rows in kept]


def _checks(row: dict[str, str]) -> list[str]:
    return [entry["context"].rpartition(" ")[2] for entry in _entries(row)]


def _entries(row: dict[str, str]) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = json.loads(row["details"])
    assert all(entry["status"] in ("pass", "warn", "fail") for entry in entries)
    return [entry for entry in entries if entry["context"] != "not checked"]


def test_b4_shows_a_row_for_the_series_and_each_patch(tmp_path: Path) -> None:
    mbox = posted(tmp_path / "tree")
    take(tmp_path / "tree", mbox)
    series, first, second = _rows(tmp_path / "tree", mbox, tracked=True)
    assert (first["tool"], first["status"], first["summary"]) == ("reviewbot", "warn", "2 findings")
    assert (_checks(first), _checks(second)) == (FIRST, SECOND)
    assert (series["tool"], series["summary"]) == ("reviewbot-series", "4 findings")
    assert _checks(series) == [*FIRST, *SECOND]
    assert _entries(series)[1]["context"].startswith("patch 1, drivers/frob/panel.c:12 ")


def test_before_checkout_files_are_those_of_the_tree_b4_stands_in(tmp_path: Path) -> None:
    """HEAD is elsewhere, and has no blob that the patches name; a remote-tracking branch fits."""
    where = tmp_path / "tree"
    mbox = posted(where)
    path = "drivers/frob/panel.c"
    git(where, "update-ref", "refs/remotes/next/master", "main")
    commit(where, {path: (where / path).read_text(encoding="utf-8") + "\nint frob_more;\n"})
    git(tmp_path, "config", "--global", "b4.midmask", "http://127.0.0.1:9/list/%s")
    _, first, _ = _rows(where, mbox, tracked=False)
    assert "not checked" not in first["details"]
    _forget_branches(where)
    _, first, _ = _rows(where, mbox, tracked=False)
    assert "not checked" not in first["details"]


def _forget_branches(where: Path) -> None:
    """Leave nothing of what the patches name: they still apply to HEAD."""
    git(where, "update-ref", "-d", "refs/remotes/next/master")
    tree = git(where, "rev-parse", "HEAD^{tree}").strip()
    made = git(where, "commit-tree", tree, "-m", "All there is").strip()
    git(where, "reset", "--quiet", "--hard", made)
    git(where, "reflog", "expire", "--expire=all", "--all")
    git(where, "gc", "--quiet", "--prune=now")


def test_without_a_review_branch_the_thread_comes_from_the_server(tmp_path: Path) -> None:
    mbox = posted(tmp_path / "tree")
    thread = split_mbox(mbox.read_bytes())
    with serving(lambda request: request.send(mbox_gz(*thread))) as server:
        git(tmp_path, "config", "--global", "b4.midmask", server.midmask)
        series, first, second = _rows(tmp_path / "tree", mbox, tracked=False)
    assert _checks(series) == [*FIRST, *SECOND]
    assert (_checks(first), _checks(second)) == (FIRST, SECOND)


def test_a_server_that_is_away_is_told(tmp_path: Path) -> None:
    mbox = posted(tmp_path / "tree")
    git(tmp_path, "config", "--global", "b4.midmask", "http://127.0.0.1:9/list/%s")
    series, first, _ = _rows(tmp_path / "tree", mbox, tracked=False)
    assert series["status"] == "warn"
    assert series["summary"].startswith("only this mail was seen: 127.0.0.1 cannot be reached")
    assert _checks(first) == FIRST


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_an_encoded_mail_is_read_as_b4_hands_it_over(tmp_path: Path, encoding: str) -> None:
    mbox = posted(tmp_path / "tree")
    raw = split_mbox(mbox.read_bytes())[1]
    head, _, body = raw.partition(b"\n\n")
    code = base64.encodebytes if encoding == "base64" else quopri.encodestring
    kind = f"MIME-Version: 1.0\nContent-Transfer-Encoding: {encoding}".encode()
    (tmp_path / "mail").write_bytes(head + b"\n" + kind + b"\n\n" + code(body))
    script = """
        message = liblore.utils.parse_message(open(given["mail"], "rb").read())
        command = given["python"] + " -m reviewbot b4-check"
        result = b4.review.checks.run_perpatch_checks([("1", message)], [command], top)["1"]
    """
    (row,) = b4(tmp_path / "tree", script, mail=tmp_path / "mail", python=sys.executable)
    assert _checks(row) == FIRST


def test_what_was_said_in_the_thread_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "tree"
    mails = list(split_mbox(posted(where).read_bytes()))
    head, _, body = mails[1].partition(b"\n\n")
    patch_id = re.search(rb"(?i)^message-id: <(.*)>", head, re.MULTILINE)
    assert patch_id
    quoted = b"".join(b"> " + line + b"\n" for line in body.split(b"\n")[:-5])
    reply = (
        b"From: Rob Reviewer <rob@example.org>\nMessage-ID: <reply@example.org>\n"
        b"Subject: Re: [PATCH 1/2] frob: panel: Tell of errors\nIn-Reply-To: <%s>\n"
        b"Date: Tue, 6 Jan 2026 10:00:00 +0000\n\n"
        % patch_id[1]
        + quoted.partition(b"> +\treturn")[0]
        + b"> +\treturn notifier_from_errno(0);\n\nThis can simply be NOTIFY_OK.\n"
    )
    blob = git(where, "hash-object", "-w", "--stdin", stdin=mbox_of(*mails, reply)).strip()
    monkeypatch.chdir(where)
    told = Tracking(patch_id[1].decode(), (patch_id[1].decode(),), thread=blob)
    (row,) = answer(mails[1], told, series=False)
    passed = [entry for entry in _entries(row) if entry["status"] == "pass"]
    assert [entry["context"].rpartition(" ")[2] for entry in passed] == ["notifier.errno_zero"]
    assert "raised in <reply@example.org>" in passed[0]["description"]
    assert row["summary"] == "1 finding; 1 not for a draft"


def test_what_the_user_suppresses_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = tmp_path / "tree"
    mail = split_mbox(posted(where).read_bytes())[2]
    monkeypatch.chdir(where)
    path = tmp_path / "suppress.toml"
    git(where, "config", "--global", "reviewbot.suppress", str(path))
    path.write_text('[[suppress]]\ncheck = "switch"\nreason = "not now"\n', encoding="utf-8")
    (row,) = answer(mail, None, series=False)
    assert (row["status"], row["summary"]) == ("pass", "2 not for a draft")
    assert "not now" in _entries(row)[0]["description"]
    path.write_text("nonsense", encoding="utf-8")
    with pytest.raises(UsageError, match=r"suppress\.toml"):
        answer(mail, None, series=False)


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\0\xff" * 999,
        b"no mail at all",
        b"From: a\n\n",
        b"From: Ada <ada@example.org>\nMessage-ID: <1@example.org>\nSubject: hello\n\nHi.\n",
        b"\x1f\x8b\x08 no gzip",
    ],
    ids=["empty", "binary", "prose", "header", "no patch", "gzip"],
)
@pytest.mark.parametrize("more", [[], ["--series"]])
def test_a_broken_mail_is_a_row_that_says_so(mail: bytes, more: list[str], tmp_path: Path) -> None:
    git(tmp_path, "config", "--global", "b4.midmask", "http://127.0.0.1:9/list/%s")
    done = subprocess.run(
        [sys.executable, "-m", "reviewbot", "b4-check", *more],
        input=mail,
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    (row,) = json.loads(done.stdout)
    assert set(row) == {"tool", "status", "summary", "url", "details"}
    assert all(isinstance(value, str) for value in row.values())
    assert row["status"] == "warn"
    assert row["summary"]
