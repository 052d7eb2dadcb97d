"""Checks of switch statements."""
