"""Facts about the kernel, as data with the origin of each; never an identifier in code."""
