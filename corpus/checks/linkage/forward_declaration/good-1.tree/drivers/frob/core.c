#include <linux/module.h>
#include "frob.h"

static const char frob_name[] = "frob";

static int frob_start(struct frob *frob)
{
	return frob_write(frob, FROB_START);
}

static int frob_probe(struct frob *frob)
{
	return frob_start(frob);
}
