"""Findings that people raised already."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from discussion import posted, reply, thread
from drafting import check, finding
from reviewbot.already_said import NEAR, REACH, mark_already_said
from reviewbot.fetch.source import fetch
from reviewbot.model.finding import Related
from reviewbot.pipeline import Options, review
from reviewbot.thread.prior import prior_of
from support import CORPUS

if TYPE_CHECKING:
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch

CHECK = check("frob.leak")
LEAKS = re.compile(r"(?i)\bleaks?\b")
PATCH = posted()
RETURN = "+\t\treturn ret;"
START = "+\tret = frob_start(frob, FROB_MODE_NORMAL | FROB_MODE_SLOW, dev->parent);"


def raised(
    said: Message,
    at: str = RETURN,
    patch: Patch = PATCH,
    before: tuple[Patch, ...] = (),
    **facts: object,
) -> str | None:
    """Who raised a finding at a line of the patch."""
    whole = thread(*before, patch, said)
    series = whole.series[-1]
    one = replace(finding(patch, at, CHECK), **facts)  # type: ignore[arg-type]
    (marked,) = mark_already_said(
        [one], [series], lambda _: LEAKS, lambda each: prior_of(whole, each)
    )
    return marked.raised_by


def test_at_the_line_or_a_few_away() -> None:
    said = reply(PATCH, f"> {RETURN}\n\nThis leaks the frob.\n")
    place = PATCH.message.lines.index(RETURN) + 1
    for away in range(-NEAR, NEAR + 1):
        assert raised(said, PATCH.message.line(place + away)) == "reply@example.org"
    assert raised(said, "Start the frob when it is probed.") is None


def test_only_in_words_that_ask_for_it() -> None:
    assert raised(reply(PATCH, f"> {RETURN}\n\nThis line is fine.\n")) is None


def test_a_related_line_counts() -> None:
    said = reply(PATCH, "> Start the frob when it is probed.\n\nThis leaks.\n")
    assert raised(said) is None
    assert raised(said, related=(Related(1, "the claim"),)) == "reply@example.org"


def test_further_up_in_the_hunk_if_it_is_named() -> None:
    lines = "".join(f"+\tfill({number});\n" for number in range(REACH - 8))
    patch = posted(
        f"Start it.\n---\n=== frob.c\n@@\n+\tret = frob_start(frob);\n{lines}+\treturn ret;\n"
    )
    above = "+\tret = frob_start(frob);"
    last = "> +\treturn ret;\n\n"
    assert raised(reply(patch, last + "frob_start() leaks.\n"), above, patch) == "reply@example.org"
    assert raised(reply(patch, last + "It leaks.\n"), above, patch) is None
    between = "> +\tfill(0);\n\nOk.\n\n"
    assert raised(reply(patch, between + last + "frob_start() leaks.\n"), above, patch) is None


def test_not_if_it_names_what_another_finding_is_about() -> None:
    said = reply(PATCH, f"> {RETURN}\n\nThis leaks the ring.\n")
    whole = thread(PATCH, said)

    def who(*facts: dict[str, str]) -> list[str | None]:
        each = [finding(PATCH, RETURN, CHECK, one) for one in facts]
        marked = mark_already_said(
            each, whole.series, lambda _: LEAKS, lambda one: prior_of(whole, one)
        )
        return [one.raised_by for one in marked]

    assert who({"what": "ring"}, {"what": "buffer"}) == ["reply@example.org", None]
    assert who({"what": "queue"}, {"what": "buffer"}) == ["reply@example.org"] * 2


def test_on_an_earlier_revision_at_the_line_of_the_same_text() -> None:
    text = "Start the frob, as it does not run.\n\n" + "Moved down.\n" * 20
    short = "\n".join(PATCH.message.lines).replace("Start the frob when it is probed.\n", text)
    new = posted(short, "[PATCH v2] misc: frob: start it", day=5)
    said = reply(PATCH, f"> {RETURN}\n\nThis leaks the frob.\n")
    assert raised(said, RETURN, new, before=(PATCH,)) == "reply@example.org"
    assert raised(said, START, new, before=(PATCH,)) == "reply@example.org"
    assert raised(said, text.split("\n", maxsplit=1)[0], new, before=(PATCH,)) is None


def test_on_the_text_of_a_posting_that_had_another_title() -> None:
    log = "Start the frob when it is probed."
    said = reply(PATCH, f"> {log}\n\nThis leaks the frob.\n")
    named = replace(PATCH, message=replace(PATCH.message, change_id="20260101-frob"))
    new = posted(subject="[PATCH v2] misc: frob: get it going", day=5)
    kept = replace(new, message=replace(new.message, change_id="20260101-frob"))
    assert raised(said, log, kept, before=(named,)) == "reply@example.org"
    assert raised(said, log, new, before=(PATCH,)) is None


def test_on_the_same_patch_before_it_was_posted_again() -> None:
    said = reply(PATCH, f"> {RETURN}\n\nThis leaks the frob.\n")
    new = posted(subject="[PATCH RESEND] misc: frob: start it", day=5)
    assert raised(said, RETURN, new, before=(PATCH,)) == "reply@example.org"
    cover = posted("Start it.\n", "[PATCH 0/1] misc: frob: start it", day=5)
    assert raised(said, "Start it.", cover, before=(PATCH,)) is None


def test_not_in_another_file() -> None:
    short = "\n".join(PATCH.message.lines).replace("frob.c", "brob.c")
    new = posted(short, "[PATCH v2] misc: frob: start it", day=5)
    said = reply(PATCH, f"> {RETURN}\n\nThis leaks the frob.\n")
    assert raised(said, RETURN, new, before=(PATCH,)) is None


def test_what_is_quoted_of_nothing_raises_nothing() -> None:
    assert raised(reply(PATCH, "This leaks.\n")) is None


def test_the_first_who_said_it() -> None:
    second = reply(PATCH, f"> {RETURN}\n\nIt leaks.\n", day=3, name="second")
    first = reply(PATCH, f"> {RETURN}\n\nA leak.\n", day=2, name="first")
    whole = thread(PATCH, second, first)
    one = finding(PATCH, RETURN, CHECK)
    marked = mark_already_said(
        [one], whole.series, lambda _: LEAKS, lambda each: prior_of(whole, each)
    )
    assert [each.raised_by for each in marked] == ["first@example.org"]


@pytest.fixture
def mbox(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A patch with a redundant case, and a reviewer who says so."""
    mail = (CORPUS / "checks" / "notifier" / "errno_zero" / "bad-1.eml").read_text("utf-8")
    headers, _, body = mail.partition("\n\n")
    quoted = "".join(f"> {line}\n" for line in body.split("\n"))
    quoted = quoted.replace(
        "> +\t\treturn notifier_from_errno(0);\n",
        "> +\t\treturn notifier_from_errno(0);\n\nThis can be return NOTIFY_OK.\n\n",
    )
    id_ = next(line for line in headers.split("\n") if line.startswith("Message-ID:"))[12:]
    said = f"From: Rob <rob@example.org>\nSubject: Re: x\nMessage-ID: <said@example.org>\nIn-Reply-To: {id_}\n"
    start = "From mboxrd@z Thu Jan  1 00:00:00 1970\n"
    path = tmp_path_factory.mktemp("raised") / "thread.mbox"
    path.write_text(f"{start}{mail}\n{start}{said}\n{quoted}", "utf-8")
    return str(path)


