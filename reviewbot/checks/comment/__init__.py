"""Checks of the form of comments."""
