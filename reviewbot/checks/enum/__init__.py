"""Checks of enumerations."""
