#include "frob.h"

static void frob_remove(struct frob *frob)
{
	frob_flush(frob);
	frob_stop(frob);
}
