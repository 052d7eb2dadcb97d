"""The pages of the site, by their place on it: those of docs/, the README's, and one for each check.

A link that leaves docs/ leads to the page made of that file, or to a copy of it.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING

from reviewbot.checks.describe import commented_mail, read_and_wrong
from reviewbot.checks.pages import cases_of, contract
from reviewbot.checks.registry import all_checks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.checks.api import Check
    from reviewbot.checks.cases import Case

ROOT = Path(__file__).parent.parent.parent
PLACES = {  # what a page is made of, and its place
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "benchmarks/README.md": "benchmarks.md",
    "contrib/README.md": "contrib.md",
    **{f"docs/{page.name}": page.name for page in (ROOT / "docs").glob("*.md")},
}
MENU = {
    "Use it": (
        "tutorial",
        "thread",
        "authors",
        "mailers",
        "contrib",
        "b4",
        "patchwork",
        "settings",
        "voices",
        "conventions",
        "peers",
    ),
    "Run it for a list": ("watch", "archives", "threats"),
    "Checks": ("checks", "tiers", "wanted-checks"),
    "How it is made": (
        *("design", "glossary", "contributing", "benchmarks", "releasing", "changelog"),
    ),
}
_IN_NO_MENU = "---\norphan: true\n---\n\n"  # two hundred entries on each page would be no menu
_READ_BY_PEOPLE = """\
How often a check was wrong is counted by reading what it said of real patches. A family, as `log`, or
a check can be named with `--check`."""
_HEAD = "| check | | [tier](tiers.md) | wrong of those read | |\n|---|---|---|---|---|"
_LINK = re.compile(r"\[([^]]*)\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)")


def pages() -> Iterator[tuple[str, str]]:
    """The place and the text of each page, and of each file that one leads to."""
    for source, place in PLACES.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        yield place, linked(text, source) + (_menu() if place == "index.md" else "")
        for path in sorted(copied(text, source)):
            yield f"source/{path}", (ROOT / path).read_text(encoding="utf-8")
    checks = all_checks()
    yield "checks.md", overview(checks)
    for check in checks:
        yield f"checks/{check.name}.md", page(check)


def linked(text: str, source: str) -> str:
    """The text of a file of the checkout, its links as they are on the site."""

    def link(found: re.Match[str]) -> str:
        words, path, anchor = found[1], _path(found[2], source), found[3] or ""
        if path in PLACES:
            return f"[{words}]({PLACES[path]}{anchor})"
        return f"[{words}](source/{path})" if (ROOT / path).is_file() else words

    return _LINK.sub(link, text)


def copied(text: str, source: str) -> set[str]:
    """The files of the checkout that are no pages, and that the text of one leads to."""
    paths = {_path(found[2], source) for found in _LINK.finditer(text)}
    return {path for path in paths if path not in PLACES and (ROOT / path).is_file()}


def _path(target: str, source: str) -> str:
    return normpath(str(PurePosixPath(source).parent / target))


def _menu() -> str:
    parts = []
    for title, names in MENU.items():
        rows = "\n".join(names)
        parts.append(f"```{{toctree}}\n:hidden:\n:caption: {title}\n\n{rows}\n```\n")
    return "\n" + "\n".join(parts)


def overview(checks: tuple[Check, ...]) -> str:
    """The table of all checks, by family."""
    lines = [
        f"# {len(checks)} checks\n",
        _READ_BY_PEOPLE,
    ]
    family = ""
    for check in checks:
        if (now := check.name.partition(".")[0]) != family:
            family = now
            lines.append(f"\n## {family}\n\n{_HEAD}")
        counts = read_and_wrong(check)
        wrong = f"{counts[1]} of {counts[0]}" if counts else "not measured"
        name = f"[`{check.name}`](checks/{check.name}.md)"
        lines.append(
            f"| {name} | {check.severity.name.lower()} | {check.tier.name} | {wrong} "
            f"| {_cell(check.summary)} |"
        )
    return "\n".join(lines) + "\n"


def page(check: Check) -> str:
    """All there is to know about a check."""
    cases = cases_of(check)
    parts = [
        f"{_IN_NO_MENU}# {check.name}",
        f"**{check.severity.name.lower()}**, needs {check.needs.__name__}",
        contract(check).replace("``", "`"),
    ]
    parts.append(f"Tier: {check.tier.name}, {check.tier.figures}.")
    if cases.measured:
        parts.append(f"## Measured\n\n{cases.measured}")
    if cases.replayed:
        parts.append(f"## What became of what it said\n\n{cases.replayed}")
    parts += _examples("Commented on", cases.said)
    parts += _examples("Not commented on", cases.quiet)
    if cases.asked:
        said = "\n".join(f"> {sentence}\n" for sentence in cases.asked)
        parts.append(f"## How reviewers ask for it\n\n{said}")
    parts.append(f"Wording: `{check.template}`.")
    return "\n\n".join(parts) + "\n"


def _examples(head: str, cases: Iterable[Case]) -> list[str]:
    shown = [f"### {case.title}\n\n````text\n{commented_mail(case)}\n````" for case in cases]
    return [f"## {head}", *shown] if shown else []


def _cell(text: str) -> str:
    """What can stand in a table."""
    return text.replace("``", "`").replace("|", "\\|")
