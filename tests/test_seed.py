"""The thread the project started from: what its human reviewer found, and nothing false."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from reviewbot.fetch.source import fetch
from reviewbot.model.finding import Confidence
from reviewbot.pipeline import Options, review

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.model.review import Review

# expected.md: number, path, the line commented on, the check
EXPECTED = [
    (1, None, "\talpine.LNX.2.00.1602172216491.22700@cbobk.fhfr.pm/", "log.wrapped_url"),
    (
        1,
        None,
        "\t20160301030034.GC12120@packer-debian-8-amd64.digitalocean.com/",
        "log.wrapped_url",
    ),
    (4, "include/linux/module.h", "MODULE_NOTIFIER_PRIO_SECOND_HIGH", "enum.rank_name"),
    (6, "kernel/livepatch/core.c", "+\tcase MODULE_STATE_LIVE:", "switch.redundant_case"),
    (6, "kernel/livepatch/core.c", "+\tdefault:", "switch.redundant_case"),
    (9, "kernel/module/main.c", " \tblocking_notifier_call_chain(", "conversion.incomplete"),
    (12, "kernel/trace/ftrace.c", "+\tdefault:", "switch.redundant_case"),
    (13, "kernel/trace/ftrace.c", "+\treturn notifier_from_errno(0);", "notifier.errno_zero"),
    (0, "include/linux/module.h", "Low prioroty", "text.misspelling"),
    (0, "include/linux/module.h", "Second high priorigy", "text.misspelling"),
    (0, "include/linux/module.h", "High priorigy", "text.misspelling"),
]


pytestmark = pytest.mark.usefixtures("shipped_tiers")


@pytest.fixture
def outcome(shared: Path) -> Review:
    path = shared / "seed" / "2of2-on-linux-6.12.mbox"
    return review(fetch(str(path), stdin=io.BytesIO(), progress=print), Options(as_final=True))


@pytest.mark.shared
def test_the_findings_are_these_and_no_others(outcome: Review) -> None:
    found = [(f.path, f.quote, f.check) for f in outcome.findings if f.drafted]
    for number, path, quote, check in EXPECTED:
        hits = [f for f in found if f[0] == path and quote in f[1] and f[2] == check]
        assert hits, f"finding {number} is missing: {check} at {quote}"
    assert len(found) == len(EXPECTED)
    asked = {f.check for f in outcome.findings if not f.drafted and f.confidence > Confidence.LOW}
    assert asked == {"style.unaligned"}


@pytest.mark.shared
def test_one_draft_with_each_comment_below_its_line(outcome: Review) -> None:
    (draft,) = outcome.drafts
    assert draft.in_reply_to == "rebased-2of2@reviewbot.invalid"
    lines = draft.body.split("\n")
    for _, _, quote, _ in EXPECTED:
        place = next(i for i, line in enumerate(lines) if line.startswith(">") and quote in line)
        rest = lines[place + 1 :]
        assert next(line for line in rest if line and not line.startswith(">"))
    assert not draft.body.rstrip().split("\n")[-1].startswith(">"), "nothing quoted below the last"


@pytest.mark.shared
@pytest.mark.publicinbox
@pytest.mark.parametrize(
    "message_id",
    [
        "20260413080140.180616-1-chensong_2000@189.cn",
        "20260415070137.17860-1-chensong_2000@189.cn",
    ],
    ids=["cover", "1/2"],
)
def test_from_a_real_public_inbox(seed_server: str, message_id: str) -> None:
    outcome = review(fetch(message_id, stdin=io.BytesIO(), progress=print), Options(as_final=True))
    assert seed_server
    assert [series.expected for series in outcome.series] == [2]
    assert message_id in [mail.message.message_id for mail in outcome.series[0].mails]
    assert outcome.series[0].missing
    assert not outcome.failures
    for draft in outcome.drafts:
        assert draft.in_reply_to == message_id
