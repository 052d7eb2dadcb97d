"""Interfaces of the kernel that have a successor."""
