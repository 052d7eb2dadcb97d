"""One module starts git: what goes around it would obey whatever is configured somewhere."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import reviewbot

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(reviewbot.__file__).parent
GIT = "git/start.py"
# who may start a process, and what it is
STARTS = {
    GIT: "git",
    "b4/bounded.py": "python -m reviewbot.b4.check, to be stopped in time",
    "cli/editor.py": "the user's own editor",
    "cli/indexed.py": "python -m reviewbot index, in the background",
    "fetch/remote.py": "python -m reviewbot.fetch.lore, to be stopped in time",
    "pager.py": "the pager the user's git is configured for",
    "peers/bounded.py": "programs of the user's own tree, if they are turned on",
    "peers/confine.py": "becomes one of them, and can do less",
    "secret.py": "the user's own commands that print a password or a token",
}
MODULES = {"subprocess", "pty", "popen2", "commands", "sh", "pexpect", "git", "pygit2", "dulwich"}
CALLS = {"system", "popen", "posix_spawn", "posix_spawnp", "fork", "forkpty", "startfile"}
BEGINNINGS = ("exec", "spawn", "create_subprocess", "subprocess_")


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def processes(tree: ast.AST) -> Iterator[str]:
    """What starts a process, as far as it can be told from the source."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name.split(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            module = (node.module or "").split(".")[0]
            if module in MODULES:
                yield module
            elif module in ("os", "asyncio"):
                yield from (each.name for each in node.names if is_start(each.name))
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in ("os", "asyncio", "loop")
            and is_start(node.attr)
        ):
            yield node.attr


def is_start(name: str) -> bool:
    return name in CALLS or name.startswith(BEGINNINGS)


def commands(tree: ast.AST) -> Iterator[int]:
    """The lines of lists that begin with ``git``, as the arguments of a process do."""
    for node in ast.walk(tree):
        if isinstance(node, ast.List | ast.Tuple) and node.elts:
            first = node.elts[0]
            if isinstance(first, ast.Constant) and first.value in ("git", b"git"):
                yield node.lineno


def test_few_modules_start_a_process() -> None:
    found = {
        str(path.relative_to(PACKAGE))
        for path in files()
        if any(processes(ast.parse(path.read_bytes())))
    }
    assert found == STARTS.keys()


def test_only_one_module_names_git_as_a_command() -> None:
    found = {
        str(path.relative_to(PACKAGE))
        for path in files()
        if any(commands(ast.parse(path.read_bytes())))
    }
    assert found == {GIT}


@pytest.mark.parametrize(
    "source",
    [
        "import subprocess",
        "from subprocess import run",
        "import subprocess as s",
        "import os\nos.system('git log')",
        "import os\nos.execvp('git', [])",
        "import os\nos.posix_spawn('git', [], {})",
        "from os import popen",
        "import asyncio\nasyncio.create_subprocess_exec('git')",
        "import pygit2",
    ],
)
def test_what_goes_around_it_is_seen(source: str) -> None:
    assert any(processes(ast.parse(source)))


def test_a_command_is_seen() -> None:
    assert list(commands(ast.parse("run(['git', 'log'])"))) == [1]
    assert list(commands(ast.parse("GIT = ('git', '-C', where)"))) == [1]
    assert not any(commands(ast.parse("say('git cannot be run')")))
