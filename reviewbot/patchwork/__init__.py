"""Posts checks to a patchwork server (https://patchwork.readthedocs.io), by its REST API 1.2."""
