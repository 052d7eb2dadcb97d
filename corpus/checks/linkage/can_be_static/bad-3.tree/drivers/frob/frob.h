#ifndef _FROB_H
#define _FROB_H

struct frob;

#ifdef CONFIG_FROB_LINK
int frob_link_up(struct frob *frob);
void frob_link_down(struct frob *frob);
#else
static inline int frob_link_up(struct frob *frob) { return 0; }
static inline void frob_link_down(struct frob *frob) { }
#endif

#endif
