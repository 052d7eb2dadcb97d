"""Checks of what is defined and never used."""
