// SPDX-License-Identifier: GPL-2.0
#include "frob.h"

int frob_start(struct frob *frob)
{
	int err;

	err = frob_wake(frob);
	if (err)
		return err;

	return 0;
}
