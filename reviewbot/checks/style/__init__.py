"""Checks of white space, braces and the order of things: how code is laid out."""
