"""Checks of what is defined or kept and never used."""
