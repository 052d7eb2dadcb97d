"""Bits of words and bytes of numbers: how they are told and taken."""
