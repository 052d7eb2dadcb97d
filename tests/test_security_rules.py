"""What is kept safe by one module stays there; what a linter is told to pass over has a reason."""

from __future__ import annotations

import ast
import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST = 3  # letters of a mode
_CHANGING = frozenset("wax+")  # modes of open()
# names of calls that make or change files, whatever object they are of
_WRITING = frozenset(
    {"write_text", "write_bytes", "mkdir", "makedirs", "touch", "symlink_to", "hardlink_to",
     "link", "mkfifo", "mkstemp", "NamedTemporaryFile", "chmod", "fchmod"}
)  # fmt: skip
# what else does, and why that is not for ``private``
_ELSEWHERE = {
    "scaffold.py": "source files in the checkout of a developer, as the umask says",
    "maildir.py": "the folders of a maildir, made for their owner in one that is held open",
    "git/view.py": "a temporary directory of its own",
    "peers/desk.py": "a temporary directory of its own",
    "peers/dt/child/examples.py": "in the directory of peers/desk.py",
    "peers/dt/child/process.py": "in the directory of peers/desk.py",
}
_NOQA = re.compile(r"# noqa:((?: ?[A-Z]+[0-9]+,?)+)(.*)")


def modules() -> Iterator[Path]:
    yield from sorted((ROOT / "reviewbot").rglob("*.py"))


def writes(tree: ast.AST) -> Iterator[str]:
    """Calls that make or change files, by line."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        told = [*node.args[:2], *(each.value for each in node.keywords if each.arg == "mode")]
        modes = [each.value for each in told if isinstance(each, ast.Constant)]
        is_open = name == "open" and any(
            isinstance(mode, str) and len(mode) <= _LONGEST and _CHANGING & {*mode}
            for mode in modes
        )
        is_open |= name == "open" and "O_CREAT" in ast.unparse(node)
        if is_open or name in _WRITING:
            yield f"{name} in line {node.lineno}"


def test_files_are_written_by_one_module() -> None:
    package = ROOT / "reviewbot"
    found = {
        path.relative_to(package).as_posix(): calls
        for path in modules()
        if (calls := list(writes(ast.parse(path.read_text(encoding="utf-8")))))
    }
    found.pop("private.py")
    assert {name: calls for name, calls in found.items() if name not in _ELSEWHERE} == {}


@pytest.mark.parametrize(
    "code",
    [
        "p.write_text('')",
        "open(p, 'w')",
        "p.open('r+b')",
        "p.open(mode='x')",
        "os.mkdir(p)",
        "os.open(p, os.O_CREAT)",
    ],
)
def test_the_rule_sees_what_it_is_about(code: str) -> None:
    assert list(writes(ast.parse(code)))
    assert not list(writes(ast.parse("open(p), p.open('rb'), p.read_text(), s.replace('w', 'a')")))


def test_no_security_rule_is_passed_over_without_a_reason() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("reviewbot", "tests", "benchmarks")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if (match := _NOQA.search(line))
        and re.search(r"\bS[0-9]", match[1])
        and len(match[2].split()) < 2
    ]
    assert bare == []


def test_no_security_rule_is_off_for_the_package() -> None:
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"][
        "lint"
    ]
    assert lint["select"] == ["ALL"]
    off = {*lint["ignore"]}
    for files, rules in lint["per-file-ignores"].items():
        if files.startswith("reviewbot"):
            off |= {*rules}
    assert not [rule for rule in off if re.fullmatch(r"S[0-9]*", rule)]
