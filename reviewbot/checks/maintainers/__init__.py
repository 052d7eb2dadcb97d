"""Checks of entries in MAINTAINERS."""
