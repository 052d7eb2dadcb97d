#include "frob.h"

int frob_resume(struct frob *frob)
{
	return frob_link_up(frob);
}

void frob_suspend(struct frob *frob)
{
	frob_link_down(frob);
}
