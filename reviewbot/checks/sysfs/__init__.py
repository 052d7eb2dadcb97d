"""Attributes in sysfs: how they are declared and shown."""
