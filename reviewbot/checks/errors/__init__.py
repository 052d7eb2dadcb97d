"""Errors and pointers: what is checked, and what should be."""
