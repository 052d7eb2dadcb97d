#include <linux/module.h>
#include "frob.h"

int frob_flush(struct frob *frob)
{
	return frob_wait(frob, FROB_EMPTY);
}

int frob_start(struct frob *frob)
{
	return frob_write(frob, FROB_START);
}

void frob_stop(struct frob *frob)
{
	frob_write(frob, FROB_STOP);
}
