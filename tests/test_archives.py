"""Real lists: two thousand fixed messages of three archives must parse without an exception.

The whole of them is run by ``benchmarks/parse_all.py``, whose result is in benchmarks/README.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.checks.registry import all_checks
from reviewbot.engine import run
from reviewbot.fetch.epoch import raw_messages
from reviewbot.thread.series import read_thread

if TYPE_CHECKING:
    from pathlib import Path

# every STEP-th message: about 2,000 of the 34,000 together
STEP = {"linux-modules": 17, "live-patching": 17, "linux-watchdog": 17}


@pytest.mark.shared
@pytest.mark.parametrize("name", STEP)
def test_messages_of_an_archive_are_read_and_checked(shared: Path, name: str) -> None:
    raws = list(raw_messages(shared / "archive" / f"{name}.bundle", STEP[name]))
    thread = read_thread(raws)
    assert len(thread.messages) >= 0.98 * len(raws), "a few ids occur twice"
    assert all(message.message_id for message in thread.messages)
    result = run(thread.series, all_checks())
    assert result.failures == ()
    mails = {mail.message.message_id: mail for one in thread.series for mail in one.mails}
    for finding in result.findings:
        mail = mails[finding.message_id]
        assert mail.message.line(finding.body_line) == finding.quote
        assert finding.quote in mail.answer_to.line(mail.line_there(finding.body_line))


@pytest.mark.shared
def test_the_sample_is_two_thousand(shared: Path) -> None:
    raws = [
        raw
        for name, step in STEP.items()
        for raw in raw_messages(shared / "archive" / f"{name}.bundle", step)
    ]
    assert len(raws) >= 2000
