"""Sources of devicetrees, by the coding style that the kernel keeps for them."""
