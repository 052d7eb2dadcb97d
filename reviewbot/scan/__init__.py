"""Reviews every series of whole archives, in pieces that any executor can work on."""
