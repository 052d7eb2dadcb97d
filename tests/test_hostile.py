"""Hostile mails through the whole of ``reviewbot thread``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile import DIFF, NASTY, mails, poison
from mails import mail
from reviewbot.checks.registry import all_checks
from reviewbot.cli import main
from reviewbot.errors import ReviewbotError
from reviewbot.fetch.source import Fetched
from reviewbot.outbox import MAX_LINE, to_bytes
from reviewbot.pipeline import Options, review
from reviewbot.reply.wording import template_root
from reviewbot.report import html, json, sarif, text
from trees import git, make

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.model.review import Review

pytestmark = pytest.mark.no_cover  # the tracer doubles its time, and others run the same code

_SAME_PATH = """\
diff --git a/old.c b/new.c
{rename}rename from old.c
rename to new.c
{hunks}diff --git a/new.c b/new.c
new file mode 100644
index 0000000..78981922613b
--- /dev/null
+++ b/new.c
@@ -0,0 +1,3 @@
+int f(void)
+{{
+}}
"""
_OLD = "int a;\nint b;\nstatic int frob_event(void *p)\n{\n\treturn 0;\n}\nint c;\n"
_EVENT = """\
 static int frob_event(void *p)
 {
-	return 0;
+	return 1;
 }
"""


def shown(outcome: Review) -> None:
    """Every form of it can be made and written out."""
    assert outcome.failures == ()
    forms = (
        json.dumps(json.document(outcome)),
        json.dumps(sarif.document(outcome, all_checks())),
        text.render(outcome, drafts=True),
        html.render(outcome, template_root()),
    )
    for form in forms:
        form.encode()
    for draft in outcome.drafts:
        assert max(map(len, to_bytes(draft, None).split(b"\n"))) <= MAX_LINE


@pytest.mark.parametrize("kind", NASTY)
def test_a_nasty_mail_is_reviewed_or_refused_in_a_sentence(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(NASTY[kind])
    assert main(["thread", str(path), "--no-search"]) in (0, 3, 4)
    assert "a bug of" not in capsys.readouterr().err
    fetched = Fetched((NASTY[kind],), None, "a mail")
    try:
        outcome = review(fetched, Options(ask=True))
    except ReviewbotError as error:
        assert error.exit_code == 4  # noqa: PT017  either is right
    else:
        shown(outcome)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(mails(), min_size=1, max_size=3))
def test_any_thread_is_reviewed_or_refused_in_a_sentence(raws: list[bytes]) -> None:
    try:
        outcome = review(Fetched(tuple(raws), None, "a thread"), Options(ask=True))
    except ReviewbotError:
        return
    shown(outcome)


def test_recipients_that_cannot_be_read_cost_themselves() -> None:
    for kind in ("cc-comments", "cc-comments-later", "to-groups", "reply-to-routes"):
        (draft,) = review(Fetched((NASTY[kind],), None, ""), Options()).drafts
        assert [each.email for each in draft.to] == ["eve@example.org"]
        people = [each.email for each in draft.cc]
        assert ("frob@lists.example.org" in people) == (kind != "to-groups")
        assert ("ann@example.org" in people) == (kind == "cc-comments-later")


def test_no_header_of_a_draft_is_longer_than_a_line_may_be() -> None:
    endless = b"x" * 5000
    header = b"Cc: " + endless + b"@example.org, " + endless + b" <b@example.org>"
    references = (
        b"References: <"
        + endless
        + b"@a> "
        + b"".join(b"<%d@example.org> " % number for number in range(5000))
    )
    for one in (b"Message-ID: <" + endless + b"@example.org>", header, references):
        outcome = review(Fetched((poison(one),), None, ""), Options())
        assert len(outcome.drafts) == 1
        shown(outcome)
    (draft,) = review(Fetched((NASTY["id-endless"],), None, ""), Options()).drafts
    assert draft.references == (), "a reply to it cannot be threaded"


@pytest.mark.parametrize("count", [0, 1, 2])
def test_two_files_of_one_path_in_a_diff_fail_no_check(count: int, tmp_path: Path) -> None:
    """A rename, with as many hunks as the new file of the same name, or not."""
    tree = make(tmp_path / "tree", {"old.c": _OLD})
    hunks = ["@@ -1,2 +1,2 @@\n int a;\n-int b;\n+int bb;\n", f"@@ -3,4 +3,4 @@\n{_EVENT}"][:count]
    names = "--- a/old.c\n+++ b/new.c\n" if hunks else ""
    body = _SAME_PATH.format(rename="similarity index 90%\n", hunks=names + "".join(hunks))
    raw = mail(
        "a", "[PATCH] frob: rename", f"Why.\n\nSigned-off-by: A <a@example.org>\n---\n{body}"
    )
    outcome = review(Fetched((raw,), None, ""), Options(tree=tree, ask=True))
    shown(outcome)
    known = outcome.known["a@example.org"]
    assert (known.level, known.reasons) == ("applied", ())


def test_each_finding_in_files_of_one_path_is_at_its_own_line(tmp_path: Path) -> None:
    old = "int x;\n" * 9 + DIFF.decode().split("\n")[3][1:] + "\n\tfrob_unused(frob);\n"
    tree = make(tmp_path / "tree", {"drivers/misc/old.c": old})
    renamed = DIFF.decode().replace("a/drivers/misc/frob.c", "a/drivers/misc/old.c")
    new = "int g(void)\n{\n\treturn 0;\n}\n"
    added = "".join(f"+{line}\n" for line in new.rstrip("\n").split("\n"))
    body = (
        "Why.\n\nSigned-off-by: A <a@example.org>\n---\n"
        "diff --git a/drivers/misc/old.c b/drivers/misc/frob.c\nsimilarity index 90%\n"
        f"rename from drivers/misc/old.c\nrename to drivers/misc/frob.c\n{renamed}"
        "diff --git a/drivers/misc/frob.c b/drivers/misc/frob.c\nnew file mode 100644\n"
        f"--- /dev/null\n+++ b/drivers/misc/frob.c\n@@ -0,0 +1,4 @@\n{added}"
    )
    raw = mail("a", "[PATCH] frob: rename", body)
    outcome = review(Fetched((raw,), None, ""), Options(tree=tree, checks=("notifier",)))
    shown(outcome)
    (finding,) = outcome.findings
    assert (finding.path, finding.line) == ("drivers/misc/frob.c", 11)
    assert "notifier_from_errno" in finding.quote
    assert git(tree, "status", "--short") == ""


def test_a_series_that_breaks_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(findings: object, chosen: tuple[object, ...], *_: object) -> object:
        if "frob: poison" in chosen[0].title:  # type: ignore[attr-defined]
            raise RecursionError("foreseen by nobody")
        return findings

    monkeypatch.setattr("reviewbot.answer.mark_already_said", broken)
    good = poison(b"Message-ID: <good@example.org>", b"Subject: [PATCH] quux: fix")
    path = tmp_path / "a.mbox"
    path.write_bytes(
        b"".join(b"From a Thu Jan  1 00:00:00 1970\n" + raw + b"\n" for raw in (poison(), good))
    )
    assert main(["thread", str(path), "--no-search"]) == 5
    out = capsys.readouterr().out
    assert (
        "the series of <poison@example.org> could not be reviewed: RecursionError: foreseen by nobody"
        in out
    )
    assert "In-Reply-To: <good@example.org>" in out
    assert "In-Reply-To: <poison@example.org>" not in out
    assert main(["thread", str(path), "--no-search", "--format", "sarif"]) == 5
    assert capsys.readouterr().out.count("could not be reviewed") == 1
