"""Checks of the tags at the end of a commit log."""
