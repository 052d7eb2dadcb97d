"""Strings that the kernel has helpers for."""
