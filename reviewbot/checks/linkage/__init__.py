"""Checks of who uses what: static, declarations, and what nobody uses any more."""
