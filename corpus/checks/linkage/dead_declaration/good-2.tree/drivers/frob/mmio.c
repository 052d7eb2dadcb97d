#include "frob.h"

static int frob_mmio;

int frob_flush(struct frob *frob)
{
	return frob_wait(frob, FROB_EMPTY);
}
