"""Saying that a finding is wrong or right."""

from __future__ import annotations

import json

import pytest

from reviewbot import config
from reviewbot.cli import main
from support import CORPUS

THREAD = str(CORPUS / "threads" / "frob-listeners.mbox")

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def findings(capsys: Capture) -> list[dict[str, str]]:
    """What a run showed as JSON."""
    assert main(["thread", THREAD, "--format", "json"]) == 0
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)["findings"]
    return found


def test_what_was_shown_can_be_said_to_be_wrong(
    capsys: Capture, findings: list[dict[str, str]]
) -> None:
    one = next(each for each in findings if each["check"] == "switch.redundant_case")
    place = f"{one['path']}:{one['line']}"
    assert main(["feedback", one["id"].upper(), "wrong", "it", "is documented"]) == 0
    assert capsys.readouterr().out == f"wrong: switch.redundant_case at {place}\n"
    assert main(["feedback", "--list"]) == 0
    out = capsys.readouterr().out
    assert f"  wrong  {one['id']}  switch.redundant_case  {place}\n" in out
    assert out.endswith(f"    {one['quote']}\n    it is documented\n")
    assert main(["checks"]) == 0
    lines = capsys.readouterr().out.split("\n")
    (line,) = [line for line in lines if line.startswith("switch.redundant_case")]
    assert line.endswith(" [feedback: 1 wrong]")
    assert sum("feedback:" in line for line in lines) == 1


def test_ids_are_in_the_report_but_not_in_drafts(
    capsys: Capture, findings: list[dict[str, str]]
) -> None:
    assert main(["thread", THREAD]) == 0
    summary, *drafts = capsys.readouterr().out.split("\n-----")
    assert len({one["id"] for one in findings}) == len(findings)
    assert all(f"{one['check']} {one['id']}" in summary for one in findings)
    assert not any(one["id"] in draft for one in findings for draft in drafts)


def test_a_finding_on_text_is_at_its_mail(capsys: Capture, findings: list[dict[str, str]]) -> None:
    one = next(each for each in findings if each["path"] is None)
    assert main(["feedback", one["id"], "right"]) == 0
    assert capsys.readouterr().out == f"right: {one['check']} at <{one['message_id']}>\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "say which finding is wrong or right"),
        (["1a2b3c4d"], "say which finding is wrong or right"),
        (["1a2b3c4d", "wrong"], "no finding 1a2b3c4d was shown here"),
        (["1a2b3c4d", "--list"], "--list takes no ID"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(
    capsys: Capture, arguments: list[str], sentence: str
) -> None:
    assert main(["feedback", *arguments]) == 2
    err = capsys.readouterr().err
    assert sentence in err
    assert err.count("\n") == 1


def test_nothing_was_said(capsys: Capture) -> None:
    assert main(["feedback", "--list"]) == 0
    assert capsys.readouterr().out == ""


def test_a_damaged_file_stops_feedback_but_nothing_else(capsys: Capture) -> None:
    file = config.feedback()
    file.parent.mkdir(parents=True)
    file.write_bytes(b"broken " * 100)
    assert main(["feedback", "--list"]) == 2
    assert "cannot be used: file is not a database" in capsys.readouterr().err
    for arguments in (["thread", THREAD], ["checks"]):
        assert main(arguments) == 0
        out, err = capsys.readouterr()
        assert "switch.redundant_case" in out
        assert err.count("\n") == 1
        assert "cannot be used" in err
