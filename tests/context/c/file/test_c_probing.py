"""Tests of what runs only while a device is bound to its driver."""

from __future__ import annotations

from reviewbot.context.c.file.probing import probes, probing
from reviewbot.context.c.file.removes import plain_calls, removes

DRIVER = b"""\
static int frob_reset(struct frob *frob)
{
	return frob_write(frob, 0);
}

static int frob_setup(struct frob *frob)
{
	return frob_reset(frob);
}

static void frob_wake(struct frob *frob)
{
	frob_write(frob, 1);
}

static int frob_bind(struct device *dev)
{
	frob_wake(dev_get_drvdata(dev));
	frob_on(frob_shown);
	return frob_setup(dev_get_drvdata(dev));
}

static void frob_shown(struct frob *frob)
{
}

static void frob_unbind(struct device *dev)
{
	struct frob *frob = dev_get_drvdata(dev);

	frob_stop(frob);
	frob_free(frob);
}

static int frob_resume(struct device *dev)
{
	frob_wake(dev_get_drvdata(dev));
	return 0;
}

static struct frob_driver frob_driver = {
	.probe = frob_bind,
	.remove = frob_unbind,
	.resume = frob_resume,
};
"""


def test_helpers_of_probe_are_those_that_nothing_else_calls_or_names() -> None:
    assert probing(DRIVER) == {"frob_bind", "frob_setup", "frob_reset"}
    assert probes(DRIVER) == {"frob_bind"}


def test_a_name_is_enough() -> None:
    assert probing(b"int frob_common_probe(void)\n{\n}\n") == {"frob_common_probe"}


def test_remove_is_the_partner_of_probe() -> None:
    (remove,) = removes(DRIVER)
    assert remove.name == "frob_unbind"
    assert plain_calls(remove) == ["frob_stop", "frob_free"]


def test_branches_and_comments_of_remove_may_have_reasons() -> None:
    for line in (b"\tif (frob)\n\t\tfrob_stop(frob);", b"\tfrob_stop(frob); /* first */"):
        (remove,) = removes(DRIVER.replace(b"\tfrob_stop(frob);", line))
        assert plain_calls(remove) == ()
