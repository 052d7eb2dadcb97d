"""Checks of what user space sees, and where that is described."""
