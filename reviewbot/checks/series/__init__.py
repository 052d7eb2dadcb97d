"""Checks of a series as a whole: the order of its patches, what they undo, what the cover says."""
