"""The table of what the code keeps to, whoever wrote it."""

from __future__ import annotations

import pytest

from reviewbot.knowledge.conventions import read, shipped
from reviewbot.knowledge.habits import habits

TABLE = """origin = "frob 1.0"

[directories]
"drivers/frob" = "bit 3/4, guard 41/43"

[sections]
"FROB \\"DRIVER\\"" = "bit 1/10"
"""


def test_a_row_tells_of_a_directory_and_all_below_it() -> None:
    found = read(TABLE).near("guard", "drivers/frob/core/main.c")
    assert found is not None
    assert (found.kept, found.of, found.where) == (41, 43, "drivers/frob")
    assert read(TABLE).near("guard", "drivers/frobnicator/main.c") is None
    assert read(TABLE).near("genmask", "drivers/frob/main.c") is None


def test_a_section_is_found_by_its_title() -> None:
    found = read(TABLE).of_section("bit", 'FROB "DRIVER"')
    assert found is not None
    assert found.share == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("origin = [", "Invalid value"),
        ('origin = "frob"', "it has no 'directories'"),
        (TABLE.replace("[sections]", "[section]"), "it has no 'sections'"),
        (TABLE.replace('origin = "frob 1.0"', ""), "it has no 'origin'"),
        ('origin = ""\nsections = 3\ndirectories = 3', "'directories' is not a table"),
        (TABLE.replace('"bit 3/4, guard 41/43"', "41"), "is not a list of NAME KEPT/OF"),
        (TABLE.replace("41/43", "-1/43"), "is not a list of NAME KEPT/OF"),
        (TABLE.replace("41/43", f"{'4' * 40}/43"), "is not a list of NAME KEPT/OF"),
        (TABLE.replace("guard", "gu\\u001bard"), "is not a list of NAME KEPT/OF"),
        (TABLE.replace("bit 3/4, ", "bit 3/4, " * 100_000 + "?"), "is not a list of NAME KEPT/OF"),
        ("origin = " + "[" * 20_000, "nested too deep"),
    ],
)
def test_what_is_no_such_table_is_refused_in_a_sentence(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read(text)


def test_counts_that_cannot_be_are_harmless() -> None:
    more = read(TABLE.replace("41/43", "50/43")).near("guard", "drivers/frob/main.c")
    none = read(TABLE.replace("41/43", "0/0")).near("guard", "drivers/frob/main.c")
    assert more is not None
    assert none is not None
    assert (more.share, none.share) == (1.0, 0.0)


def test_the_shipped_table_knows_the_well_known() -> None:
    table = shipped()
    assert table.origin.startswith("linux 6.12")
    found = table.near("dev_err_probe", "drivers/iio/adc/frob.c")
    assert found is not None
    assert found.share > 0.5
    known = {cell.split()[0] for row in table.directories.values() for cell in row.split(", ")}
    assert known == habits().keys()
