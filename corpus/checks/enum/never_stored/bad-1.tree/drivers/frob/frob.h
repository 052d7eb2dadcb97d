/* SPDX-License-Identifier: GPL-2.0 */
#ifndef FROB_H
#define FROB_H

enum frob_state {
	FROB_STATE_NEW,		/* Allocated, nobody knows it. */
	FROB_STATE_LIVE,	/* In the list. */
	FROB_STATE_GOING,	/* Being removed. */
};

struct frob {
	enum frob_state state;
};

int frob_notify(struct frob *frob, unsigned long event);

#endif
