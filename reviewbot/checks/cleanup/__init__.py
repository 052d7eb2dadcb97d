"""Checks of what is acquired and released."""
