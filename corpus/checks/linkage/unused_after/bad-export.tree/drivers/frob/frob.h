void frob_flush(struct frob *frob);
int frob_settle(struct frob *frob);
int frob_start(struct frob *frob);
