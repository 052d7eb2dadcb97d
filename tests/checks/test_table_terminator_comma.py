"""The commas behind terminators that the mail does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import trees
from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.engine import run

if TYPE_CHECKING:
    from pathlib import Path

PATH = "drivers/frob/core.c"
HEAD = "static const struct of_device_id frob_ids[] = {\n"
ROWS = "".join(f'\t{{ .compatible = "example,frob-{n}" }},\n' for n in "abcdef")
END = "\t{ },\n};\n"


def test_nothing_is_said_of_what_is_out_of_sight(tmp_path: Path) -> None:
    trees.make(tmp_path, {PATH: HEAD + ROWS + END})
    trees.commit(tmp_path, {PATH: f'{HEAD}\t{{ .compatible = "example,frob" }},\n{ROWS}{END}'})
    series = trees.posted(tmp_path, "HEAD~1")
    with Repository(tmp_path, "HEAD~1") as repository:
        result = run([series], select(["table.terminator_comma"]), repository)
    assert not result.findings
    assert not result.failures
