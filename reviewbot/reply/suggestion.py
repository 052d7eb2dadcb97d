"""The lines a reviewer would write below a remark: how it should be, indented, and short."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING

from reviewbot.frozen import replace
from reviewbot.thread.clean import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.finding import Finding
    from reviewbot.model.fixup import Fixup, Mended

_MOST = 6  # lines: more is a patch
_WIDEST = 100  # columns, with the indentation


def with_suggestions(findings: Iterable[Finding], mended: Mended) -> tuple[Finding, ...]:
    """The findings, with what their fix-ups put there."""
    lines = {fixup.finding: _suggestion(fixup) for fixup in mended.fixups}
    return tuple(replace(finding, suggested=lines.get(finding.id, "")) for finding in findings)


def suggested(said: str, finding: Finding) -> str:
    """What is said of a finding, with the lines it suggests where it does not name them itself."""
    code = finding.suggested
    if not code or all(_bare(line) in _bare(said) for line in code.split("\n")):
        return said
    return f"{said}\n\n{code}"


def _suggestion(fixup: Fixup) -> str:
    """The new lines of one place; nothing where there are many, or some only go."""
    runs = [run for run in fixup.instead if any(line.strip() for line in run)]
    if len(runs) != 1 or len(runs[0]) > _MOST:
        return ""
    shown = "\n".join(visible(line) for line in runs[0])
    code = indent(dedent(shown.expandtabs(8)), "    ")
    return code if all(len(line) <= _WIDEST for line in code.split("\n")) else ""


def _bare(text: str) -> str:
    return "".join(text.split())
