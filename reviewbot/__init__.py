"""Drafts quoted review replies to kernel-style patch threads; never sends mail."""

__version__ = "0.1.0"
