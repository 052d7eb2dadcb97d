"""The README and docs/ show what the program really does, and lead where they say."""

from __future__ import annotations

import argparse
import re
import shlex
import tomllib
from typing import TYPE_CHECKING

import pytest

from reviewbot.checks.registry import all_checks
from reviewbot.cli import main, parser
from reviewbot.config import load
from support import CORPUS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

README = (ROOT / "README.md").read_text(encoding="utf-8")
THREAD = (ROOT / "docs" / "thread.md").read_text(encoding="utf-8")
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md"),
     ROOT / "reviewbot" / "checks" / "README.md"]
)  # fmt: skip
USERS = "\n".join(page.read_text("utf-8") for page in [ROOT / "README.md", *ROOT.glob("docs/*.md")])
SHOWN = re.search(r"<!-- draft (\d) of (\S+) -->\n\n((?: {4}.*\n|\n)+)", README)


def test_the_draft_in_the_readme_is_a_real_one() -> None:
    """Draft N of the accepted output of a corpus thread, which test_corpus.py holds to the code."""
    assert SHOWN
    golden = (ROOT / SHOWN[2]).read_text(encoding="utf-8")
    (draft,) = re.findall(
        rf"^-+ draft {SHOWN[1]} of \d+\n((?:.*\n)+?)(?=\n-----|\Z)", golden, re.MULTILINE
    )
    indented = "".join(f"    {line}".rstrip() + "\n" for line in draft.rstrip("\n").split("\n"))
    assert SHOWN[3].strip("\n") == indented.strip("\n")


def test_the_try_it_thread_is_shipped() -> None:
    assert "corpus/threads/frob-listeners.mbox" in README
    assert (CORPUS / "threads" / "frob-listeners.mbox").exists()


def test_the_readme_is_read_in_three_minutes() -> None:
    assert len(README.split()) <= 700, "at 240 words a minute; docs/ has room"


def test_the_readme_has_one_command_to_try_and_one_to_test() -> None:
    """``.ci/run`` and others take them from there, word for word."""
    commands = re.findall(r"^    (python3 -m venv .*)$", README, re.MULTILINE)
    assert [command.rpartition("&& ")[2] for command in commands] == [
        ".venv/bin/reviewbot thread corpus/threads/frob-listeners.mbox",
        ".venv/bin/pytest",
    ]


def test_the_readme_leads_to_every_page() -> None:
    pages = {f"docs/{page.name}" for page in ROOT.glob("docs/*.md")}
    assert pages - set(re.findall(r"\]\((docs/[\w-]+\.md)\)", README)) == set()


def commands() -> dict[str, argparse.ArgumentParser]:
    (chosen,) = (
        action
        for action in parser()._actions  # noqa: SLF001  argparse shows its commands nowhere else
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001  as above
    )
    return dict(chosen.choices)


def options(command: argparse.ArgumentParser) -> Iterator[str]:
    for action in command._actions:  # noqa: SLF001  as above
        yield from (option for option in action.option_strings if option not in ("-h", "--help"))


@pytest.mark.parametrize("option", [*options(commands()["thread"])])
def test_the_table_of_thread_has_each_option(option: str) -> None:
    assert re.search(rf"^\|.*`{option}\b.*\|", THREAD, re.MULTILINE)


@pytest.mark.parametrize("name", commands())
def test_each_command_and_its_options_are_in_the_docs(name: str) -> None:
    text = USERS + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert re.search(rf"reviewbot {name}\b", text) or f"`{name}`" in text
    assert [each for each in options(commands()[name]) if f"{each}" not in text] == []


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, 5])
def test_each_exit_code_is_in_the_docs(code: int) -> None:
    assert re.search(rf"^\| {code} \| \w", THREAD, re.MULTILINE)


def test_each_key_of_git_configuration_is_in_the_docs() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    named = re.findall(
        r"reviewbot\.(?:address|templates|trees?|pairs|voices|suppress)", load.__doc__ or ""
    )
    assert len(set(named)) == 7
    assert [key for key in named if f"`{key}`" not in text] == []


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        prose = re.sub(r"(?s)```.*?```|(?m:^ {4}[^\n]*$)", "", page.read_text("utf-8"))
        for target in re.findall(r"\]\(([^)\s]+)\)", prose):
            if "://" not in target:
                yield page, target


@pytest.mark.parametrize(
    ("page", "target"), [*links()], ids=lambda part: part if isinstance(part, str) else part.name
)
def test_a_link_leads_somewhere(page: Path, target: str) -> None:
    path, _, anchor = target.partition("#")
    there = (page.parent / path) if path else page
    assert there.exists()
    if anchor:
        assert anchor in headings(there.read_text(encoding="utf-8"))


def headings(text: str) -> set[str]:
    """The anchors GitHub gives to headings."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_paths_in_the_guide_are_there() -> None:
    """But for the check invented there."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:reviewbot|templates|corpus|benchmarks|docs)/[\w./-]+)`", text)
    wanted = [p for p in paths if "my_check" not in p and p.islower()]
    assert len(wanted) >= 4
    assert [path for path in wanted if not (ROOT / path).exists()] == []


def test_a_check_named_in_the_docs_is_there() -> None:
    names = {check.name for check in all_checks()}
    families = {name.partition(".")[0] for name in names}
    told = re.findall(r"`([a-z]+\.[a-z_]+)`", USERS)
    wrong = [each for each in told if each.partition(".")[0] in families and each not in names]
    assert wrong == []


def test_markers_of_slow_tests_are_left_out_of_the_quick_run() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    markers = settings["tool"]["pytest"]["ini_options"]["markers"]
    (slow,) = re.findall(r"slow='(.*)'", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    assert set(slow.split(" or ")) == {marker.partition(":")[0] for marker in markers}


TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def test_the_tutorial_shows_what_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each command in turn, in a directory with the corpus; ``...`` stands for what is not shown."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").symlink_to(CORPUS)
    shown = re.findall(r"```console\n\$ (.*)\n((?:.*\n)*?)```", TUTORIAL)
    assert len(shown) == 4
    for command, output in shown:
        program, *arguments = shlex.split(command)
        assert program == "reviewbot"
        assert main(arguments) == 0
        printed = "".join(capsys.readouterr())
        wanted = re.escape(output).replace("\\\n", "\n")
        wanted = re.sub(r"(?m)^(\\\.){3}\n", "(?:.*\\n)*?", wanted).replace(r"\.\.\.", ".*")
        assert re.match(wanted, printed), f"{command} printed\n{printed}"
