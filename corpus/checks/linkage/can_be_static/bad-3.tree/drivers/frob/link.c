#include <linux/module.h>
#include "frob.h"

/*
 * Bring up the link; frob_link_down() is the reverse.
 */
int frob_link_up(struct frob *frob)
{
	return frob_link_write(frob, FROB_LINK_UP);
}

void frob_link_down(struct frob *frob)
{
	frob_link_write(frob, FROB_LINK_DOWN);
}

static int __init frob_link_init(void)
{
	return 0;
}
module_init(frob_link_init);
