"""The label a way out should go to."""

from __future__ import annotations

import pytest

from reviewbot.context.c.file.cleanup import Landings
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.flow import read

UNLOCK, FREE = "mutex_unlock(&frob->lock)", "kfree(buf)"
SOURCE = b"""\
static int frob_load(struct frob *frob)
{
	int ret;

	mutex_lock(&frob->lock);
	if (frob->busy)
		return -EBUSY;
	buf = kmalloc(frob->size, GFP_KERNEL);
	if (!buf) {
		ret = -ENOMEM;
		goto out_unlock;
	}
	ret = frob_fill(frob, buf);
	if (ret)
		return dev_err_probe(frob->dev, ret, "no");
	if (frob->gone)
		return 0;

	kfree(buf);
out_unlock:
	mutex_unlock(&frob->lock);
	return ret;

out_free:
	kfree(buf);
	mutex_unlock(&frob->lock);
	return -EIO;
}
"""


def at(line: int, *missing: str, source: bytes = SOURCE) -> str:
    """The label for the way out on that line."""
    (definition,) = definitions(source)
    function = read(definition)
    assert function
    (leaving,) = [each for each in function.exits if each.line == line]
    return Landings(function).of(leaving, missing)


def test_the_label_with_just_what_is_missing() -> None:
    assert at(7, UNLOCK) == "out_unlock"
    assert at(15, UNLOCK) == "out_unlock"


def test_a_goto_needs_what_is_behind_it_as_well() -> None:
    same = SOURCE.replace(b"return -EIO", b"return ret")
    assert at(11, FREE, source=same) == "out_free"


@pytest.mark.parametrize("missing", [(FREE,), (UNLOCK, "kfree(name)"), ()])
def test_none_does_less_or_more(missing: tuple[str, ...]) -> None:
    assert not at(7, *missing)


def test_none_returns_another_constant() -> None:
    assert not at(15, FREE, UNLOCK)
    assert at(15, FREE, UNLOCK, source=SOURCE.replace(b"return -EIO", b"return ret")) == "out_free"
    assert not at(7, UNLOCK, source=SOURCE.replace(b"\treturn ret;", b"\treturn 0;"))


def test_none_does_it_under_a_condition() -> None:
    maybe = SOURCE.replace(b"out_unlock:\n\tmutex", b"out_unlock:\n\tif (ret)\n\t\tmutex")
    assert not at(7, UNLOCK, source=maybe)


def test_a_label_taken_right_above_is_the_one() -> None:
    (definition,) = definitions(SOURCE)
    function = read(definition)
    assert function
    leaving = {each.line: each for each in function.exits}
    landings = Landings(function)
    assert landings.is_taken_before(leaving[15], "out_unlock", 5)
    assert not landings.is_taken_before(leaving[15], "out_unlock", 12), "not with all of it held"
    assert not landings.is_taken_before(leaving[7], "out_unlock", 5), "only further down"
    assert not landings.is_taken_before(leaving[11], "out_unlock", 5), "a goto has its own"
