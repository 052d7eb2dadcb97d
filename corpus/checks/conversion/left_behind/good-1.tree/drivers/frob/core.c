// SPDX-License-Identifier: GPL-2.0-only
#include <linux/frob.h>
#include <linux/module.h>

static RAW_NOTIFIER_HEAD(frob_listeners);

static void frob_unplug(struct frob *frob)
{
	frob_stop(frob);
	frob_tell(&frob_listeners, FROB_GONE, frob);
	frob_power(frob, false);
}

static void frob_start(struct frob *frob)
{
	frob_write(frob, FROB_START, 1);
}

static void frob_kick(struct frob *frob)
{
	frob_write(frob, FROB_KICK, 1);
}

static int frob_suspend(struct device *dev)
{
	struct frob *frob = dev_get_drvdata(dev);

	frob_stop(frob);
	frob_tell(&frob_listeners, FROB_GONE, frob);
	return 0;
}

static void frob_reset(struct frob *frob)
{
	frob_write(frob, FROB_RESET, 1);
}

static void frob_nudge(struct frob *frob)
{
	frob_write(frob, FROB_NUDGE, 1);
}

static void frob_release(struct frob *frob)
{
	frob_stop(frob);
	frob_tell(&frob_listeners, FROB_GONE, frob);
	kfree(frob);
}
