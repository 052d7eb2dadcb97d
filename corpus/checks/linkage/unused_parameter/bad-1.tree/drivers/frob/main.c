// SPDX-License-Identifier: GPL-2.0
#include "frob.h"

static int frob_drain(struct frob *frob, int state, int timeout)
{
	if (timeout < 0)
		timeout = 0;
	return frob_wait(frob, state, timeout);
}

void frob_remove(struct frob *frob)
{
	frob_drain(frob, 2, 5);
	frob_stop(frob);
}
