// SPDX-License-Identifier: GPL-2.0
#include "frob.h"

static BLOCKING_NOTIFIER_HEAD(frob_chain);

int frob_add(struct frob *frob)
{
	int err;

	trace_frob_init(frob);

	err = frob_power_on(frob);
	if (err)
		goto err_trace;

	err = frob_load_firmware(frob);
	if (err)
		goto err_power;

	trace_frob_start(frob);
	return 0;

err_power:
	frob_power_off(frob);
err_trace:
	trace_frob_exit(frob);
	return err;
}

void frob_remove(struct frob *frob)
{
	trace_frob_exit(frob);
	frob_power_off(frob);
}
