"""Checks of how drivers read what firmware says of a device: properties, child nodes, match data."""
