#include "frob.h"

void frob_flush(struct frob *frob)
{
	frob_write(frob, FROB_FLUSH);
}
EXPORT_SYMBOL_GPL(frob_flush);

int frob_settle(struct frob *frob)
{
	return frob_poll(frob);
}
EXPORT_SYMBOL_GPL(frob_settle);

int frob_start(struct frob *frob)
{
	return frob_settle(frob);
}
EXPORT_SYMBOL_GPL(frob_start);
