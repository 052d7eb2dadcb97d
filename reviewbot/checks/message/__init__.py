"""Checks of a commit message below its subject."""
