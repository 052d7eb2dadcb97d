"""Checks of comments that documentation is made from."""
