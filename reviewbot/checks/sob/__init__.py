"""Checks of who has signed a patch off."""
