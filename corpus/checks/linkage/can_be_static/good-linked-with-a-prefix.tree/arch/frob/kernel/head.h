int frob_clear(void *page);
