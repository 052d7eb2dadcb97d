#ifndef _FROB_H
#define _FROB_H

struct frob;

int frob_flush(struct frob *frob);
void frob_stop(struct frob *frob);

#endif
