"""Checks of resources that the device core releases with the device (devres)."""
