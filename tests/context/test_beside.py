"""What is of form is no remark where another file of the directory is so, nor anything of taste where nothing builds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import trees
from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.engine import run
from reviewbot.model.finding import Confidence

if TYPE_CHECKING:
    from pathlib import Path

LOOP = "\tfor (i = 0 ; i < frob->ring.count; i++)\n"
OLD = "static int frob_start(struct frob *frob)\n{\n\tint i;\n\n"
END = "\treturn 0;\n}\n"
NOTED, SAID = [Confidence.LOW], [Confidence.HIGH]


def said(where: Path, check: str, new: dict[str, str], old: dict[str, str]) -> list[Confidence]:
    """How sure a check is of what it says of a patch that changes the files, in a tree with the old ones."""
    trees.make(where, {"drivers/frob/core.c": OLD + END, **old})
    trees.commit(where, new)
    series = trees.posted(where, "HEAD~1")
    with Repository(where, "HEAD~1") as repository:
        return [each.confidence for each in run([series], select([check]), repository).findings]


@pytest.mark.parametrize(
    ("beside", "sure"),
    [
        ({"drivers/frob/other.c": f"{OLD}{LOOP}{END}"}, NOTED),
        ({"drivers/frob/other.c": f"{OLD}{LOOP.replace('0 ;', '0;')}{END}"}, SAID),
        ({"drivers/frob/deep/other.c": f"{OLD}{LOOP}{END}"}, SAID),
        ({"drivers/other/other.c": f"{OLD}{LOOP}{END}"}, SAID),
    ],
)
def test_a_slip_that_another_file_of_the_directory_has_is_only_noted(
    tmp_path: Path, beside: dict[str, str], sure: list[Confidence]
) -> None:
    new = {"drivers/frob/core.c": f"{OLD}{LOOP}\t\tfrob_poke(frob, i);\n\n{END}"}
    assert said(tmp_path, "style.slip", new, beside) == sure


def test_what_the_series_adds_to_another_file_may_be_the_same_slip(tmp_path: Path) -> None:
    text = f"{OLD}{LOOP}\t\tfrob_poke(frob, i);\n\n{END}"
    new = {"drivers/frob/core.c": text, "drivers/frob/other.c": text}
    assert set(said(tmp_path, "style.slip", new, {"drivers/frob/other.c": OLD + END})) == {*SAID}


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        ("static int frob_set(struct frob *frob,\n", NOTED),
        ("static int rob_set(struct rob *rob,\n", SAID),
    ],
)
def test_where_a_line_begins_is_the_way_of_a_directory_only_below_the_same_line(
    tmp_path: Path, head: str, sure: list[Confidence]
) -> None:
    goes_on = "\t\t   unsigned int mode, unsigned int rate)\n{\n\treturn 0;\n}\n"
    new = {"drivers/frob/core.c": f"static int frob_set(struct frob *frob,\n{goes_on}\n{OLD}{END}"}
    beside = {"drivers/frob/other.c": f"{head}{goes_on}"}
    assert said(tmp_path, "style.alignment", new, beside) == sure


def test_strings_may_be_others(tmp_path: Path) -> None:
    define = '#define pr_fmt(fmt) \t"{}: " fmt\n'
    other = {"drivers/frob/other.c": f"{define.format('other')}\n{OLD}{END}"}
    new = {"drivers/frob/core.c": f"{define.format('core')}\n{OLD}{END}"}
    assert said(tmp_path, "style.slip", new, other) == NOTED


@pytest.mark.parametrize(
    ("opening", "closing", "sure"),
    [
        ("#if defined(FROB_DEBUG) /* by hand */\n", "#endif\n", NOTED),
        ("#ifdef FROB_DEBUG\n", "#endif\n", NOTED),
        ("#ifdef FROB_DEBUG\n\tfrob_log(frob);\n#else\n", "#endif\n", SAID),
        ("#ifdef FROB_DEBUG\n\tfrob_log(frob);\n#endif\n", "", SAID),
        ("#ifdef FROB_MODE\n", "#endif\n", SAID),
        ("#ifdef FROB_NEW\n", "#endif\n", SAID),
        ("#ifdef FROB_FLAG\n", "#endif\n", SAID),
        ("#ifdef CONFIG_FROB\n", "#endif\n", SAID),
    ],
)
def test_of_what_nothing_builds_all_that_is_of_taste_is_only_noted(
    tmp_path: Path, opening: str, closing: str, sure: list[Confidence]
) -> None:
    old = {"include/linux/frob.h": "#define FROB_MODE 1\n", "drivers/frob/frob.h": "\n"}
    new = {
        "drivers/frob/core.c": f"{OLD}{opening}{LOOP}\t\tfrob_poke(frob, i);\n{closing}{END}",
        "drivers/frob/frob.h": "#define FROB_NEW\n//#define FROB_DEBUG\n",
        "drivers/frob/Makefile": "ccflags-y += -DFROB_FLAG\n",
    }
    assert said(tmp_path, "style.slip", new, old) == sure
