"""What git's configuration says of the user."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from reviewbot import config
from reviewbot.errors import UsageError
from reviewbot.model.mail import Address
from trees import git, make


@pytest.fixture(autouse=True)
def nothing_set(no_user_settings: None) -> None:  # noqa: ARG001  order of set-up
    """Not even that no index is made."""
    Path(os.environ["GIT_CONFIG_GLOBAL"]).unlink()


def git_config(*arguments: str) -> None:
    subprocess.run(["git", "config", "--global", *arguments], check=True)


def test_identity_addresses_and_templates(tmp_path: Path) -> None:
    git_config("user.name", "Carol Reviewer")
    git_config("user.email", "Carol@Example.org")
    git_config("--add", "reviewbot.address", "carol@old.example.org")
    git_config("reviewbot.templates", str(tmp_path))
    settings = config.load()
    assert settings.me == Address("Carol Reviewer", "Carol@Example.org")
    assert settings.mine == {"carol@example.org", "carol@old.example.org"}
    assert settings.templates == tmp_path


def test_nothing_is_set() -> None:
    assert config.load() == config.Config(None, frozenset(), None)


def test_default_template_directory() -> None:
    folder = Path("~/.config/reviewbot/templates").expanduser()
    folder.mkdir(parents=True)
    assert config.load().templates == folder


def test_what_is_suppressed_is_configured_or_at_the_usual_place(tmp_path: Path) -> None:
    usual = Path("~/.config/reviewbot/suppress.toml").expanduser()
    usual.parent.mkdir(parents=True)
    usual.touch()
    assert config.load().suppress == usual
    git_config("reviewbot.suppress", str(tmp_path / "mine.toml"))
    assert config.load().suppress == tmp_path / "mine.toml"


@pytest.mark.parametrize(
    ("said", "on"), [("true", True), ("Yes", True), ("1", True), ("false", False), ("", False)]
)
def test_a_program_of_the_tree_is_on_as_git_says_true(said: str, on: bool) -> None:  # noqa: FBT001  a parameter of the table
    git_config("reviewbot.peers.kernel-doc", said)
    assert config.load().peers == (("kernel-doc",) if on else ())


def test_feedback_is_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usual = Path("~/.local/state/reviewbot/feedback.sqlite").expanduser()
    assert config.feedback() == usual
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert config.feedback() == tmp_path / "reviewbot" / "feedback.sqlite"


def test_without_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found = config.load()
    assert found.me is None
    why = "git cannot be run: No such file or directory; nothing is taken from its configuration"
    assert found.ignored == (why,)


@pytest.mark.parametrize(
    "key",
    [
        "reviewbot.templates",
        "reviewbot.tree",
        "reviewbot.trees",
        "reviewbot.pairs",
        "reviewbot.suppress",
        "reviewbot.peers.checkpatch",
        "b4.midmask",
        "liblore.https://lore.kernel.org.fallback",
        "lore.fallback",
    ],
)
@pytest.mark.parametrize("scope", ["--local", "--worktree"])
def test_files_and_servers_are_not_for_a_repository_to_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, scope: str
) -> None:
    where = make(tmp_path / "tree", {"a.c": "int a;\n"})
    git(where, "config", "extensions.worktreeConfig", "true")
    git(where, "config", scope, key, "true" if "peers" in key else "/mine")
    monkeypatch.chdir(where)
    found = config.load()
    assert replace(found, ignored=()) == config.Config(None, frozenset(), None)
    said = f"{key} of this repository's configuration is ignored; set it with git config --global"
    assert found.ignored == (said,)
    git_config(key, "true" if "peers" in key else "/yours")
    assert config.load().ignored == (said,)
    if key.startswith("reviewbot.peers"):
        assert config.load().peers == ("checkpatch",)
    elif key.startswith("reviewbot"):
        assert getattr(config.load(), key.partition(".")[2]) == Path("/yours")


def test_who_one_is_may_be_said_by_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = make(tmp_path / "tree", {"a.c": "int a;\n"})
    git_config("user.email", "me@example.org")
    git(where, "config", "user.email", "me@work.example.org")
    git(where, "config", "reviewbot.address", "me@old.example.org")
    monkeypatch.chdir(where)
    found = config.load()
    assert found.mine == {"me@work.example.org", "me@old.example.org"}
    assert found.ignored == ()


def test_a_conditional_include_of_the_users_is_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = make(tmp_path / "tree", {"a.c": "int a;\n"})
    more = tmp_path / "more"
    more.write_text("[reviewbot]\n\ttemplates = /srv/templates\n")
    git_config(f"includeIf.gitdir:{where}/.path", str(more))
    assert config.load().templates is None
    monkeypatch.chdir(where)
    assert config.load().templates == Path("/srv/templates")


@pytest.mark.parametrize("how", ["garbage", "endless"])
def test_a_repositorys_damaged_configuration_costs_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    where = make(tmp_path / "tree", {"a.c": "int a;\n"})
    git_config("reviewbot.templates", "/mine")
    if how == "garbage":
        (where / ".git/config").write_text("[core\n")
    else:
        monkeypatch.setattr("reviewbot.git.settings._DEADLINE", 0.5)
        os.mkfifo(tmp_path / "fifo")
        git(where, "config", "include.path", str(tmp_path / "fifo"))
    monkeypatch.chdir(where)
    found = config.load()
    assert found.templates == Path("/mine")
    (said,) = found.ignored
    assert said.startswith("git's configuration here cannot be read: ")


def test_the_variables_that_say_where_the_configuration_is_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "reviewbot.tree")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "/one")
    assert config.load().tree == Path("/one")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "other"))
    (tmp_path / "other").write_text("[reviewbot]\n\tpairs = /two\n")
    assert config.load().pairs == Path("/two")
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG", str(tmp_path / "none"))
    assert config.load().pairs == Path("/two")


@pytest.mark.parametrize("name", ["tree", "pairs", "templates", "suppress"])
def test_a_path_that_leads_nowhere(name: str) -> None:
    git_config(f"reviewbot.{name}", "~nobody-here/x")
    why = rf"^reviewbot\.{name} in git's configuration: ~nobody-here/x: no such"
    with pytest.raises(UsageError, match=why):
        config.load()


def test_ones_own_damaged_configuration_is_said() -> None:
    (Path.home() / "gitconfig").write_text("[user\n")
    found = config.load()
    assert found.me is None
    (said,) = found.ignored
    assert said.startswith("git's configuration here cannot be read: bad config line 1 in file ")


def test_in_a_directory_that_is_gone_ones_own_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git_config("user.email", "me@example.org")
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert config.load().mine == {"me@example.org"}


@pytest.mark.parametrize(
    ("midmask", "archive"),
    [
        ("https://lists.example.org/%s", "https://lists.example.org/%s"),
        ("http://127.0.0.1:8080/%s", ""),
        ("https://lists.example.org/", ""),
        ("javascript:alert('%s')", ""),
    ],
)
def test_mails_are_linked_where_b4_looks_them_up(midmask: str, archive: str) -> None:
    assert config.load().archive == config.LORE
    git_config("b4.midmask", midmask)
    assert config.load().archive == archive
