"""What subjects of a directory begin with."""

from __future__ import annotations

import pytest

from reviewbot.context.learned_prefixes import fits, habit_of
from reviewbot.context.prefixes import directory_of, spelled_part
from reviewbot.knowledge.load import table


@pytest.mark.parametrize(
    ("paths", "directory"),
    [
        (["drivers/iio/adc/frob.c"], "drivers/iio/adc"),
        (["drivers/iio/adc/frob.c", "drivers/iio/dac/frob.c"], "drivers/iio"),
        (["drivers/iio/frob.c", "drivers/iio/Kconfig", "MAINTAINERS"], "drivers/iio"),
        (["drivers/iio/adc/frob.c", "drivers/iio/Kconfig"], "drivers/iio/adc"),
        (["drivers/iio/frob.c", "Documentation/iio/frob.rst"], "drivers/iio"),
        (["Documentation/iio/frob.rst"], "Documentation/iio"),
        (["drivers/iio/Makefile"], "drivers/iio"),
        (["drivers/iio/frob.c", "drivers/usb/Makefile"], ""),
        (["drivers/iio/frob.c", "include/linux/frob.h"], ""),
        (["MAINTAINERS"], ""),
        ([], ""),
    ],
)
def test_a_patch_is_about_the_directory_of_its_files(paths: list[str], directory: str) -> None:
    assert directory_of(paths) == directory


def test_the_deepest_directory_counts() -> None:
    usb = habit_of(["drivers/usb/core/frob.c"])
    assert usb
    assert usb.prefix == "usb"
    assert habit_of(["drivers/usb/host/frob.c"]) is None
    assert habit_of(["drivers/frob/frob.c"]) is None


def test_a_part_of_a_subsystem_fits_and_a_driver_does_not() -> None:
    assert fits(["hidraw"], ["drivers/hid/hidraw.c"])
    assert not fits(["hid-frob"], ["drivers/hid/hid-frob.c"])
    assert fits(["treewide"], ["drivers/hid/hid-frob.c"])


def test_the_first_part_is_told_as_it_is_spelled() -> None:
    assert spelled_part("ASoC: frob: Start it") == "ASoC"
    assert spelled_part("Start it") == ""


def test_every_habit_of_the_table_is_one() -> None:
    for directory, (prefix, alike, titles, authors) in table("prefixes")["directories"].items():
        assert alike <= titles
        assert not directory.endswith("/")
        assert not prefix or (alike >= 0.9 * titles and titles >= 8 and authors >= 5)
