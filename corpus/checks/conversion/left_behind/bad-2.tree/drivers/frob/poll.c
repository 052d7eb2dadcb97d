// SPDX-License-Identifier: GPL-2.0-only
#include <linux/frob.h>

void frob_poll(struct frob *frob)
{
	if (frob_is_gone(frob))
		frob_tell(&frob_listeners, FROB_GONE, frob);
}
