#include <linux/module.h>
#include "frob.h"

static int frob_probe(struct frob *frob)
{
	int err;

	err = frob_start(frob);
	if (err)
		return err;

	return frob_link_up(frob);
}

static void frob_remove(struct frob *frob)
{
	frob_link_down(frob);
	frob_stop(frob);
}
