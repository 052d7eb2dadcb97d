"""The headers a file includes: those it needs, in order, and no others."""
