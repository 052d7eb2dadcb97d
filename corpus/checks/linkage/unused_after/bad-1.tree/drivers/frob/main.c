#include "frob.h"

#define FROB_TIMEOUT 100	/* ms */

static void frob_settle(struct frob *frob)
{
	msleep(FROB_TIMEOUT);
}

static void frob_remove(struct frob *frob)
{
	frob_flush(frob);
	frob_settle(frob);
	frob_stop(frob);
}
