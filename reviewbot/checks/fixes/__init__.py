"""Checks of ``Fixes:``: the commit a patch says it mends."""
