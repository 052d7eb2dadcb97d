"""What subjects of a directory begin with."""

from __future__ import annotations

import pytest

from reviewbot.context.learned_prefixes import fits, habit_of, is_slip, sure_prefix
from reviewbot.context.prefixes import directory_of, habit, parts_of, spelled_part
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


def test_a_directory_that_breaks_with_the_one_above_is_told_nothing_of_it() -> None:
    acpi = habit_of(["drivers/acpi/frob.c"])
    assert acpi
    assert acpi.prefix == "ACPI"
    assert habit_of(["drivers/acpi/acpica/frob.c"]) is None


def test_a_part_of_a_subsystem_fits_and_a_driver_does_not() -> None:
    assert fits(["hidraw"], ["drivers/hid/hidraw.c"])
    assert not fits(["hid-frob"], ["drivers/hid/hid-frob.c"])
    assert fits(["treewide"], ["drivers/hid/hid-frob.c"])


@pytest.mark.parametrize(
    ("part", "path", "is_one"),
    [
        ("wmon", "drivers/hwmon/frob.c", True),
        ("hmwon", "drivers/hwmon/frob.c", True),
        ("Hwmn", "drivers/hwmon/frob.c", True),
        ("ii", "drivers/iio/frob.c", True),
        ("frob", "drivers/hwmon/frob.c", False),
        ("spmi", "drivers/spi/frob.c", False),
        ("arm", "drivers/gpu/drm/frob.c", False),
        ("", "drivers/hwmon/frob.c", False),
    ],
)
def test_a_slip_is_no_prefix_of_its_own(part: str, path: str, *, is_one: bool) -> None:
    habit = habit_of([path])
    assert habit
    assert is_slip(part, habit) is is_one


def test_a_prefix_is_told_in_full_and_its_first_part_counts() -> None:
    known = habit_of(["drivers/iio/adc/frob.c"])
    assert known
    assert (known.prefix, known.first) == ("iio: adc", "iio")
    assert fits(["iio"], ["drivers/iio/adc/frob.c"])
    assert not fits(["adc"], ["drivers/iio/adc/frob.c"])


def test_a_prefix_is_as_long_as_nearly_all_have_it() -> None:
    titles = ["clk: at91: pll: Start it", "clk: AT91: Stop it", "clk: at91: main: Start it"]
    assert habit(titles * 2) == "clk: at91:"
    assert habit([*titles, "clk: Name it"] * 2) == "clk:"
    assert habit([*titles, "net: Name it"] * 2) == ""
    assert habit(titles) == ""


def test_the_first_part_is_told_as_it_is_spelled() -> None:
    assert spelled_part("ASoC: frob: Start it") == "ASoC"
    assert spelled_part("Start it") == ""
    assert parts_of("Clk: at91: Fix it: now") == ("Clk", "at91")
    assert parts_of("misc/frob: Fix it") == ("misc",)


def test_every_habit_of_the_table_is_one() -> None:
    for directory, (prefix, alike, titles, authors) in table("prefixes")["directories"].items():
        assert alike <= titles
        assert not directory.endswith("/")
        assert not prefix or (alike >= 0.9 * titles and titles >= 8 and authors >= 5)


def test_what_is_used_above_is_not_named_for_a_directory_below() -> None:
    known = table("prefixes")["directories"]
    sure = next(each for each in known if sure_prefix([f"{each}/frob.c"]))
    assert not sure_prefix([f"{sure}/nobody/frob.c"])
