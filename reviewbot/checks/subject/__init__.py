"""Checks of the subject line."""
