"""The command that is shown for drafts: that of the mailer one has set up."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewbot.cli.mailers import for_files, for_maildir

BOX = Path("my box")
MUTT = """mutt -e 'set postponed='"'"'my box'"'"'' -p"""


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The programs that are installed."""
    programs: list[str] = []
    monkeypatch.setattr(
        "reviewbot.peers.programs.find", lambda name: name if name in programs else None
    )
    return programs


def set_up(name: str) -> None:
    path = Path("~", name).expanduser()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def test_without_a_mailer_it_is_mutts(there: list[str]) -> None:
    set_up(".neomuttrc")
    assert there == []
    assert for_maildir(BOX) == MUTT


def test_what_is_set_up_goes_before_what_is_only_there(there: list[str]) -> None:
    there += ["neomutt", "mutt", "aerc"]
    assert for_maildir(BOX).startswith("neomutt -e ")
    set_up(".mutt/muttrc")
    assert for_maildir(BOX) == MUTT


def test_aerc_recalls_in_its_own_window(
    there: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there += ["neomutt", "aerc"]
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    set_up(".config/aerc/accounts.conf")
    assert for_maildir(BOX).startswith("neomutt"), "it looks where XDG_CONFIG_HOME says"
    (tmp_path / "aerc").mkdir()
    (tmp_path / "aerc" / "accounts.conf").touch()
    assert for_maildir(BOX) == "aerc, in the folder that is 'my box': :recall -f"


def test_files_that_are_not_alone_are_named_one_by_one(tmp_path: Path) -> None:
    ours = [tmp_path / "1.eml", tmp_path / "it's.eml"]
    for path in ours:
        path.touch()
    assert for_files(ours).endswith(f" --confirm=always {tmp_path}/*.eml")
    (tmp_path / "older.eml").touch()
    assert for_files(ours).endswith(f""" {tmp_path}/1.eml '{tmp_path}/it'"'"'s.eml'""")
