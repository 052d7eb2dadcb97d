"""Checks of conversions from one interface to another."""
