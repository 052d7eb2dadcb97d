"""Arithmetic that has a name in the kernel."""
