"""Checks of a revision against what was posted before: changelog, version, tags."""
