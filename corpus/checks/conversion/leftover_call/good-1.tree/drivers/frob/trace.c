// SPDX-License-Identifier: GPL-2.0
#include "frob.h"

void trace_frob_init(struct frob *frob)
{
	frob->trace = TRACE_READY;
}

void trace_frob_start(struct frob *frob)
{
	frob->trace = TRACE_ON;
}

void trace_frob_exit(struct frob *frob)
{
	frob->trace = TRACE_OFF;
}
