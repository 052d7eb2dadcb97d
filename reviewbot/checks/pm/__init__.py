"""Power management: how the callbacks are named and when they are built."""
