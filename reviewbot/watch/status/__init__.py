"""What the watch did: read from its state, counted, and shown as a text or as pages. Pure but for reading."""
