"""Checks of locks: what they protect, and where they are held."""
