"""Checks of whom a mail was sent to."""
