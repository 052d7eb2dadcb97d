#include "frob.h"

int frob_resume(struct frob *frob)
{
	return frob_start(frob) ? : frob_settle(frob);
}
