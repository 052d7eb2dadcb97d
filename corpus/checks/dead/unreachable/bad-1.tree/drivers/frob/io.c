// SPDX-License-Identifier: GPL-2.0
#include "frob.h"

int frob_read(struct frob *frob, u32 *value)
{
	int err = frob_wake(frob);

	if (err)
		return err;

	*value = frob_get(frob);
	return 0;
}
