#include <linux/module.h>
#include "frob.h"

int frob_flush(struct frob *frob)
{
	return frob_wait(frob, FROB_EMPTY);
}

void frob_stop(struct frob *frob)
{
	frob_write(frob, FROB_STOP);
}
EXPORT_SYMBOL_GPL(frob_flush);
