"""The command that goes on with the drafts."""

from __future__ import annotations

from reviewbot.report.after import next_command


def test_drafts_that_were_written_are_sent_by_git() -> None:
    assert next_command("x", "my dir") == (
        "to edit and send: git send-email --annotate 'my dir'/*.eml"
    )


def test_drafts_that_were_only_shown_can_be_decided_on() -> None:
    assert next_command("1@example.org") == (
        "to decide, edit and send: reviewbot thread 1@example.org -i"
    )
    assert next_command("a;b") == "to decide, edit and send: reviewbot thread 'a;b' -i"
    assert next_command("-") == "to edit and send: give -o DIR, or --imap"
