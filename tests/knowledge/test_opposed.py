"""What is looked up is what comparing every name with every other finds."""

from __future__ import annotations

import random
import re

import pytest

from reviewbot.knowledge.antonyms import ends_something, is_backward, likeness, opposites
from reviewbot.knowledge.opposed import OPPOSITE, Endings, Opposed, halves
from reviewbot.model.budget import TooLargeError, budget

pytestmark = pytest.mark.no_cover  # the tracer doubles its time, and others run the same code

WORDS = re.findall(
    r"\w+",
    "clk enable disable lock unlock irq save kmalloc kfree alloc free get put init exit frob of node"
    " register unregister request release map unmap start stop add del prepare unprepare 7 a b c d e",
)


def names(seed: int, longest: int) -> list[str]:
    """Names of words that begin, end or say nothing."""
    chance = random.Random(seed)  # noqa: S311  the same in every run
    return sorted(
        {"_".join(chance.choices(WORDS, k=chance.randint(1, longest))) for _ in range(250)}
    )


@pytest.mark.parametrize(("seed", "longest"), [(1, 3), (2, 4), (3, 9)])
def test_the_names_that_undo_another(seed: int, longest: int) -> None:
    known = names(seed, longest)
    known += [name.replace("enable", "disable").replace("lock", "unlock") for name in known]
    looked_up = Opposed(known)
    for acquire in known:
        compared = {
            name
            for name in known
            if likeness(acquire, name) >= OPPOSITE and not is_backward(acquire, name)
        }
        assert looked_up.undoing(acquire) == tuple(sorted(compared))


def test_one_that_differs_in_one_of_many_words_is_found() -> None:
    release = "frob_a_b_c_d_e_disable"
    assert Opposed([release]).undoing("frob_a_b_c_d_e_x_enable") == (release,)


@pytest.mark.parametrize(("seed", "longest"), [(4, 2), (5, 3)])
def test_the_names_that_end_what_another_begins(seed: int, longest: int) -> None:
    known = names(seed, longest)
    looked_up = Endings(known)
    for acquire in known:
        compared = {
            name
            for name in known
            if ends_something(name)
            and (acquire, name) in opposites((acquire, name))
            and not is_backward(acquire, name)
        }
        assert looked_up.of(acquire) == tuple(sorted(compared))


def test_thousands_of_long_names_are_too_many() -> None:
    looked_up = Opposed(f"disable_a_b_c_d_e_f_{number}_x" for number in range(1000))

    def undoing() -> None:
        for number in range(1000):
            looked_up.undoing(f"enable_a_b_c_d_e_f_{number}_y")

    with budget(), pytest.raises(TooLargeError):
        undoing()


def test_halves_are_names_whose_counterpart_is_there() -> None:
    names = frozenset(("frob_get", "frob_put", "frob_write", "gizmo_unregister"))
    assert halves(names) == {"frob_get", "frob_put"}
