"""Voices learned from archives: how often people made the point of a check, of how many chances.

``chances`` are of one series, ``work`` reads those of a piece of an archive, ``count`` adds them up,
``written`` is the table of them; ``command`` is the whole way.
"""
