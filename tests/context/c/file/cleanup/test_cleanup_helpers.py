"""Whether a helper of the file can release a thing at all."""

from __future__ import annotations

import pytest

from reviewbot.context.c.file.cleanup import leaks
from reviewbot.context.c.file.cleanup.helpers import MadeCalls, cannot_release
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.flow import read
from reviewbot.knowledge.opposed import Endings
from reviewbot.knowledge.pairs import shipped

FILE = """static void frob_forget(struct frob *frob)
{
	frob->on = false;
	frob_note(frob);
}

static void frob_cleanup(struct frob *frob)
{
	frob_forget(frob);
}

static int frob_load(struct frob *frob)
{
	int ret;

	frob->buf = kmalloc(frob->size, GFP_KERNEL);
	if (!frob->buf)
		return -ENOMEM;
	ret = frob_fill(frob);
	if (ret) {
		frob_cleanup(frob);
		return ret;
	}
	ret = frob_send(frob);
	if (ret)
		goto err_free;
	return 0;
err_free:
	frob_forget(frob);
	kfree(frob->buf);
	return ret;
}
"""


def leaking(source: str) -> bool:
    *_, definition = definitions(source.encode())
    function = read(definition)
    assert function is not None
    return bool(leaks(function, shipped(), Endings(), MadeCalls(source.encode())))


def test_a_helper_that_releases_nothing_excuses_nothing() -> None:
    assert leaking(FILE)


@pytest.mark.parametrize(
    "line", ["kfree(frob->buf);", "frob->ops->stop(frob);", "frob_core_destroy(frob);"]
)
def test_what_a_helper_may_do_deep_down(line: str) -> None:
    assert not leaking(FILE.replace("frob_note(frob);", line))


def test_a_function_of_another_file_may_do_anything() -> None:
    assert not cannot_release("frob_cleanup", {"kfree"}, {}, ())
    assert cannot_release("frob_cleanup", {"kfree"}, {"frob_cleanup": frozenset()}, ())
    round_and_round = {"a": frozenset(("b",)), "b": frozenset(("a",))}
    assert cannot_release("a", {"kfree"}, round_and_round, ())
