// SPDX-License-Identifier: GPL-2.0
#include "frob.h"

int frob_add(struct frob *frob)
{
	int err;

	frob->state = FROB_STATE_NEW;

	err = frob_notify(frob, FROB_STATE_NEW);
	if (err)
		return err;

	frob->state = FROB_STATE_LIVE;
	return frob_notify(frob, FROB_STATE_LIVE);
}

void frob_remove(struct frob *frob)
{
	frob->state = FROB_STATE_GOING;
	frob_notify(frob, FROB_STATE_GOING);
}
