#include "frob.h"

int frob_suspend(struct frob *frob)
{
	return frob_flush(frob);
}
