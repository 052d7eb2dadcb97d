"""Mining a small tree: pairs with counts, in the shape the program reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.errors import SourceError
from reviewbot.knowledge.pairs import RESULT, read, shipped
from reviewbot.learn import mine

if TYPE_CHECKING:
    from pathlib import Path

LADDER = """
static int frob_probe(struct frob *frob)
{
	int ret;

	frob->ring = frob_ring_alloc(frob->size);
	if (!frob->ring)
		return -ENOMEM;

	ret = frob_clock_enable(frob->clock);
	if (ret)
		goto err_free;

	ret = devm_frob_add(frob->dev);
	if (ret)
		goto err_clock;

	ret = frob_register(frob);
	if (ret)
		goto err_clock;

	return 0;

err_clock:
	frob_clock_disable(frob->clock);
err_free:
	frob_ring_free(frob->ring);
	return ret;
}

static void frob_remove(struct frob *frob)
{
	frob_unregister(frob);
	frob_clock_disable(frob->clock);
	frob_ring_free(frob->ring);
}

static struct frob_driver frob_driver = {
	.probe = frob_probe,
	.remove = frob_remove,
};
"""


def tree(folder: Path, files: int) -> Path:
    (folder / "Makefile").write_text("VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 3\n")
    (folder / "drivers").mkdir()
    for number in range(files):
        (folder / "drivers" / f"frob{number}.c").write_text(LADDER)
    (folder / "tools").mkdir()
    (folder / "tools" / "frob.c").write_text(LADDER.replace("frob_ring", "user_ring"))
    return folder


def test_pairs_carry_counts_what_they_take_and_how_they_fail(tmp_path: Path) -> None:
    said: list[str] = []
    found = read(mine(tree(tmp_path, 5), said.append, jobs=1))
    assert found.origin.startswith("linux 6.1.3, Makefile of ")
    (ring,) = found.by_acquire["frob_ring_alloc"]
    assert (ring.release, ring.takes, ring.fails) == ("frob_ring_free", ((0, RESULT),), "null")
    assert (ring.undone, ring.held, ring.teardowns, ring.partners) == (5, 5, 5, 5)
    (clock,) = found.by_acquire["frob_clock_enable"]
    assert (clock.release, clock.takes, clock.fails) == ("frob_clock_disable", ((0, 0),), "errno")
    assert said
    assert said[-1] == "5 of 5 files"


def test_managed_and_user_space_functions_are_left_out(tmp_path: Path) -> None:
    found = read(mine(tree(tmp_path, 5), lambda _: None, jobs=1))
    assert not any(name.startswith(("devm_", "user_")) for name in found.by_acquire)


def test_a_release_of_something_earlier_is_not_taken_for_it(tmp_path: Path) -> None:
    found = read(mine(tree(tmp_path, 12), lambda _: None, jobs=1))
    assert [pair.release for pair in found.by_acquire["frob_clock_enable"]] == [
        "frob_clock_disable"
    ]


def test_what_is_seldom_is_left_out(tmp_path: Path) -> None:
    found = read(mine(tree(tmp_path, 2), lambda _: None, jobs=1))
    assert not found.by_acquire


def test_a_tree_without_sources_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no C source"):
        mine(tmp_path, lambda _: None)


def test_the_shipped_table_knows_the_well_known() -> None:
    table = shipped()
    assert table.origin.startswith("linux 6.12")
    (pair,) = table.by_acquire["mutex_lock"]
    assert pair.release == "mutex_unlock"
    assert pair.share > 0.95
    assert pair in table.by_release["mutex_unlock"]


def test_a_broken_table_is_refused() -> None:
    with pytest.raises(ValueError, match=r"it has no .pairs."):
        read('origin = "x"\n')
