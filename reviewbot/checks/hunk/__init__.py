"""Checks of what a hunk does in this patch at all."""
