"""The user's own table of calls that undo each other, from the command line to the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.cli import main
from support import refused
from trees import git, make

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = """int frob_take(struct frob *frob)
{
	int ret;

	ret = frob_grab(frob->port);
	if (ret)
		return ret;

	return frob_use(frob);
}
"""
AFTER = BEFORE.replace(
    "\treturn frob_use",
    "\tret = frob_check(frob);\n\tif (ret)\n\t\treturn ret;\n\n\treturn frob_use",
)
TABLE = """origin = "frob 1.0"
pairs = [["frob_grab", "frob_drop", "0<0", "errno", 0, 57, 58, 0, 0]]
"""


@pytest.fixture
def review(tmp_path: Path) -> list[str]:
    """The arguments of a review of one patch in its tree."""
    tree = make(tmp_path / "tree", {"drivers/frob/main.c": BEFORE})
    (tree / "drivers/frob/main.c").write_text(AFTER)
    git(tree, "commit", "--quiet", "--all", "--message", "frob: check it\n\nIt may be broken.")
    mail = tmp_path / "patch.eml"
    mail.write_text(git(tree, "format-patch", "--stdout", "-1"))
    git(tree, "reset", "--quiet", "--hard", "HEAD^")
    return ["thread", str(mail), "--tree", str(tree), "--ask", "--check", "cleanup.missing_reverse"]


def test_its_counts_are_quoted(
    review: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "pairs.toml"
    table.write_text(TABLE)
    assert main(review) == 0
    assert "frob_drop" not in capsys.readouterr().out
    assert main([*review, "--pairs", str(table)]) == 0
    out = capsys.readouterr().out
    assert "does not undo frob_grab(), should it? 57 of 58 callers do:" in out
    assert "frob_drop(frob->port);" in out


def test_it_is_found_in_the_configuration(
    review: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = tmp_path / "pairs.toml"
    table.write_text(TABLE)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "reviewbot.pairs")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(table))
    assert main(review) == 0
    assert "57 of 58 callers" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"pairs = [", "is not a table made by `reviewbot learn`: "),
        (b"\xff\xfe", "is not a table made by `reviewbot learn`: "),
        (b'origin = "frob"\n', "is not a table made by `reviewbot learn`: it has no 'pairs'"),
    ],
)
def test_a_broken_one_is_one_sentence(
    review: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: bytes | None,
    why: str,
) -> None:
    table = tmp_path / "pairs.toml"
    if text is not None:
        table.write_bytes(text)
    assert main([*review, "--pairs", str(table)]) == 2
    refused(capsys, why)
