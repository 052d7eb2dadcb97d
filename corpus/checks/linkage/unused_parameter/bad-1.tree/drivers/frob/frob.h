#ifndef FROB_H
#define FROB_H

struct frob;

#define FROB_FOREVER (-1)

int frob_wait(struct frob *frob, int state, int timeout);
void frob_stop(struct frob *frob);

#endif
