"""The real b4, headless: its own functions in a process of their own.

Importing b4 changes how every mail of the process is encoded, and its functions end with sys.exit.
"""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING, Any

from trees import commit, git, make

if TYPE_CHECKING:
    from pathlib import Path

_START = """\
import argparse, io, json, os, sys
import b4, b4.review, b4.review.checks, b4.review.tracking
import liblore.utils
b4.setup_config(argparse.Namespace(config={}))
top = os.getcwd()
given = json.loads(sys.argv[1])
"""
_END = "print('\\n' + json.dumps(result))"


def b4(where: Path, script: str, **given: object) -> Any:  # noqa: ANN401  whatever b4 returns
    """What ``script`` assigns to ``result`` in a process of b4's that runs in ``where``.

    ``given`` are strings it finds in ``given``.
    """
    code = f"{_START}{textwrap.dedent(script)}\n"
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"{code}{_END}", json.dumps(given, default=str)],
        cwd=where,
        capture_output=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout.decode().rstrip("\n").rpartition("\n")[2])


def program(where: Path, *arguments: str) -> str:
    """What the program itself says, run in ``where`` by somebody without a network."""
    for key, value in (("name", "Mae Maintainer"), ("email", "mae@example.org")):
        git(where, "config", f"user.{key}", value)
    start = (sys.executable, "-P", "-m", "b4.command", "--offline-mode", "--no-stdin")
    done = subprocess.run(
        [*start, *arguments], cwd=where, capture_output=True, text=True, check=False, timeout=100
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


_DRIVER = """\
// SPDX-License-Identifier: GPL-2.0

static void frob_panel_off(struct frob_panel *panel)
{
	panel->on = false;
}
"""
_ERRORS = """\

static int frob_tell(struct notifier_block *nb, unsigned long event, void *data)
{
	frob_panel_off(data);

	return notifier_from_errno(0);
}
"""
_READY = """\

static int frob_event(struct notifier_block *nb, unsigned long event, void *data)
{
	switch (event) {
	case FROB_EVENT_READY:
		break;
	case FROB_EVENT_DETACH:
		frob_panel_off(data);
		break;
	default:
		break;
	}

	return NOTIFY_OK;
}
"""
_LOG = """\

The panel that flashes is described in
https://bugs.example.org/show_bug.cgi?id=
21774
and this is what was said there.

Signed-off-by: Alice Author <alice@example.org>
"""


def posted(where: Path) -> Path:
    """A repository at ``where`` and the mbox of a series of two patches against its only commit.

    The first returns notifier_from_errno(0), and its log wraps a URL; the second adds a case that
    does nothing.
    """
    path = "drivers/frob/panel.c"
    make(where, {path: _DRIVER}, "--initial-branch=main")
    git(where, "checkout", "--quiet", "-b", "series")
    commit(where, {path: _DRIVER + _ERRORS})
    git(where, "commit", "--quiet", "--amend", "--message", f"frob: panel: Tell of errors\n{_LOG}")
    commit(where, {path: _DRIVER + _ERRORS + _READY}, "frob: panel: Be ready")
    git(where, "commit", "--quiet", "--amend", "--no-edit", "--signoff")
    mbox = where.parent / "series.mbox"
    mails = git(where, "format-patch", "--thread", "--cover-letter", "--stdout", "main")
    mails = mails.replace("*** SUBJECT HERE ***", "frob: panel: Say more")
    mails = mails.replace("*** BLURB HERE ***", "Errors and readiness are told.")
    mbox.write_text(mails, encoding="utf-8")
    git(where, "checkout", "--quiet", "main")
    git(where, "branch", "--quiet", "-D", "series")
    return mbox


def take(where: Path, mbox: Path) -> None:
    """Have b4 put the series under review, as its screen does, and keep the thread."""
    for key, value in (("name", "Mae Maintainer"), ("email", "mae@example.org")):
        git(where, "config", f"user.{key}", value)
    script = """
        data = open(given["mbox"], "rb").read()
        msgs = liblore.utils.split_mbox(data)
        lser = b4.review._get_lore_series(msgs)
        am = io.BytesIO()
        b4.save_git_am_mbox(lser.get_am_ready(noaddtrailers=True), am)
        b4.git_fetch_am_into_repo(top, ambytes=am.getvalue(), at_base="main", origin="here")
        mask = "https://lore.kernel.org/%s"
        link = mask % lser.patches[0].msgid
        b4.review.create_review_branch(top, "b4/review/frob", "main", lser, link, mask)
        result = b4.review.tracking._store_thread_blob(top, "frob", msgs)
    """
    assert b4(where, script, mbox=mbox)
