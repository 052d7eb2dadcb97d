"""Memory: how it is asked for."""
