"""Checks of interrupts: how they are requested."""