def test_what_was_raised_is_shown_and_only_drafted_if_asked_for(mbox: str) -> None:
    fetched = fetch(mbox, stdin=io.BytesIO(), progress=print)
    quiet = review(fetched, Options(checks=("notifier.errno_zero",)))
    said = [one for one in quiet.findings if one.raised_by]
    assert said
    assert {one.raised_by for one in said} == {"said@example.org"}
    assert not any(one.drafted for one in said)
    loud = review(fetched, Options(checks=("notifier.errno_zero",), repeat_raised=True))
    assert [one.raised_by for one in loud.findings] == [one.raised_by for one in quiet.findings]
    assert any(one.raised_by and one.drafted for one in loud.findings)


def test_above_all_that_is_quoted() -> None:
    quote = f"On Monday, Ada Author wrote:\n> {START}\n> {RETURN}\n"
    assert raised(reply(PATCH, f"This leaks the frob.\n\n{quote}")) == "reply@example.org"
    footer = "_______________________\nfrob mailing list\nfrob@example.org\n"
    assert raised(reply(PATCH, f"This leaks.\n\n{quote}\n{footer}")) == "reply@example.org"
    assert raised(reply(PATCH, f"This is fine.\n\n{quote}")) is None
    assert raised(reply(PATCH, f"This leaks.\n\n> {START}\n")) is None  # not quoted


def test_above_the_whole_mail_as_outlook_does() -> None:
    head = "-----Original Message-----\nFrom: Ada\nSent: Monday\nTo: Rob\n\n"
    text = f"This leaks the frob.\n\n{head}" + "\n".join(PATCH.message.lines)
    assert raised(reply(PATCH, text)) == "reply@example.org"


def test_not_above_where_more_is_said_below() -> None:
    text = f"Does it leak?\n\n> {START}\n> {RETURN}\n\nWhat is slow here?\n"
    assert raised(reply(PATCH, text)) is None


def test_above_what_an_earlier_revision_had() -> None:
    old, new = posted(), posted(subject="[PATCH v2] misc: frob: start it", day=3)
    said = reply(old, f"This leaks the frob.\n\nOn Monday, Ada wrote:\n> {RETURN}\n")
    assert raised(said, patch=new, before=(old,)) == "reply@example.org"
