"""Checks of waiting: which function waits, and for how long."""
