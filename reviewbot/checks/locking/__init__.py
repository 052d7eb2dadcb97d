"""Checks of how locks are taken and released."""
